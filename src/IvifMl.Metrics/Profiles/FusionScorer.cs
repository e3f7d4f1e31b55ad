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
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Not a fusion metric."),
    };
}
