using IvifMl.Mapping;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>The chain of built-in transformers that an advisor is saved as.</summary>
internal static class AdvisorChain
{
    public static TransformerChain<ITransformer> Build(TransformsCatalog catalog, IDataView data, AdvisorForest forest, AdvisorOptions options)
    {
        bool keepsScore = data.Schema.GetColumnOrNull(AdviceColumns.Score) is not null;
        var builder = new ChainBuilder(data);
        if (keepsScore)
        {
            builder.Add(catalog.CopyColumns(AdviceColumns.KeptScore, AdviceColumns.Score));
        }

        builder
            .Add(catalog.CopyColumns(ColumnNames.InfraredImage, options.InfraredColumnName))
            .Add(catalog.CopyColumns(ColumnNames.VisibleImage, options.VisibleColumnName))
            .Add(catalog.CustomMapping(new PairStatisticsFactory().GetMapping(), PairStatisticsFactory.Contract));
        string prefix = options.ScoresColumnName ?? AdviceColumns.Scores;
        string[] slots = [.. options.Candidates.Select(c => $"{prefix}.{c.Name}")];
        foreach ((string slot, ITransformer regression) in slots.Zip(forest.Regressions))
        {
            builder.AddFitted(regression).Add(catalog.CopyColumns(slot, AdviceColumns.Score));
        }

        builder
            .Add(catalog.Concatenate(AdviceColumns.Scores, slots))
            .Add(catalog.CustomMapping(new ChooseFactory().GetMapping(), ChooseFactory.Contract));
        if (options.ScoresColumnName is { } scores)
        {
            builder.Add(catalog.Concatenate(scores, slots));
        }

        if (options.ChosenColumnName is { } chosen)
        {
            builder.Add(catalog.Conversion.MapValue(chosen, options.Candidates.Select((c, i) => KeyValuePair.Create(i, c.Name)), AdviceColumns.Choice));
        }

        // The models travel as the values of a table, so that only the chosen one is run.
        List<string> made =
        [
            ColumnNames.InfraredImage, ColumnNames.VisibleImage, AdviceColumns.Statistics, AdviceColumns.Infrared, AdviceColumns.Visible,
            AdviceColumns.Sizes, AdviceColumns.Scores, AdviceColumns.Choice, AdviceColumns.Score, .. slots,
        ];
        if (options.FusedColumnName is { } fused)
        {
            builder
                .Add(catalog.Conversion.MapValue(AdviceColumns.Graph, options.Candidates.Select((c, i) => KeyValuePair.Create(i, c.Packaged())), AdviceColumns.Choice))
                .Add(catalog.CustomMapping(new FuseAdvisedFactory().GetMapping(), FuseAdvisedFactory.Contract))
                .Add(catalog.CopyColumns(fused, ColumnNames.FusedImage));
            made.AddRange([AdviceColumns.Graph, ColumnNames.FusedImage]);
        }

        if (keepsScore)
        {
            builder.Add(catalog.CopyColumns(AdviceColumns.Score, AdviceColumns.KeptScore));
            made.Remove(AdviceColumns.Score);
            made.Add(AdviceColumns.KeptScore);
        }

        return builder.Add(catalog.DropColumns([.. made])).ToChain();
    }
}
