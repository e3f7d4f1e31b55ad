namespace IvifMl.Metrics;

/// <summary>Means over images. An undefined value does not enter a mean, and is counted.</summary>
public static class MeanScore
{
    /// <summary>The mean of each metric over images of one method; null where it is undefined for all of them.</summary>
    /// <param name="scores">Scores of one profile.</param>
    /// <exception cref="ArgumentException">There is no score.</exception>
    public static FusionScore Of(IReadOnlyList<FusionScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count == 0)
        {
            throw new ArgumentException("There is no score to take a mean of.", nameof(scores));
        }

        return new(scores[0].Profile, [.. scores[0].Values.Select(v => KeyValuePair.Create(v.Key, Mean(scores, v.Key)))]);
    }

    /// <summary>For how many images a metric is undefined.</summary>
    public static int UndefinedCount(IReadOnlyList<FusionScore> scores, FusionMetric metric)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.Count(score => score[metric] is null);
    }

    private static double? Mean(IReadOnlyList<FusionScore> scores, FusionMetric metric) => scores.Average(score => score[metric]);
}
