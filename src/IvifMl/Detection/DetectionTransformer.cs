using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>
/// Detects objects in an image column row by row. Saves in a plain ML.NET zip with its graph and options;
/// <see cref="DetectorModel.From(ITransformer)"/> reads them back.
/// </summary>
public sealed class DetectionTransformer : ChainedTransformer
{
    internal DetectionTransformer(TransformerChain<ITransformer> chain, DetectionOptions options)
        : base(chain, options.CancellationToken) => Options = options;

    /// <summary>The options it was made with.</summary>
    public DetectionOptions Options { get; }

    /// <summary>Throws unless the column is an image; makes a size known that ResizeImages has fixed.</summary>
    internal static void CheckAndRegister(DataViewSchema schema, DetectionOptions options)
    {
        SchemaShapes.CheckImage(schema, options.InputColumnName, DetectionEstimator.Component, nameof(schema));
        ImageColumns.Register(schema[options.InputColumnName].Type);
    }

    private protected override void Check(DataViewSchema inputSchema) => CheckAndRegister(inputSchema, Options);
}
