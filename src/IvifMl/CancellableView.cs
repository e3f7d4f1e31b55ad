using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>
/// A view whose cursors throw <see cref="OperationCanceledException"/> at the next row once a token is cancelled.
/// In front of a computation it stops the work, which ML.NET may do ahead of the reader on threads of its own; behind
/// it, it gives the reader the exception itself, which ML.NET passes on from those threads only inside another one.
/// </summary>
internal sealed class CancellableView(IDataView source, CancellationToken cancellation) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded, rand), cancellation);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [.. source.GetRowCursorSet(columnsNeeded, n, rand).Select(c => new Cursor(c, cancellation))];

    private sealed class Cursor(DataViewRowCursor inner, CancellationToken cancellation) : DataViewRowCursor
    {
        public override long Position => inner.Position;

        public override long Batch => inner.Batch;

        public override DataViewSchema Schema => inner.Schema;

        public override bool MoveNext()
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return inner.MoveNext();
            }
            catch (InvalidOperationException error) when (error.GetBaseException() is OperationCanceledException && cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(error.Message, error, cancellation);
            }
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => inner.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => inner.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => inner.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
