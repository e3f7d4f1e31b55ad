using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>
/// Says for each pair which candidate will score best, and fuses with it where asked to; saves in a plain ML.NET zip with the trees and all candidates.
/// Its steps use the column <c>Score</c> on their way: data that gets one after the advisor was fitted loses it.
/// </summary>
public sealed class AdvisorTransformer : ChainedTransformer
{
    internal AdvisorTransformer(TransformerChain<ITransformer> chain, AdvisorOptions options, IReadOnlyList<StatisticImportance> importance)
        : base(chain, options.CancellationToken) => (Options, Importance) = (options, importance);

    /// <summary>The options it was made with.</summary>
    public AdvisorOptions Options { get; }

    /// <summary>FastTree's feature importance, the mean of the candidates' regressions, the most important statistic first. Not saved.</summary>
    public IReadOnlyList<StatisticImportance> Importance { get; }

    internal static void CheckAndRegister(DataViewSchema schema, AdvisorOptions options)
    {
        foreach (string name in (string[])[options.InfraredColumnName, options.VisibleColumnName])
        {
            SchemaShapes.CheckImage(schema, name, AdvisorTrainer.Component, nameof(schema));
            ImageColumns.Register(schema[name].Type);
        }
    }

    private protected override void Check(DataViewSchema inputSchema) => CheckAndRegister(inputSchema, Options);
}
