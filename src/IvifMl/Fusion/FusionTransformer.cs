using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>
/// Fuses image columns row by row. Saves in a plain ML.NET zip with its graph and options;
/// <see cref="FusionModel.From(ITransformer)"/> reads them back.
/// </summary>
public sealed class FusionTransformer : ChainedTransformer
{
    internal FusionTransformer(TransformerChain<ITransformer> chain, FusionOptions options)
        : base(chain, options.CancellationToken) => Options = options;

    /// <summary>The options it was made with.</summary>
    public FusionOptions Options { get; }

    /// <summary>Throws unless both columns are images, and that of prompts text; makes sizes known that ResizeImages has fixed.</summary>
    internal static void CheckAndRegister(DataViewSchema schema, FusionOptions options)
    {
        foreach (string name in (string[])[options.InfraredColumnName, options.VisibleColumnName])
        {
            SchemaShapes.CheckImage(schema, name, FusionEstimator.Component, nameof(schema));
            ImageColumns.Register(schema[name].Type);
        }

        if (options.PromptColumnName is { } prompts)
        {
            SchemaShapes.CheckText(schema, prompts, FusionEstimator.Component, nameof(schema), SchemaShapes.Sentences);
        }
    }

    private protected override void Check(DataViewSchema inputSchema) => CheckAndRegister(inputSchema, Options);
}
