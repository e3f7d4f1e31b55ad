using IvifMl.Mapping;
using Microsoft.ML;

namespace IvifMl;

/// <summary>The way of a sentence to its embedding, written once for every chain that has it.</summary>
internal static class TextEmbeddingSteps
{
    /// <summary>Adds the steps from a text column to <see cref="ColumnNames.Embedding"/> and <see cref="ColumnNames.PromptGiven"/>.</summary>
    public static void Add(ChainBuilder builder, TransformsCatalog catalog, ClipTextPackage package, string column)
    {
        builder
            .Add(catalog.CopyColumns(ColumnNames.Sentence, column))
            .Add(catalog.CustomMapping(new SentenceAnchorFactory().GetMapping(), SentenceAnchorFactory.Contract))
            .Add(OnnxScoring.Of(catalog, [ColumnNames.TokenSettings], [ColumnNames.Anchor], SettingsGraph.OfTokens(package)))
            .Add(catalog.CustomMapping(new ToTokensFactory().GetMapping(), ToTokensFactory.Contract))
            .Add(OnnxScoring.Of(catalog, [ColumnNames.Embedding], [ColumnNames.Tokens], package.Graph));
    }
}
