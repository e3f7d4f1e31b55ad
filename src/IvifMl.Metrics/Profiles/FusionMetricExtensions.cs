namespace IvifMl.Metrics;

/// <summary>Names and directions of the fusion metrics.</summary>
public static class FusionMetricExtensions
{
    /// <summary>The name that papers print, such as "EN" or "Qabf"; also the key in JSON and CSV.</summary>
    public static string ShortName(this FusionMetric metric) => metric switch
    {
        FusionMetric.Entropy => "EN",
        FusionMetric.StandardDeviation => "SD",
        FusionMetric.SpatialFrequency => "SF",
        FusionMetric.AverageGradient => "AG",
        FusionMetric.MutualInformation => "MI",
        FusionMetric.SumOfCorrelationsOfDifferences => "SCD",
        FusionMetric.VisualInformationFidelity => "VIF",
        FusionMetric.EdgePreservation => "Qabf",
        FusionMetric.StructuralSimilarity => "SSIM",
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Not a fusion metric."),
    };

    /// <summary>Whether higher or lower is better.</summary>
    public static MetricDirection Direction(this FusionMetric metric) => metric switch
    {
        _ => MetricDirection.HigherIsBetter,
    };
}
