using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>
/// A transformer of ours: a chain of built-in transformers, to which everything is delegated. Only built-in
/// transformers can be read back from a plain ML.NET zip, so that chain is what is saved.
/// </summary>
public abstract class ChainedTransformer : ITransformer, IDisposable
{
    private readonly TransformerChain<ITransformer> _chain;
    private readonly CancellationToken _cancellation;

    private protected ChainedTransformer(TransformerChain<ITransformer> chain, CancellationToken cancellation = default)
    {
        _chain = chain;
        _cancellation = cancellation;
    }

    /// <summary>Always true: each row is computed from that row alone.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The schema of the result.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or of another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Check(inputSchema);
        return _chain.GetOutputSchema(inputSchema);
    }

    /// <summary>The data with the new column; nothing is computed before a cursor asks for it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or of another type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Check(input.Schema);
        return _cancellation.CanBeCanceled
            ? new CancellableView(_chain.Transform(new CancellableView(input, _cancellation)), _cancellation)
            : _chain.Transform(input);
    }

    /// <summary>Computes single rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or of another type.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Check(inputSchema);
        return ((ITransformer)_chain).GetRowToRowMapper(inputSchema);
    }

    /// <summary>Saves the chain; called by <c>mlContext.Model.Save</c>.</summary>
    public void Save(ModelSaveContext ctx) => ((ITransformer)_chain).Save(ctx);

    /// <summary>Releases the scoring sessions. Views made by this transformer cannot be read afterwards.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the scoring sessions.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> called.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _chain.Dispose();
        }
    }

    private protected abstract void Check(DataViewSchema inputSchema);
}
