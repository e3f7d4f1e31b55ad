namespace Microsoft.ML.Data;

/// <summary>
/// Input columns and added columns as one schema. An added column comes last, or right behind the column of its name
/// that it hides.
/// </summary>
internal sealed class MappedSchema
{
    private readonly int[] _sources;

    public MappedSchema(DataViewSchema input, IReadOnlyList<DataViewSchema.DetachedColumn> added)
    {
        Input = input;
        AddedCount = added.Count;
        List<(string Name, int Source)> order = [.. input.Select(c => (c.Name, c.Index))];
        for (int i = 0; i < added.Count; i++)
        {
            int hidden = order.FindLastIndex(o => o.Name == added[i].Name);
            order.Insert(hidden < 0 ? order.Count : hidden + 1, (added[i].Name, ~i));
        }

        _sources = [.. order.Select(o => o.Source)];
        Output = DataViewSchema.Of(_sources.Select(s => s >= 0 ? new DataViewSchema.DetachedColumn(input[s]) : added[~s]));
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Output { get; }

    public int AddedCount { get; }

    /// <summary>The input column behind an output column, or the number of the added one.</summary>
    public bool IsInput(DataViewSchema.Column output, out int index)
    {
        if ((uint)output.Index >= (uint)_sources.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(output), $"Column '{output.Name}' has index {output.Index}; the schema has {_sources.Length} columns.");
        }

        int source = _sources[output.Index];
        index = source >= 0 ? source : ~source;
        return source >= 0;
    }

    /// <summary>Which of the added columns are among the output columns.</summary>
    public bool[] ActiveAdded(IEnumerable<DataViewSchema.Column> columns)
    {
        bool[] active = new bool[AddedCount];
        foreach (DataViewSchema.Column column in columns)
        {
            if (!IsInput(column, out int index))
            {
                active[index] = true;
            }
        }

        return active;
    }
}
