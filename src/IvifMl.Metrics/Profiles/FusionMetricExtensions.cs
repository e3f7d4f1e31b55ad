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
        FusionMetric.NormalizedMutualInformation => "NMI",
        FusionMetric.CorrelationCoefficient => "CC",
        FusionMetric.MeanSquaredError => "MSE",
        FusionMetric.RootMeanSquaredError => "RMSE",
        FusionMetric.PeakSignalToNoiseRatio => "PSNR",
        FusionMetric.MultiScaleStructuralSimilarity => "MS-SSIM",
        FusionMetric.EdgesAdded => "Nabf",
        FusionMetric.EdgesLost => "Labf",
        FusionMetric.FmiPixel => "FMI_pixel",
        FusionMetric.FmiGradient => "FMI_gradient",
        FusionMetric.FmiCosineTransform => "FMI_dct",
        FusionMetric.CrossEntropy => "CE",
        FusionMetric.EdgeIntensity => "EI",
        FusionMetric.ChenVarshneyQuality => "Qcv",
        FusionMetric.ChenBlumQuality => "Qcb",
        FusionMetric.YangQuality => "Qy",
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Not a fusion metric."),
    };

    /// <summary>Whether higher or lower is better.</summary>
    public static MetricDirection Direction(this FusionMetric metric)
    {
        switch (metric)
        {
            case FusionMetric.MeanSquaredError:
            case FusionMetric.RootMeanSquaredError:
            case FusionMetric.EdgesAdded:
            case FusionMetric.EdgesLost:
            case FusionMetric.CrossEntropy:
            case FusionMetric.ChenVarshneyQuality:
                return MetricDirection.LowerIsBetter;
            default:
                return MetricDirection.HigherIsBetter;
        }
    }

    /// <summary>The metric of a short name, whatever its case; null if there is none.</summary>
    public static FusionMetric? FromShortName(string shortName)
    {
        foreach (FusionMetric metric in Enum.GetValues<FusionMetric>())
        {
            if (metric.ShortName().Equals(shortName, StringComparison.OrdinalIgnoreCase))
            {
                return metric;
            }
        }

        return null;
    }
}
