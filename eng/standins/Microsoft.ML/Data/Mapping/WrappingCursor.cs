namespace Microsoft.ML.Data;

/// <summary>A cursor over another one: same rows, unless <see cref="MoveNext"/> says otherwise.</summary>
internal abstract class WrappingCursor : DataViewRowCursor
{
    private readonly bool[] _active;
    private bool _disposed;

    protected WrappingCursor(DataViewRowCursor input, DataViewSchema schema, IEnumerable<DataViewSchema.Column> active)
    {
        Input = input;
        Schema = schema;
        _active = ActiveColumns.Of(schema, active);
    }

    public override DataViewSchema Schema { get; }

    public override long Position => Input.Position;

    public override long Batch => Input.Batch;

    protected DataViewRowCursor Input { get; }

    public override bool MoveNext() => Input.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.Has(_active, column);

    protected void CheckActive(DataViewSchema.Column column) => ActiveColumns.Check(_active, column);

    /// <summary>Lets go of what this cursor holds itself; called once, before the input is disposed.</summary>
    protected virtual void DisposeOwn()
    {
    }

    protected sealed override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            DisposeOwn();
            Input.Dispose();
        }
    }
}

/// <summary>Which columns of a schema a cursor was asked for.</summary>
internal static class ActiveColumns
{
    public static bool[] Of(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        bool[] active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columns)
        {
            if ((uint)column.Index >= (uint)active.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(columns), $"Column '{column.Name}' has index {column.Index}; the schema has {schema.Count} columns.");
            }

            active[column.Index] = true;
        }

        return active;
    }

    public static bool Has(bool[] active, DataViewSchema.Column column) => (uint)column.Index < (uint)active.Length
        ? active[column.Index]
        : throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' has index {column.Index}; the schema has {active.Length} columns.");

    public static void Check(bool[] active, DataViewSchema.Column column)
    {
        if (!Has(active, column))
        {
            throw Runtime.Getters.Inactive(column);
        }
    }
}
