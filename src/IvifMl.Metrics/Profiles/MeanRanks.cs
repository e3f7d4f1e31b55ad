namespace IvifMl.Metrics;

/// <summary>
/// Ranks of methods over several metrics. Rank 1 is the best. Methods with equal values share the mean of their places; a method
/// for which a metric is undefined shares the last places of that metric with the others of its kind, so that leaving a metric
/// undefined never helps.
/// </summary>
public static class MeanRanks
{
    /// <summary>The mean over all metrics of each method's rank, in the order of the methods.</summary>
    /// <param name="scores">One score per method (as a rule means over images), all with the same metrics.</param>
    /// <exception cref="ArgumentException">A score lacks a metric of the first.</exception>
    public static double[] Of(IReadOnlyList<FusionScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        double[] ranks = new double[scores.Count];
        if (scores.Count == 0)
        {
            return ranks;
        }

        FusionMetric[] metrics = [.. scores[0].Values.Select(v => v.Key)];
        foreach (FusionMetric metric in metrics)
        {
            double[] places = OfValues([.. scores.Select(score => score[metric])], metric.Direction());
            for (int i = 0; i < places.Length; i++)
            {
                ranks[i] += places[i] / metrics.Length;
            }
        }

        return ranks;
    }

    /// <summary>The rank of each value among all.</summary>
    /// <param name="values">One value per method; null is undefined.</param>
    /// <param name="direction">Whether the highest or the lowest value is rank 1.</param>
    public static double[] OfValues(IReadOnlyList<double?> values, MetricDirection direction)
    {
        ArgumentNullException.ThrowIfNull(values);
        double sign = direction == MetricDirection.HigherIsBetter ? 1 : -1;
        double[] goodness = [.. values.Select(v => v is { } value ? sign * value : double.NegativeInfinity)];
        double[] ranks = new double[values.Count];
        for (int i = 0; i < ranks.Length; i++)
        {
            int better = goodness.Count(g => g > goodness[i]);
            int equal = goodness.Count(g => g == goodness[i]);
            ranks[i] = better + ((equal + 1) / 2.0);
        }

        return ranks;
    }
}
