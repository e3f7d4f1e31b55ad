namespace Microsoft.ML.Data;

/// <summary>A <see cref="RowMapper"/> bound to its schema: dependencies, rows, and what a view needs for its cursors.</summary>
internal sealed class RowToRowMapper : IRowToRowMapper
{
    private readonly RowMapper _mapper;

    public RowToRowMapper(RowMapper mapper)
    {
        _mapper = mapper;
        Schema = new MappedSchema(mapper.InputSchema, mapper.MakeColumns());
    }

    public MappedSchema Schema { get; }

    public DataViewSchema InputSchema => Schema.Input;

    public DataViewSchema OutputSchema => Schema.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        SortedSet<int> needed = [];
        foreach (DataViewSchema.Column column in dependingColumns)
        {
            if (Schema.IsInput(column, out int index))
            {
                needed.Add(index);
            }
        }

        needed.UnionWith(_mapper.InputsOf(Schema.ActiveAdded(dependingColumns)));
        return [.. needed.Select(i => InputSchema[i])];
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Schema != InputSchema)
        {
            throw new InvalidOperationException("The row has another schema than the one the mapper was made for.");
        }

        return new MappedRow(input, Open(input, activeColumns));
    }

    /// <summary>The getters of the added columns among the active ones.</summary>
    public MappedColumns Open(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new(Schema, _mapper.MakeGetters(input, Schema.ActiveAdded(activeColumns), out Action disposer), disposer);
}

/// <summary>The added columns of one row or cursor.</summary>
internal sealed class MappedColumns(MappedSchema schema, Delegate[] getters, Action disposer) : IDisposable
{
    private Action _disposer = disposer;

    public MappedSchema Schema => schema;

    public bool IsActive(DataViewRow input, DataViewSchema.Column column) => schema.IsInput(column, out int index)
        ? input.IsColumnActive(schema.Input[index])
        : getters[index] is not null;

    /// <summary>The getter of the input where the column is one of the input, so nothing is copied on the way.</summary>
    public ValueGetter<TValue> Getter<TValue>(DataViewRow input, DataViewSchema.Column column) => schema.IsInput(column, out int index)
        ? input.GetGetter<TValue>(schema.Input[index])
        : Runtime.Getters.Cast<TValue>(getters[index] ?? throw Runtime.Getters.Inactive(column), schema.Output[column.Index]);

    public void Dispose() => Interlocked.Exchange(ref _disposer, null)?.Invoke();
}
