using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>What became of one method's picture of one pair.</summary>
public enum ScoreOutcome
{
    /// <summary>Scored.</summary>
    Scored,

    /// <summary>Scored by an earlier run; nothing has changed since.</summary>
    Remembered,

    /// <summary>The method has no picture of the pair.</summary>
    Missing,

    /// <summary>Not scored; the error says why.</summary>
    Failed,
}

/// <summary>One method's picture of one pair.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Score">Its metrics; null where it is missing or failed.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
public sealed record MethodScore(string Method, ScoreOutcome Outcome, FusionScore? Score, string? Error = null);

/// <summary>All methods' pictures of one pair, in the order of the methods.</summary>
/// <param name="Name">The pair's name.</param>
/// <param name="Methods">One entry a method.</param>
public sealed record PairScores(string Name, IReadOnlyList<MethodScore> Methods);

/// <summary>Told of each pair when it is done.</summary>
/// <param name="Done">Pairs done so far, this one included.</param>
/// <param name="Total">Pairs in the run.</param>
/// <param name="Pair">The pair.</param>
public sealed record EvaluationProgress(int Done, int Total, PairScores Pair);

/// <summary>One method over all pairs.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Kind">Where its pictures come from.</param>
/// <param name="MeanRank">Mean over the metrics of its rank among the methods' means; null where nothing was scored.</param>
/// <param name="Mean">Means over the pairs that were scored; null where there is none.</param>
/// <param name="Undefined">For how many scored pairs each metric is undefined, in the profile's order.</param>
/// <param name="Scored">Pairs scored.</param>
/// <param name="Missing">Names of the pairs of which it has no picture.</param>
/// <param name="Failed">Names of the pairs that could not be scored.</param>
public sealed record MethodSummary(
    string Name, MethodKind Kind, double? MeanRank, FusionScore? Mean, IReadOnlyList<int> Undefined, int Scored, IReadOnlyList<string> Missing, IReadOnlyList<string> Failed);

/// <summary>What an evaluation found. Order does not depend on how much ran in parallel.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Pairs">The pairs that were done, in the order they were given.</param>
/// <param name="Ranking">The methods by mean rank, best first; those of equal rank in the order they were given; those without a score last.</param>
/// <param name="WasCancelled">Whether the run was stopped before its end.</param>
/// <param name="Elapsed">Time from the first pair to the last.</param>
public sealed record EvaluationResult(
    MetricProfile Profile, IReadOnlyList<PairScores> Pairs, IReadOnlyList<MethodSummary> Ranking, bool WasCancelled, TimeSpan Elapsed)
{
    /// <summary>The metrics over which <see cref="MethodSummary.MeanRank"/> is.</summary>
    public IReadOnlyList<FusionMetric> RankedBy { get; init; } = Profile.Metrics;

    /// <summary>Pictures that could not be scored.</summary>
    public int Failed => Ranking.Sum(method => method.Failed.Count);

    /// <summary>Pictures that are not there.</summary>
    public int Missing => Ranking.Sum(method => method.Missing.Count);

    /// <summary>Whether every method was scored on every pair; if not, means and ranks are over what is there.</summary>
    public bool IsComplete => Failed + Missing == 0;
}
