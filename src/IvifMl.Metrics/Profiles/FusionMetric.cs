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

    /// <summary>NMI, normalised mutual information.</summary>
    NormalizedMutualInformation,

    /// <summary>CC, mean correlation with the sources.</summary>
    CorrelationCoefficient,

    /// <summary>MSE, mean squared error over both sources.</summary>
    MeanSquaredError,

    /// <summary>RMSE, root mean squared error over both sources.</summary>
    RootMeanSquaredError,

    /// <summary>PSNR, peak signal-to-noise ratio.</summary>
    PeakSignalToNoiseRatio,

    /// <summary>MS-SSIM, structural similarity over five scales.</summary>
    MultiScaleStructuralSimilarity,

    /// <summary>Nabf, share of edges that fusion added.</summary>
    EdgesAdded,

    /// <summary>Labf, share of edges that fusion lost.</summary>
    EdgesLost,

    /// <summary>FMI_pixel, mutual information of local levels.</summary>
    FmiPixel,

    /// <summary>FMI_gradient, mutual information of local gradients.</summary>
    FmiGradient,

    /// <summary>FMI_dct, mutual information of cosine coefficients.</summary>
    FmiCosineTransform,

    /// <summary>CE, cross-entropy of the histograms.</summary>
    CrossEntropy,

    /// <summary>EI, edge intensity.</summary>
    EdgeIntensity,

    /// <summary>Qcv, visible error weighted by saliency.</summary>
    ChenVarshneyQuality,

    /// <summary>Qcb, kept visible contrast.</summary>
    ChenBlumQuality,

    /// <summary>Qy, structural similarity with the better source.</summary>
    YangQuality,
}
