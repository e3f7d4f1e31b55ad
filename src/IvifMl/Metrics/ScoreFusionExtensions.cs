using IvifMl.Metrics;
using Microsoft.ML;

namespace IvifMl;

/// <summary>Scores of fused images as a step of an ML.NET pipeline.</summary>
public static class ScoreFusionExtensions
{
    /// <summary>
    /// Scores each fused image against its sources, as a vector of <see cref="float"/> of known size: one slot a metric, in the profile's order.
    /// A metric that is undefined (0/0) or infinite (PSNR of equal images) is NaN, ML.NET's missing value.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The vector column to make. Its slots are named <c>FusionScore.EN</c> and so on where it is called <c>FusionScore</c>.</param>
    /// <param name="fusedColumnName">The fused image column.</param>
    /// <param name="infraredColumnName">The infrared image column, of the same size.</param>
    /// <param name="visibleColumnName">The visible image column, of the same size.</param>
    /// <param name="profile">Which metrics, and which variant of each; <see cref="MetricProfile.Strict"/> where null.</param>
    public static FusionScoringEstimator ScoreFusion(
        this TransformsCatalog catalog,
        string outputColumnName = FusionScoringOptions.DefaultOutputColumnName,
        string fusedColumnName = FusionOptions.DefaultOutputColumnName,
        string infraredColumnName = FusionOptions.DefaultInfraredColumnName,
        string visibleColumnName = FusionOptions.DefaultVisibleColumnName,
        MetricProfile? profile = null) =>
        new(catalog, new FusionScoringOptions
        {
            OutputColumnName = outputColumnName,
            FusedColumnName = fusedColumnName,
            InfraredColumnName = infraredColumnName,
            VisibleColumnName = visibleColumnName,
            Profile = profile ?? MetricProfile.Strict,
        });

    /// <inheritdoc cref="ScoreFusion(TransformsCatalog, string, string, string, string, MetricProfile?)" path="/summary"/>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">All that can be chosen.</param>
    public static FusionScoringEstimator ScoreFusion(this TransformsCatalog catalog, FusionScoringOptions options) => new(catalog, options);
}
