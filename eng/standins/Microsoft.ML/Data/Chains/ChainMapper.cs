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
        ArgumentNullException.ThrowIfNull(input);
        if (input.Schema != InputSchema)
        {
            throw new ArgumentOutOfRangeException(nameof(input), "The row has another schema than the one the mapper was made for.");
        }

        DataViewSchema.Column[][] needs = Needs(activeColumns);
        DataViewRow row = input;
        for (int i = 0; i < _steps.Length; i++)
        {
            row = _steps[i].GetRow(row, needs[i + 1]);
        }

        return row;
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
}
