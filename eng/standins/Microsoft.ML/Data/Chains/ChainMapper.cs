namespace Microsoft.ML.Data;

/// <summary>Row mappers one behind the other.</summary>
internal sealed class ChainMapper : IRowToRowMapper
{
    private readonly IRowToRowMapper[] _steps;

    private ChainMapper(DataViewSchema input, IRowToRowMapper[] steps)
    {
        InputSchema = input;
        _steps = steps;
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema => _steps.Length == 0 ? InputSchema : _steps[^1].OutputSchema;

    public static ChainMapper Of(DataViewSchema input, IEnumerable<ITransformer> transformers)
    {
        List<IRowToRowMapper> steps = [];
        DataViewSchema schema = input;
        foreach (ITransformer transformer in transformers)
        {
            steps.Add(transformer.GetRowToRowMapper(schema));
            schema = steps[^1].OutputSchema;
        }

        return new ChainMapper(input, [.. steps]);
    }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) => Needs(dependingColumns)[0];

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        DataViewSchema.Column[][] needs = Needs(activeColumns);
        var rows = new DataViewRow[_steps.Length + 1];
        rows[0] = input;
        for (int i = 0; i < _steps.Length; i++)
        {
            rows[i + 1] = _steps[i].GetRow(rows[i], needs[i + 1]);
        }

        return new Row(rows);
    }

    /// <summary>The columns that every step needs of the one before it, and last those asked for.</summary>
    private DataViewSchema.Column[][] Needs(IEnumerable<DataViewSchema.Column> columns)
    {
        var needs = new DataViewSchema.Column[_steps.Length + 1][];
        needs[^1] = [.. columns];
        for (int i = _steps.Length - 1; i >= 0; i--)
        {
            needs[i] = [.. _steps[i].GetDependencies(needs[i + 1])];
        }

        return needs;
    }

    /// <summary>The last row; disposing it disposes those of all steps, since a row from outside may not dispose its input.</summary>
    private sealed class Row(DataViewRow[] rows) : DataViewRow
    {
        private readonly DataViewRow _last = rows[^1];

        public override long Position => _last.Position;

        public override long Batch => _last.Batch;

        public override DataViewSchema Schema => _last.Schema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => _last.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => _last.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _last.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                foreach (DataViewRow row in rows.Reverse())
                {
                    row.Dispose();
                }
            }
        }
    }
}
