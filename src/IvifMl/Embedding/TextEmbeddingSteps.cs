using IvifMl.Mapping;
using Microsoft.ML;

namespace IvifMl;

/// <summary>The way of a sentence to its embedding, written once for every chain that has it.</summary>
internal static class TextEmbeddingSteps
{
    /// <summary>Adds the steps from a text column to <see cref="ColumnNames.Embedding"/> and <see cref="ColumnNames.PromptGiven"/>.</summary>
    public static void Add(ChainBuilder builder, TransformsCatalog catalog, ClipTextPackage package, string column)
    {
        using var settings = new MemoryStream(SettingsGraph.OfTokens(package));
        using var tower = new MemoryStream(package.Graph);
        builder
            .Add(catalog.CopyColumns(ColumnNames.Sentence, column))
            .Add(catalog.CustomMapping(new SentenceAnchorFactory().GetMapping(), SentenceAnchorFactory.Contract))
            .Add(catalog.ApplyOnnxModel([ColumnNames.TokenSettings], [ColumnNames.Anchor], settings))
            .Add(catalog.CustomMapping(new ToTokensFactory().GetMapping(), ToTokensFactory.Contract))
            .Add(catalog.ApplyOnnxModel([ColumnNames.Embedding], [ColumnNames.Tokens], tower));
    }
}
