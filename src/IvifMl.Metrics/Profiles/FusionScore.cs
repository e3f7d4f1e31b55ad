namespace IvifMl.Metrics;

/// <summary>The metrics of one fused image. A metric that is undefined for it (0/0) is null, never NaN.</summary>
/// <param name="Profile">The name of the profile that the values follow.</param>
/// <param name="Values">The values, in the profile's order.</param>
public sealed record FusionScore(string Profile, IReadOnlyList<KeyValuePair<FusionMetric, double?>> Values)
{
    /// <summary>The value of a metric; null where it is undefined for this image.</summary>
    /// <exception cref="KeyNotFoundException">The profile does not have the metric.</exception>
    public double? this[FusionMetric metric]
    {
        get
        {
            foreach ((FusionMetric key, double? value) in Values)
            {
                if (key == metric)
                {
                    return value;
                }
            }

            throw new KeyNotFoundException($"Profile '{Profile}' has no {metric.ShortName()}; it has {string.Join(", ", Values.Select(v => v.Key.ShortName()))}.");
        }
    }
}
