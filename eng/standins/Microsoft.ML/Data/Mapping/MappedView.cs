namespace Microsoft.ML.Data;

/// <summary>A view with the columns of a row-to-row mapper added; a cursor computes only those it was asked for.</summary>
internal sealed class MappedView(IDataView source, RowToRowMapper mapper) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        return Over(source.GetRowCursor(mapper.GetDependencies(columns), rand), columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        return [.. source.GetRowCursorSet(mapper.GetDependencies(columns), n, rand).Select(c => Over(c, columns))];
    }

    private MappedCursor Over(DataViewRowCursor input, DataViewSchema.Column[] columns) => new(input, mapper.Open(input, columns), columns);
}

/// <summary>A cursor with added columns.</summary>
internal sealed class MappedCursor(DataViewRowCursor input, MappedColumns added, DataViewSchema.Column[] active)
    : WrappingCursor(input, added.Schema.Output, active)
{
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        CheckActive(column);
        return added.Getter<TValue>(Input, column);
    }

    protected override void DisposeOwn() => added.Dispose();
}
