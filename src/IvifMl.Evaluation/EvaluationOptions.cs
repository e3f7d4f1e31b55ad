using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>Options of <see cref="FusionEvaluator"/>.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Which metrics, in which variants.</summary>
    /// <value>The default value is <see cref="MetricProfile.Strict"/>.</value>
    public MetricProfile Profile { get; init; } = MetricProfile.Strict;

    /// <summary>Over which of the profile's metrics the mean rank is.</summary>
    /// <value>The default value is null: over all of them.</value>
    public IReadOnlyList<FusionMetric>? RankBy { get; init; }

    /// <summary>Where finished scores are remembered, so that a later run need not compute them again.</summary>
    /// <value>The default value is null: nowhere.</value>
    public string? JournalFolder { get; init; }

    /// <summary>Whether scores are computed again that the journal has.</summary>
    /// <value>The default value is false.</value>
    public bool Force { get; init; }

    /// <summary>Pairs in work at once; each holds its sources and one fused picture in memory.</summary>
    /// <value>The default value is the number of processors.</value>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Hears of each pair when it is done.</summary>
    /// <value>The default value is null.</value>
    public IProgress<EvaluationProgress>? Progress { get; init; }

    /// <summary>Stops the run; what is finished stays in the journal.</summary>
    /// <value>The default value is <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Validate()
    {
        if (Parallelism < 1)
        {
            throw new ArgumentException($"Parallelism is {Parallelism}; at least one pair must be in work.");
        }

        if (Profile.Metrics.Count == 0)
        {
            throw new ArgumentException($"Profile '{Profile.Name}' is left without metrics; name at least one.");
        }

        if (RankBy is { Count: 0 })
        {
            throw new ArgumentException("RankBy is empty; name at least one metric, or leave it null to rank by all.");
        }

        if (RankBy?.Where(metric => !Profile.Metrics.Contains(metric)).ToArray() is { Length: > 0 } unscored)
        {
            throw new ArgumentException(
                $"Ranks are to be by {string.Join(", ", unscored.Select(m => m.ShortName()))}, which profile '{Profile.Name}' does not score; it has {string.Join(", ", Profile.Metrics.Select(m => m.ShortName()))}.");
        }
    }
}
