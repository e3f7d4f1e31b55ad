using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A cursor with rows of its own, which it counts.</summary>
internal abstract class RootCursor : DataViewRowCursor
{
    private readonly bool[] _active;
    private long _position = -1;
    private bool _ended;
    private bool _disposed;

    protected RootCursor(DataViewSchema schema, IEnumerable<DataViewSchema.Column> active)
    {
        Schema = schema;
        _active = ActiveColumns.Of(schema, active);
    }

    public sealed override DataViewSchema Schema { get; }

    public sealed override long Position => _position;

    public override long Batch => 0;

    public sealed override bool MoveNext()
    {
        if (!_ended && MoveNextCore())
        {
            _position++;
            return true;
        }

        _ended = true;
        _position = -1;
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
    {
        CheckOnRow();
        id = new DataViewRowId((ulong)_position, 0);
    };

    public sealed override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.Has(_active, column);

    public sealed override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(_active, column);
        return Getters.Cast<TValue>(GetterOf(column), Schema[column.Index]);
    }

    /// <summary>Refuses to read before the first row and after the last.</summary>
    protected void CheckOnRow()
    {
        if (_position < 0)
        {
            throw new InvalidOperationException("The cursor stands on no row: call MoveNext, and read only after it gave true.");
        }
    }

    protected abstract bool MoveNextCore();

    /// <summary>The getter of an active column.</summary>
    protected abstract Delegate GetterOf(DataViewSchema.Column column);

    /// <summary>Lets go of what the cursor holds; called once.</summary>
    protected virtual void DisposeOwn()
    {
    }

    protected sealed override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _ended = true;
            _position = -1;
            DisposeOwn();
        }
    }
}
