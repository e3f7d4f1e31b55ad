namespace IvifMl.Metrics;

/// <summary>
/// MSE = ½ (1/N Σ (A − F)² + 1/N Σ (B − F)²), in squared levels, 0 to 65,025; lower is better, and the plain average of the sources is the
/// best there is. Source: Jagalingam and Hegde 2015.
/// </summary>
/// <example>A = 0, B = 20, F = 10 everywhere: ½ (100 + 100) = 100.</example>
public static class MeanSquaredError
{
    /// <summary>Mean squared error over both sources.</summary>
    /// <param name="images">The image set.</param>
    /// <param name="white">255 gives the error of images scaled to 0–1 (Tang, IVIF_ZOO), 1 that of levels.</param>
    public static double Of(FusionImages images, double white = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        return (images.Sums.InfraredError + images.Sums.VisibleError) / (2 * white * white);
    }
}
