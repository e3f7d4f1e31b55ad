namespace Microsoft.ML.Data;

/// <summary>
/// The part of a row-to-row transformer that knows one input schema: which columns it adds, from which it computes
/// them, and how. Made when the schema is known; its constructor throws where the schema does not fit.
/// </summary>
internal abstract class RowMapper(DataViewSchema inputSchema)
{
    public DataViewSchema InputSchema => inputSchema;

    /// <summary>The columns added, in order. Asked for once.</summary>
    public abstract DataViewSchema.DetachedColumn[] MakeColumns();

    /// <summary>The indices of the input columns from which the active ones of the added columns are computed.</summary>
    public abstract IEnumerable<int> InputsOf(bool[] active);

    /// <summary>
    /// A <see cref="ValueGetter{TValue}"/> for every active added column (null for the others) over a row that moves.
    /// Getters that share work keep what they computed until <see cref="DataViewRow.Position"/> changes.
    /// </summary>
    /// <param name="input">The row; the columns of <see cref="InputsOf"/> are active in it.</param>
    /// <param name="active">Which added columns are asked for.</param>
    /// <param name="disposer">What to do when the row or cursor is disposed, or null.</param>
    public abstract Delegate[] MakeGetters(DataViewRow input, bool[] active, out Action disposer);
}
