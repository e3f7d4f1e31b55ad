using IvifMl.Metrics;

namespace IvifMl;

/// <summary>One metric over the images of an evaluation.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Mean">Mean over the images for which it is defined and finite; NaN where there is none.</param>
/// <param name="StandardDeviation">Standard deviation over the same n images, divided by n; NaN where there is none.</param>
/// <param name="Undefined">Images for which it is undefined (0/0) or infinite (PSNR of equal images). They are in neither figure.</param>
public sealed record FusionMetricSummary(FusionMetric Metric, double Mean, double StandardDeviation, int Undefined)
{
    /// <summary>The name that papers print, such as "EN" or "Qabf".</summary>
    public string Name => Metric.ShortName();

    internal static FusionMetricSummary Of(FusionMetric metric, IReadOnlyList<FusionScore> scores)
    {
        double[] values = [.. scores.Select(s => s[metric]).Where(v => v is { } value && double.IsFinite(value)).Select(v => v!.Value)];
        if (values.Length == 0)
        {
            return new(metric, double.NaN, double.NaN, scores.Count);
        }

        double mean = values.Average();
        return new(metric, mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), scores.Count - values.Length);
    }
}
