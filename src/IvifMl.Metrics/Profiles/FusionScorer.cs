using IvifMl.Imaging;

namespace IvifMl.Metrics;

/// <summary>Scores fused images against their sources, as a profile says.</summary>
public static class FusionScorer
{
    /// <summary>The metrics of one fused image.</summary>
    /// <param name="infrared">Infrared, 0–1; rounded to 8 bits.</param>
    /// <param name="visible">Luminance of the visible image, 0–1; same size.</param>
    /// <param name="fused">Luminance of the fused image, 0–1; same size.</param>
    /// <param name="profile">Which metrics and which variants; <see cref="MetricProfile.Strict"/> if null.</param>
    /// <exception cref="ArgumentException">Sizes differ, or a value is NaN.</exception>
    public static FusionScore Score(Plane infrared, Plane visible, Plane fused, MetricProfile? profile = null)
        => Score(FusionImages.FromPlanes(infrared, visible, fused), profile);

    /// <summary>The metrics of one fused image. Sources that are used again bring their own shared results with them.</summary>
    /// <param name="images">The image set.</param>
    /// <param name="profile">Which metrics and which variants; <see cref="MetricProfile.Strict"/> if null.</param>
    public static FusionScore Score(FusionImages images, MetricProfile? profile = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        profile ??= MetricProfile.Strict;
        return new(profile.Name, [.. profile.Metrics.Select(metric => KeyValuePair.Create(metric, Value(metric, images, profile)))]);
    }

    /// <summary>The metrics of one fused picture, with colour handled as the profile says.</summary>
    /// <param name="infrared">The infrared picture: 8- or 16-bit, or float in 0–1.</param>
    /// <param name="visible">The visible picture; same size.</param>
    /// <param name="fused">The fused picture; same size.</param>
    /// <param name="profile">Which metrics and which variants; <see cref="MetricProfile.Strict"/> if null.</param>
    /// <exception cref="ArgumentException">Sizes differ, or float values are no luminance.</exception>
    public static FusionScore Score(RasterImage infrared, RasterImage visible, RasterImage fused, MetricProfile? profile = null)
    {
        ArgumentNullException.ThrowIfNull(fused);
        profile ??= MetricProfile.Strict;
        if (profile.Colour == ColourHandling.Luminance || fused.Channels < 3)
        {
            return Score(new FusionImages(GrayLevels.Luminance(infrared), GrayLevels.Luminance(visible), GrayLevels.Luminance(fused)), profile);
        }

        GrayImage[] fusedChannels = [.. Enumerable.Range(0, 3).Select(channel => GrayLevels.Channel(fused, channel))];
        FusionScore[] scores =
        [
            .. fusedChannels.Select((levels, channel) => Score(new FusionImages(GrayLevels.Channel(infrared, channel), GrayLevels.Channel(visible, channel), levels), profile)),
        ];
        return new(profile.Name, [.. profile.Metrics.Select(metric => KeyValuePair.Create(metric, OverChannels(metric, scores, fusedChannels, profile)))]);
    }

    private static double? OverChannels(FusionMetric metric, FusionScore[] scores, GrayImage[] channels, MetricProfile profile)
        => metric == FusionMetric.SpatialFrequency
            ? SpatialFrequency.Of(GrayLevels.SideBySide(channels), profile.SpatialFrequencyMean) / profile.SpatialFrequencyWhite
            : scores.Aggregate((double?)0, (sum, score) => sum + score[metric]) / scores.Length;

    private static double? Value(FusionMetric metric, FusionImages images, MetricProfile profile) => metric switch
    {
        FusionMetric.Entropy => Entropy.Of(images.Fused, profile.EntropyOffset),
        FusionMetric.StandardDeviation => profile.SaturatedStandardDeviation
            ? StandardDeviation.OfSaturatedBytes(images.Fused)
            : StandardDeviation.Of(images.Fused),
        FusionMetric.SpatialFrequency => SpatialFrequency.Of(images.Fused, profile.SpatialFrequencyMean) / profile.SpatialFrequencyWhite,
        FusionMetric.AverageGradient => AverageGradient.Of(images.Fused, profile.AverageGradientMean),
        FusionMetric.MutualInformation => MutualInformation.Of(images, profile.MutualInformation),
        FusionMetric.SumOfCorrelationsOfDifferences => SumOfCorrelationsOfDifferences.Of(images),
        FusionMetric.VisualInformationFidelity => VisualInformationFidelity.Of(images, profile.VisualInformationFidelity),
        FusionMetric.EdgePreservation => EdgePreservation.Of(images),
        FusionMetric.StructuralSimilarity => StructuralSimilarity.Of(images, profile.StructuralSimilarity),
        FusionMetric.NormalizedMutualInformation => NormalizedMutualInformation.Of(images, profile.NormalizedMutualInformation),
        FusionMetric.CorrelationCoefficient => CorrelationCoefficient.Of(images),
        FusionMetric.MeanSquaredError => MeanSquaredError.Of(images, profile.MeanSquaredErrorWhite),
        FusionMetric.RootMeanSquaredError => RootMeanSquaredError.Of(images, profile.RootMeanSquaredError),
        FusionMetric.PeakSignalToNoiseRatio => PeakSignalToNoiseRatio.Of(images, profile.PeakSignalToNoiseRatio),
        FusionMetric.MultiScaleStructuralSimilarity =>
            MultiScaleStructuralSimilarity.Of(images, profile.MultiScaleStructuralSimilarity, profile.MultiScaleHalving),
        FusionMetric.EdgesAdded => EdgeArtifacts.Added(images, profile.EdgeArtifacts),
        FusionMetric.EdgesLost => EdgeArtifacts.Lost(images, profile.EdgeArtifacts),
        FusionMetric.FmiPixel => FeatureMutualInformation.Of(images, FmiFeature.Pixel),
        FusionMetric.FmiGradient => FeatureMutualInformation.Of(images, FmiFeature.Gradient),
        FusionMetric.FmiCosineTransform => FeatureMutualInformation.Of(images, FmiFeature.CosineTransform),
        FusionMetric.CrossEntropy => CrossEntropy.Of(images, profile.CrossEntropy),
        FusionMetric.EdgeIntensity => EdgeIntensity.Of(images.Fused, profile.EdgeIntensityBorder),
        FusionMetric.ChenVarshneyQuality => ChenVarshneyQuality.Of(images),
        FusionMetric.ChenBlumQuality => ChenBlumQuality.Of(images, profile.ChenBlumQuality),
        FusionMetric.YangQuality => YangQuality.Of(images, profile.YangQuality),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Not a fusion metric."),
    };
}
