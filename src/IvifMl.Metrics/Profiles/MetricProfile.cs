namespace IvifMl.Metrics;

/// <summary>
/// Which variant of each metric an evaluator uses: data, not code. <see cref="Strict"/> has the textbook definitions; the others
/// reproduce published evaluators by name, with their peculiarities.
/// </summary>
public sealed partial record MetricProfile
{
    /// <summary>The nine metrics that tables of the field print most often.</summary>
    public static IReadOnlyList<FusionMetric> CommonMetrics { get; } =
    [
        FusionMetric.Entropy,
        FusionMetric.StandardDeviation,
        FusionMetric.SpatialFrequency,
        FusionMetric.AverageGradient,
        FusionMetric.MutualInformation,
        FusionMetric.SumOfCorrelationsOfDifferences,
        FusionMetric.VisualInformationFidelity,
        FusionMetric.EdgePreservation,
        FusionMetric.StructuralSimilarity,
    ];

    /// <summary>The profile's name, as the command line and the reports have it.</summary>
    public required string Name { get; init; }

    /// <summary>The metrics a score of this profile has, in the order of reports.</summary>
    /// <value>The default value is <see cref="CommonMetrics"/>.</value>
    public IReadOnlyList<FusionMetric> Metrics { get; init; } = CommonMetrics;

    /// <summary>What becomes of images in colour.</summary>
    /// <value>The default value is <see cref="ColourHandling.Luminance"/>.</value>
    public ColourHandling Colour { get; init; } = ColourHandling.Luminance;

    /// <summary>Added to p inside EN's logarithm.</summary>
    /// <value>The default value is 0.</value>
    public double EntropyOffset { get; init; }

    /// <summary>Whether SD is computed as MATLAB's uint8 arithmetic does it.</summary>
    /// <value>The default value is false.</value>
    public bool SaturatedStandardDeviation { get; init; }

    /// <summary>What SF's sums are divided by.</summary>
    /// <value>The default value is <see cref="GradientMean.Differences"/>.</value>
    public GradientMean SpatialFrequencyMean { get; init; } = GradientMean.Differences;

    /// <summary>SF is divided by this: 255 where the evaluator scales images to 0–1 first.</summary>
    /// <value>The default value is 1.</value>
    public double SpatialFrequencyWhite { get; init; } = 1;

    /// <summary>What AG's sum is divided by.</summary>
    /// <value>The default value is <see cref="GradientMean.Pixels"/>.</value>
    public GradientMean AverageGradientMean { get; init; } = GradientMean.Pixels;

    /// <summary>How MI is computed.</summary>
    /// <value>The default value is <see cref="MutualInformationVariant.Bits"/>.</value>
    public MutualInformationVariant MutualInformation { get; init; } = MutualInformationVariant.Bits;

    /// <summary>How VIF is computed.</summary>
    /// <value>The default value is <see cref="VifVariant.PixelDomain"/>.</value>
    public VifVariant VisualInformationFidelity { get; init; } = VifVariant.PixelDomain;

    /// <summary>How SSIM is computed.</summary>
    /// <value>The default value is <see cref="SsimOptions.Default"/>.</value>
    public SsimOptions StructuralSimilarity { get; init; } = SsimOptions.Default;

    /// <summary>MSE is divided by this squared: 255 where the evaluator scales images to 0–1 first.</summary>
    /// <value>The default value is 1.</value>
    public double MeanSquaredErrorWhite { get; init; } = 1;

    /// <summary>How each scale of MS-SSIM is computed.</summary>
    /// <value>The default value is <see cref="SsimOptions.Default"/>.</value>
    public SsimOptions MultiScaleStructuralSimilarity { get; init; } = SsimOptions.Default;

    /// <summary>How NMI is normalised.</summary>
    /// <value>The default value is <see cref="NormalizedMutualInformationVariant.PerSource"/>.</value>
    public NormalizedMutualInformationVariant NormalizedMutualInformation { get; init; } = NormalizedMutualInformationVariant.PerSource;

    /// <summary>How RMSE is computed.</summary>
    /// <value>The default value is <see cref="RootMeanSquaredErrorVariant.Levels"/>.</value>
    public RootMeanSquaredErrorVariant RootMeanSquaredError { get; init; } = RootMeanSquaredErrorVariant.Levels;

    /// <summary>How PSNR is computed.</summary>
    /// <value>The default value is <see cref="PsnrVariant.Levels"/>.</value>
    public PsnrVariant PeakSignalToNoiseRatio { get; init; } = PsnrVariant.Levels;

    /// <summary>How MS-SSIM halves images.</summary>
    /// <value>The default value is <see cref="ScaleHalving.Replicate"/>.</value>
    public ScaleHalving MultiScaleHalving { get; init; } = ScaleHalving.Replicate;

    /// <summary>How Nabf and Labf are computed.</summary>
    /// <value>The default value is <see cref="EdgeArtifactVariant.Definition"/>.</value>
    public EdgeArtifactVariant EdgeArtifacts { get; init; } = EdgeArtifactVariant.Definition;

    /// <summary>How CE is computed.</summary>
    /// <value>The default value is <see cref="CrossEntropyVariant.Histograms"/>.</value>
    public CrossEntropyVariant CrossEntropy { get; init; } = CrossEntropyVariant.Histograms;

    /// <summary>What EI takes for pixels outside the image.</summary>
    /// <value>The default value is <see cref="EdgeBorder.Replicate"/>.</value>
    public EdgeBorder EdgeIntensityBorder { get; init; } = EdgeBorder.Replicate;

    /// <summary>How Qcb is computed.</summary>
    /// <value>The default value is <see cref="ChenBlumVariant.Levels"/>.</value>
    public ChenBlumVariant ChenBlumQuality { get; init; } = ChenBlumVariant.Levels;

    /// <summary>How Qy is computed.</summary>
    /// <value>The default value is <see cref="YangVariant.Definition"/>.</value>
    public YangVariant YangQuality { get; init; } = YangVariant.Definition;
}
