using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Which columns stay. Keeping puts them into the order given; dropping leaves the order as it was.</summary>
internal sealed record ColumnSelection(bool Keeps, bool KeepsHidden, string[] Names)
{
    public static ColumnSelection Keep(string[] names, bool hidden) => new(true, hidden, Checked(names));

    /// <summary>Drops hidden columns of the names too, and keeps all others.</summary>
    public static ColumnSelection Drop(string[] names) => new(false, true, Checked(names));

    /// <summary>The indices of the columns that stay.</summary>
    public int[] In(DataViewSchema schema)
    {
        foreach (string name in Names)
        {
            schema.Require(name);
        }

        return Keeps
            ? [.. Names.SelectMany(name => schema.Where(c => c.Name == name && (KeepsHidden || !c.IsHidden))).Select(c => c.Index)]
            : [.. schema.Where(c => !Names.Contains(c.Name)).Select(c => c.Index)];
    }

    public SchemaShape In(SchemaShape shape)
    {
        foreach (string name in Names)
        {
            shape.Require(name);
        }

        return new SchemaShape(Keeps ? Names.Select(shape.Require) : shape.Where(c => !Names.Contains(c.Name)));
    }

    private static string[] Checked(string[] names)
    {
        if (names is null or [] || names.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentOutOfRangeException(nameof(names), "Name one or more columns.");
        }

        return [.. names.Distinct()];
    }
}

/// <summary>A selection bound to a schema.</summary>
internal sealed class SelectionMapper(DataViewSchema input, int[] kept) : IRowToRowMapper
{
    public DataViewSchema InputSchema => input;

    public DataViewSchema OutputSchema { get; } = DataViewSchema.Of(kept.Select(i => new DataViewSchema.DetachedColumn(input[i])));

    /// <summary>The input column that an output column is.</summary>
    public DataViewSchema.Column SourceOf(DataViewSchema.Column column) => input[kept[OutputSchema[column.Index].Index]];

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        [.. dependingColumns.Select(SourceOf).DistinctBy(c => c.Index)];

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new SelectedRow(this, input);
}

/// <summary>A view of some of the columns of another.</summary>
internal sealed class SelectedView(IDataView source, SelectionMapper mapper) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new SelectedCursor(mapper, source.GetRowCursor(mapper.GetDependencies(columnsNeeded), rand), columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [.. source.GetRowCursorSet(mapper.GetDependencies(columnsNeeded), n, rand).Select(c => new SelectedCursor(mapper, c, columnsNeeded))];
}

internal sealed class SelectedCursor(SelectionMapper mapper, DataViewRowCursor input, IEnumerable<DataViewSchema.Column> active)
    : WrappingCursor(input, mapper.OutputSchema, active)
{
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        CheckActive(column);
        return Input.GetGetter<TValue>(mapper.SourceOf(column));
    }
}

internal sealed class SelectedRow(SelectionMapper mapper, DataViewRow input) : DataViewRow
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => mapper.OutputSchema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(mapper.SourceOf(column));

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => input.GetGetter<TValue>(mapper.SourceOf(column));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
        }
    }
}
