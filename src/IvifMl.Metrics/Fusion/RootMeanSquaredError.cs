namespace IvifMl.Metrics;

/// <summary>The ways in which evaluators compute RMSE.</summary>
public enum RootMeanSquaredErrorVariant
{
    /// <summary>½ (√MSE(A, F) + √MSE(B, F)), in levels.</summary>
    Levels,

    /// <summary>½ (√Σ(A − F)² + √Σ(B − F)²)/N: the root is taken before the division by N, so the value shrinks with the image. VIFB.</summary>
    RootOfSum,
}

/// <summary>
/// RMSE over both sources: ½ (√MSE(A, F) + √MSE(B, F)), in levels, 0 to 255; lower is better. Source: Jagalingam and Hegde 2015.
/// </summary>
/// <example>A = 0, B = 20, F = 10 everywhere: ½ (10 + 10) = 10. As VIFB has it, on 4 pixels: ½ (20 + 20)/4 = 5.</example>
public static class RootMeanSquaredError
{
    /// <summary>Root mean squared error over both sources.</summary>
    public static double Of(FusionImages images, RootMeanSquaredErrorVariant variant = RootMeanSquaredErrorVariant.Levels)
    {
        ArgumentNullException.ThrowIfNull(images);
        double levels = (Math.Sqrt(images.Sums.InfraredError) + Math.Sqrt(images.Sums.VisibleError)) / 2;
        return variant == RootMeanSquaredErrorVariant.RootOfSum ? levels / Math.Sqrt(images.Sums.Count) : levels;
    }
}
