using IvifMl.Mapping;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace IvifMl;

/// <summary>One FastTree regression for each candidate, from the statistics to its target.</summary>
internal sealed class AdvisorForest
{
    private AdvisorForest(IReadOnlyList<RegressionPredictionTransformer<FastTreeRegressionModelParameters>> regressions) => Regressions = regressions;

    public IReadOnlyList<RegressionPredictionTransformer<FastTreeRegressionModelParameters>> Regressions { get; }

    public static AdvisorForest Fit(MLContext context, IReadOnlyList<AdvisorExample> examples, AdvisorOptions options)
    {
        int candidates = examples[0].Targets.Length;
        return new([.. Enumerable.Range(0, candidates).Select(candidate => Fit(context, examples, candidate, options))]);
    }

    /// <summary>The share of the trees' gain that each statistic brings, averaged over the candidates; sums to 1, or is 0 where no tree splits.</summary>
    public IReadOnlyList<StatisticImportance> Importance()
    {
        double[] shares = new double[PairStatistics.Count];
        foreach (FastTreeRegressionModelParameters trees in Regressions.Select(r => r.Model))
        {
            VBuffer<float> weights = default;
            trees.GetFeatureWeights(ref weights);
            float[] values = [.. weights.DenseValues()];
            double sum = values.Sum(v => (double)v);
            for (int i = 0; i < values.Length && sum > 0; i++)
            {
                shares[i] += values[i] / sum / Regressions.Count;
            }
        }

        return [.. shares.Select((share, i) => new StatisticImportance(PairStatistics.Names[i], share)).OrderByDescending(s => s.Share)];
    }

    /// <summary>The predicted scores of pairs: one row a pair, one value a candidate.</summary>
    public float[][] Predict(MLContext context, IReadOnlyList<AdvisorExample> examples)
    {
        IDataView data = Rows(context, examples, 0);
        float[][] columns = [.. Regressions.Select(r => r.Transform(data).GetColumn<float>(AdviceColumns.Score).ToArray())];
        return [.. Enumerable.Range(0, examples.Count).Select(row => columns.Select(c => c[row]).ToArray())];
    }

    private static RegressionPredictionTransformer<FastTreeRegressionModelParameters> Fit(
        MLContext context, IReadOnlyList<AdvisorExample> examples, int candidate, AdvisorOptions options) =>
        context.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options
        {
            FeatureColumnName = AdviceColumns.Statistics,
            LabelColumnName = AdviceColumns.Target,
            NumberOfTrees = options.NumberOfTrees,
            NumberOfLeaves = options.NumberOfLeaves,
            MinimumExampleCountPerLeaf = options.MinimumExampleCountPerLeaf,
            LearningRate = options.LearningRate,
            Seed = options.Seed,
            NumberOfThreads = 1,
        }).Fit(Rows(context, examples, candidate));

    private static IDataView Rows(MLContext context, IReadOnlyList<AdvisorExample> examples, int candidate) =>
        context.Data.LoadFromEnumerable(examples.Select(e => new AdvisorRow { Statistics = e.Statistics, Target = e.Targets[candidate] }));
}

/// <summary>How much of what an advisor learned rests on one statistic of a pair.</summary>
/// <param name="Statistic">The statistic's name.</param>
/// <param name="Share">Its share of the trees' gain, 0–1.</param>
public readonly record struct StatisticImportance(string Statistic, double Share);
