namespace Microsoft.ML.Data;

/// <summary>The rows in random order: a pool is filled, and each row is a random one of the pool, replaced by the next row.</summary>
internal sealed class ShuffleView(IDataView source, int seed, int poolSize, bool shuffleSource) : IDataView
{
    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        Random random = rand ?? new Random(seed);
        return new Cursor(source.GetRowCursor(columnsNeeded, shuffleSource && source.CanShuffle ? random : null), columnsNeeded, random, poolSize);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly DataViewRowCursor _input;
        private readonly Random _random;
        private readonly int _poolSize;
        private readonly RowStore _ids;
        private readonly RowStore[] _columns;
        private readonly RowStore[] _stores;
        private int _filled;
        private int _current = -1;
        private bool _inputEnded;

        public Cursor(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> active, Random random, int poolSize)
            : base(input.Schema, active)
        {
            _input = input;
            _random = random;
            _poolSize = poolSize;
            _ids = new ValueStore<DataViewRowId>(input.GetIdGetter());
            _columns = [.. Schema.Select(c => IsColumnActive(c) ? RowStore.Of(input, c) : null)];
            _stores = [_ids, .. _columns.Where(c => c is not null)];
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ValueGetter<DataViewRowId>)_ids.Getter(() => _current);

        protected override bool MoveNextCore()
        {
            if (_current >= 0)
            {
                Replace(_current);
            }

            while (_filled < _poolSize && Read(_filled))
            {
                _filled++;
            }

            _current = _filled > 0 ? _random.Next(_filled) : -1;
            return _filled > 0;
        }

        protected override Delegate GetterOf(DataViewSchema.Column column) => _columns[column.Index].Getter(() => _current);

        protected override void DisposeOwn() => _input.Dispose();

        private void Replace(int slot)
        {
            if (!Read(slot))
            {
                _filled--;
                foreach (RowStore store in _stores)
                {
                    store.Swap(slot, _filled);
                }
            }
        }

        private bool Read(int slot)
        {
            if (_inputEnded || !_input.MoveNext())
            {
                _inputEnded = true;
                return false;
            }

            foreach (RowStore store in _stores)
            {
                store.Read(slot);
            }

            return true;
        }
    }
}
