using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>Means over pairs, and ranks of the means.</summary>
internal static class Ranking
{
    public static IReadOnlyList<MethodSummary> Of(IReadOnlyList<PairScores> pairs, IReadOnlyList<EvaluationMethod> methods, MetricProfile profile, IReadOnlyList<FusionMetric> rankedBy)
    {
        FusionScore[][] scores = [.. methods.Select((_, m) => pairs.Select(p => p.Methods[m].Score).OfType<FusionScore>().ToArray())];
        int[] scored = [.. Enumerable.Range(0, methods.Count).Where(m => scores[m].Length > 0)];
        FusionScore?[] means = [.. scores.Select(s => s.Length > 0 ? MeanScore.Of(s) : null)];
        double[] ranks = MeanRanks.Of([.. scored.Select(m => Restrict(means[m]!, rankedBy))]);
        MethodSummary[] rows =
        [
            .. methods.Select((method, m) => new MethodSummary(
                method.Name,
                method.Kind,
                Array.IndexOf(scored, m) is var place and >= 0 ? ranks[place] : null,
                means[m],
                [.. profile.Metrics.Select(metric => MeanScore.UndefinedCount(scores[m], metric))],
                scores[m].Length,
                NamesOf(pairs, m, ScoreOutcome.Missing),
                NamesOf(pairs, m, ScoreOutcome.Failed))),
        ];
        return [.. rows.OrderBy(row => row.MeanRank ?? double.PositiveInfinity)];
    }

    private static FusionScore Restrict(FusionScore score, IReadOnlyList<FusionMetric> metrics)
        => score with { Values = [.. metrics.Select(metric => KeyValuePair.Create(metric, score[metric]))] };

    private static string[] NamesOf(IReadOnlyList<PairScores> pairs, int method, ScoreOutcome outcome)
        => [.. pairs.Where(p => p.Methods[method].Outcome == outcome).Select(p => p.Name)];
}
