namespace IvifMl.Metrics;

/// <summary>The fusion metrics. <see cref="FusionMetricExtensions"/> gives each its short name and direction.</summary>
public enum FusionMetric
{
    /// <summary>EN, entropy of the fused image.</summary>
    Entropy,

    /// <summary>SD, standard deviation.</summary>
    StandardDeviation,

    /// <summary>SF, spatial frequency.</summary>
    SpatialFrequency,

    /// <summary>AG, average gradient.</summary>
    AverageGradient,

    /// <summary>MI, mutual information with both sources.</summary>
    MutualInformation,

    /// <summary>SCD, sum of the correlations of differences.</summary>
    SumOfCorrelationsOfDifferences,

    /// <summary>VIF, visual information fidelity, pixel domain.</summary>
    VisualInformationFidelity,

    /// <summary>Qabf, edge preservation.</summary>
    EdgePreservation,

    /// <summary>SSIM, structural similarity with both sources.</summary>
    StructuralSimilarity,
}
