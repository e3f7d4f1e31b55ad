using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>Metrics in words.</summary>
internal static class MetricText
{
    /// <summary>"higher is better" or "lower is better".</summary>
    public static string DirectionOf(FusionMetric metric) => metric.Direction() == MetricDirection.HigherIsBetter ? "higher is better" : "lower is better";

    /// <summary>An arrow that points to the better end.</summary>
    public static string ArrowOf(FusionMetric metric) => metric.Direction() == MetricDirection.HigherIsBetter ? "↑" : "↓";

    /// <summary>What the short name stands for.</summary>
    public static string NameOf(FusionMetric metric) => metric switch
    {
        FusionMetric.Entropy => "entropy",
        FusionMetric.StandardDeviation => "standard deviation",
        FusionMetric.SpatialFrequency => "spatial frequency",
        FusionMetric.AverageGradient => "average gradient",
        FusionMetric.MutualInformation => "mutual information",
        FusionMetric.SumOfCorrelationsOfDifferences => "sum of correlations of differences",
        FusionMetric.VisualInformationFidelity => "visual information fidelity",
        FusionMetric.EdgePreservation => "edge preservation",
        FusionMetric.StructuralSimilarity => "structural similarity",
        FusionMetric.NormalizedMutualInformation => "normalised mutual information",
        FusionMetric.CorrelationCoefficient => "correlation",
        FusionMetric.MeanSquaredError => "mean squared error",
        FusionMetric.RootMeanSquaredError => "root mean squared error",
        FusionMetric.PeakSignalToNoiseRatio => "peak signal-to-noise ratio",
        FusionMetric.MultiScaleStructuralSimilarity => "multi-scale similarity",
        FusionMetric.EdgesAdded => "edges added",
        FusionMetric.EdgesLost => "edges lost",
        FusionMetric.FmiPixel => "feature information, levels",
        FusionMetric.FmiGradient => "feature information, gradients",
        FusionMetric.FmiCosineTransform => "feature information, cosines",
        FusionMetric.CrossEntropy => "cross-entropy",
        FusionMetric.EdgeIntensity => "edge intensity",
        FusionMetric.ChenVarshneyQuality => "Chen–Varshney visible error",
        FusionMetric.ChenBlumQuality => "Chen–Blum kept contrast",
        FusionMetric.YangQuality => "Yang similarity",
        _ => metric.ShortName(),
    };
}
