namespace Microsoft.ML.Data;

/// <summary>An input row with added columns. Disposing it disposes what the added columns hold, then the input row.</summary>
internal sealed class MappedRow(DataViewRow input, MappedColumns added) : DataViewRow
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => added.Schema.Output;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => added.IsActive(input, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => added.Getter<TValue>(input, column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            added.Dispose();
            input.Dispose();
        }
    }
}
