using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>
/// Keeps in memory what cursors ask for: the first that needs a column reads the source for it, later ones read memory.
/// Only primitive values and vectors of them can be kept; other columns are not part of the view.
/// </summary>
internal sealed class CacheView : IDataView
{
    private readonly Lock _lock = new();
    private readonly IDataView _source;
    private readonly int[] _prefetch;
    private readonly RowStore[] _stores;
    private long? _rows;

    private CacheView(IDataView source, string[] prefetch)
    {
        _source = source;
        _prefetch = [.. prefetch.Select(name => source.Schema.Require(name).Index)];
        _stores = new RowStore[source.Schema.Count];
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public static IDataView Of(IDataView data, params string[] prefetch)
    {
        int[] kept = [.. data.Schema.Where(c => c.Type is PrimitiveDataViewType or VectorDataViewType).Select(c => c.Index)];
        IDataView source = kept.Length == data.Schema.Count ? data : new SelectedView(data, new SelectionMapper(data.Schema, kept));
        return new CacheView(source, prefetch ?? []);
    }

    public long? GetRowCount() => _rows ?? _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) => new Cursor(this, columnsNeeded, rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>Reads the columns that are not in memory yet; gives the number of rows.</summary>
    private int Fill(IEnumerable<int> columns)
    {
        lock (_lock)
        {
            int[] missing = [.. columns.Concat(_prefetch).Distinct().Where(i => _stores[i] is null)];
            if (missing.Length > 0 || _rows is null)
            {
                Read(missing);
            }

            return (int)_rows;
        }
    }

    private void Read(int[] columns)
    {
        using DataViewRowCursor cursor = _source.GetRowCursor(columns.Select(i => Schema[i]));
        RowStore[] stores = [.. columns.Select(i => RowStore.Of(cursor, Schema[i]))];
        int rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            foreach (RowStore store in stores)
            {
                store.Read(rows);
            }
        }

        if (_rows is long before && before != rows)
        {
            throw new InvalidOperationException($"The source gave {before} rows at first and {rows} now; a cache needs a source that does not change.");
        }

        for (int i = 0; i < columns.Length; i++)
        {
            _stores[columns[i]] = stores[i];
        }

        _rows = rows;
    }

    private sealed class Cursor(CacheView view, IEnumerable<DataViewSchema.Column> active, Random random)
        : RootCursor(view.Schema, active)
    {
        private readonly DataViewSchema.Column[] _needed = [.. active];
        private int[] _order;
        private int _next;
        private int _current = -1;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
        {
            CheckOnRow();
            id = new DataViewRowId((ulong)_current, 0);
        };

        protected override bool MoveNextCore()
        {
            _order ??= Order(view.Fill(_needed.Select(c => c.Index)));
            if (_next == _order.Length)
            {
                return false;
            }

            _current = _order[_next++];
            return true;
        }

        protected override Delegate GetterOf(DataViewSchema.Column column)
        {
            view.Fill(_needed.Select(c => c.Index));
            return view._stores[column.Index].Getter(() =>
            {
                CheckOnRow();
                return _current;
            });
        }

        private int[] Order(int rows)
        {
            int[] order = [.. Enumerable.Range(0, rows)];
            random?.Shuffle(order);
            return order;
        }
    }
}
