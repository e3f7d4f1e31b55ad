namespace IvifMl.Metrics;

/// <content>The profiles by name.</content>
public sealed partial record MetricProfile
{
    private static readonly SsimOptions RangeOne = new() { DynamicRange = 1 };

    /// <summary>
    /// The definitions of the papers, and every metric but FMI: EN and MI in bits, errors in levels, SF and AG as means over what was summed, SSIM with the
    /// Gaussian window and L = 255, sums over both sources.
    /// </summary>
    public static MetricProfile Strict { get; } = new()
    {
        Name = "strict",
        Metrics =
        [
            .. Enum.GetValues<FusionMetric>()
                .Except([FusionMetric.FmiPixel, FusionMetric.FmiGradient, FusionMetric.FmiCosineTransform]),
        ],
    };

    /// <summary><see cref="Strict"/> with the three FMI, which together take four times as long as all the others.</summary>
    public static MetricProfile StrictComplete { get; } = Strict with { Name = "strict-complete", Metrics = Enum.GetValues<FusionMetric>() };

    /// <summary>
    /// The evaluator of MMIF-CDDFuse and the many codes that copied it: MI in nats, PSNR with the fused image's own peak, SSIM with a
    /// 7 × 7 uniform window and a range of 2 for levels of 0–255.
    /// </summary>
    public static MetricProfile CddFuse { get; } = new()
    {
        Name = "cddfuse",
        Metrics =
        [
            FusionMetric.Entropy, FusionMetric.StandardDeviation, FusionMetric.SpatialFrequency, FusionMetric.AverageGradient,
            FusionMetric.MutualInformation, FusionMetric.MeanSquaredError, FusionMetric.CorrelationCoefficient, FusionMetric.PeakSignalToNoiseRatio,
            FusionMetric.SumOfCorrelationsOfDifferences, FusionMetric.VisualInformationFidelity, FusionMetric.EdgePreservation,
            FusionMetric.StructuralSimilarity,
        ],
        MutualInformation = MutualInformationVariant.Nats,
        PeakSignalToNoiseRatio = PsnrVariant.FusedPeak,
        StructuralSimilarity = new() { Window = SsimWindow.Uniform7, SampleCovariance = true, DynamicRange = 2 },
    };

    /// <summary>
    /// The MATLAB toolbox Evaluation-for-Image-Fusion: AG by (h − 1)(w − 1), MI with saturated uint8 levels, MSE on 0–1, PSNR 48.13 dB up, Nabf with
    /// its arguments mixed up. Its SSIM follows MATLAB's documentation for images of doubles (range 1, nearest pixel outside, mean of both
    /// sources) and was not compared with MATLAB. Its MEF-SSIM, FMI_pixel (in truth edges) and FMI_w are not here.
    /// </summary>
    public static MetricProfile Tang { get; } = new()
    {
        Name = "tang",
        Metrics =
        [
            FusionMetric.Entropy, FusionMetric.SpatialFrequency, FusionMetric.StandardDeviation, FusionMetric.PeakSignalToNoiseRatio,
            FusionMetric.MeanSquaredError, FusionMetric.MutualInformation, FusionMetric.VisualInformationFidelity, FusionMetric.AverageGradient,
            FusionMetric.CorrelationCoefficient, FusionMetric.SumOfCorrelationsOfDifferences, FusionMetric.EdgePreservation, FusionMetric.EdgesAdded,
            FusionMetric.StructuralSimilarity, FusionMetric.FmiCosineTransform,
        ],
        AverageGradientMean = GradientMean.InnerPixels,
        MutualInformation = MutualInformationVariant.SaturatedBits,
        MeanSquaredErrorWhite = 255,
        PeakSignalToNoiseRatio = PsnrVariant.MixedScales,
        EdgeArtifacts = EdgeArtifactVariant.TangArgumentOrder,
        StructuralSimilarity = RangeOne with { Mean = true, KeepsSize = true },
    };

    /// <summary>
    /// The same toolbox as it was when the TNO table beside it was made: SF on 0–1, SD and the first scale of VIF in saturating uint8 arithmetic.
    /// </summary>
    public static MetricProfile TangPublished { get; } = Tang with
    {
        Name = "tang-published",
        Metrics = [.. Tang.Metrics.Take(11)],
        SpatialFrequencyWhite = 255,
        SaturatedStandardDeviation = true,
        VisualInformationFidelity = VifVariant.SaturatedBytes,
    };

    /// <summary>
    /// The benchmark VIFB, thirteen metrics: RGB images are scored channel by channel and averaged, SF over the channels side by side and divided by
    /// all pixels, AG by (h − 1)(w − 1), MI in nats, RMSE and PSNR from √Σd²/N.
    /// </summary>
    public static MetricProfile Vifb { get; } = new()
    {
        Name = "vifb",
        Metrics =
        [
            FusionMetric.AverageGradient, FusionMetric.CrossEntropy, FusionMetric.EdgeIntensity, FusionMetric.Entropy, FusionMetric.MutualInformation,
            FusionMetric.PeakSignalToNoiseRatio, FusionMetric.EdgePreservation, FusionMetric.ChenBlumQuality, FusionMetric.ChenVarshneyQuality,
            FusionMetric.RootMeanSquaredError, FusionMetric.SpatialFrequency, FusionMetric.StructuralSimilarity, FusionMetric.StandardDeviation,
        ],
        Colour = ColourHandling.PerChannel,
        AverageGradientMean = GradientMean.InnerPixels,
        SpatialFrequencyMean = GradientMean.Pixels,
        MutualInformation = MutualInformationVariant.Nats,
        PeakSignalToNoiseRatio = PsnrVariant.RootOfSum,
        RootMeanSquaredError = RootMeanSquaredErrorVariant.RootOfSum,
    };

    /// <summary>
    /// The Python evaluator of IVIF_ZOO: EN with 10⁻⁷ inside the logarithm, MSE on 0–1, PSNR 48.13 dB up, SSIM and MS-SSIM with a range of 1 for levels of 0–255, VIF with an
    /// off-centre window and zeros outside, CE of logistic functions, EI with zeros outside, Qy with an unnormalised window. Its QNCIE and TE are not here.
    /// </summary>
    public static MetricProfile IvifZoo { get; } = new()
    {
        Name = "ivif-zoo",
        Metrics =
        [
            FusionMetric.CrossEntropy, FusionMetric.NormalizedMutualInformation, FusionMetric.EdgeIntensity, FusionMetric.YangQuality,
            FusionMetric.ChenBlumQuality, FusionMetric.Entropy, FusionMetric.MutualInformation, FusionMetric.SpatialFrequency,
            FusionMetric.AverageGradient, FusionMetric.StandardDeviation, FusionMetric.CorrelationCoefficient,
            FusionMetric.SumOfCorrelationsOfDifferences, FusionMetric.VisualInformationFidelity, FusionMetric.MeanSquaredError,
            FusionMetric.PeakSignalToNoiseRatio, FusionMetric.EdgePreservation, FusionMetric.EdgesAdded, FusionMetric.StructuralSimilarity,
            FusionMetric.MultiScaleStructuralSimilarity,
        ],
        EntropyOffset = 1e-7,
        MeanSquaredErrorWhite = 255,
        PeakSignalToNoiseRatio = PsnrVariant.MixedScales,
        NormalizedMutualInformation = NormalizedMutualInformationVariant.SourceEntropies,
        VisualInformationFidelity = VifVariant.ZeroPaddedStretched,
        EdgeArtifacts = EdgeArtifactVariant.StrongEdgesOnly,
        StructuralSimilarity = RangeOne,
        MultiScaleStructuralSimilarity = RangeOne,
        MultiScaleHalving = ScaleHalving.ZeroPadded,
        CrossEntropy = CrossEntropyVariant.LogisticLevels,
        EdgeIntensityBorder = EdgeBorder.Zero,
        ChenBlumQuality = ChenBlumVariant.HalvedFrequencies,
        YangQuality = YangVariant.UnnormalizedWindow,
    };

    /// <summary>All profiles.</summary>
    public static IReadOnlyList<MetricProfile> All { get; } = [Strict, StrictComplete, CddFuse, Tang, TangPublished, Vifb, IvifZoo];

    /// <summary>The profile of a name, such as "strict" or "ivif-zoo".</summary>
    /// <exception cref="ArgumentException">There is no such profile.</exception>
    public static MetricProfile FromName(string name)
        => All.FirstOrDefault(profile => profile.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no metric profile '{name}'. Choose one of: {string.Join(", ", All.Select(p => p.Name))}.", nameof(name));
}
