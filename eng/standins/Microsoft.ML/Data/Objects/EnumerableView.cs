using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A view of a sequence of objects. Every cursor begins the sequence anew and holds one object at a time.</summary>
internal sealed class EnumerableView<TRow>(IEnumerable<TRow> rows, RowClass rowClass) : IDataView
    where TRow : class
{
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = rowClass.Schema;

    public long? GetRowCount() => (rows as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) => new Cursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [new Cursor(this, columnsNeeded)];

    private sealed class Cursor : RootCursor
    {
        private readonly IEnumerator<TRow> _rows;
        private readonly Delegate[] _getters;

        public Cursor(EnumerableView<TRow> view, IEnumerable<DataViewSchema.Column> active)
            : base(view.Schema, active)
        {
            _getters = new Delegate[view.Schema.Count];
            foreach (DataViewSchema.Column column in view.Schema.Where(IsColumnActive))
            {
                _getters[column.Index] = ObjectReading.Getter(view.RowClass.Columns[column.Index].Member, column.Type, () => Current);
            }

            _rows = view.Rows.GetEnumerator();
        }

        private TRow Current
        {
            get
            {
                CheckOnRow();
                return _rows.Current;
            }
        }

        protected override bool MoveNextCore()
        {
            bool moved = _rows.MoveNext();
            if (moved && _rows.Current is null)
            {
                throw new InvalidOperationException($"Row {Position + 1} of the sequence is null.");
            }

            return moved;
        }

        protected override Delegate GetterOf(DataViewSchema.Column column) => _getters[column.Index];

        protected override void DisposeOwn() => _rows.Dispose();
    }

    private RowClass RowClass => rowClass;

    private IEnumerable<TRow> Rows => rows;
}

/// <summary>The columns of one object that can be exchanged; every exchange is a new row.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly Delegate[] _getters;
    private TRow _current;
    private long _position = -1;

    public ObjectRow(RowClass rowClass)
    {
        Schema = rowClass.Schema;
        _getters = [.. rowClass.Columns.Select(c => ObjectReading.Getter(c.Member, c.Type, () => _current))];
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public void Show(TRow row)
    {
        _current = row;
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => (uint)column.Index < (uint)_getters.Length;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        Getters.Cast<TValue>(_getters[Schema[column.Index].Index], Schema[column.Index]);
}
