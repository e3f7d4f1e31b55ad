namespace IvifMl.Metrics;

/// <summary>The ways in which evaluators compute PSNR.</summary>
public enum PsnrVariant
{
    /// <summary>10 log₁₀(255²/MSE), the definition.</summary>
    Levels,

    /// <summary>10 log₁₀(max(F)²/MSE): the peak is the fused image's brightest level. CDDFuse.</summary>
    FusedPeak,

    /// <summary>20 log₁₀(255/√MSE) with the MSE of images scaled to 0–1, 48.13 dB above the definition. Tang, IVIF_ZOO.</summary>
    MixedScales,

    /// <summary>20 log₁₀(255/√e) with e = ½ (√Σ(A − F)² + √Σ(B − F)²)/N, VIFB's RMSE, in the place of the MSE. VIFB.</summary>
    RootOfSum,
}

/// <summary>
/// PSNR = 10 log₁₀(255²/MSE), MSE the mean over both sources, in dB; higher is better. +∞ where the fused image equals both sources.
/// Source: Jagalingam and Hegde 2015.
/// </summary>
/// <example>A = B = 0 and F = 51 everywhere: MSE = 2601, 255²/2601 = 25, PSNR = 10 log₁₀ 25 ≈ 13.979 dB.</example>
public static class PeakSignalToNoiseRatio
{
    private const double White = 255;

    /// <summary>Peak signal-to-noise ratio over both sources, in dB; +∞ without any error.</summary>
    public static double Of(FusionImages images, PsnrVariant variant = PsnrVariant.Levels)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (variant == PsnrVariant.RootOfSum)
        {
            return Decibels(White, RootMeanSquaredError.Of(images, RootMeanSquaredErrorVariant.RootOfSum));
        }

        double peak = variant == PsnrVariant.FusedPeak ? images.Fused.Histogram.LastIndexOfAnyExcept(0L) : White;
        return Decibels(peak, MeanSquaredError.Of(images, variant == PsnrVariant.MixedScales ? White : 1));
    }

    private static double Decibels(double peak, double error) => error == 0 ? double.PositiveInfinity : 10 * Math.Log10(peak * peak / error);
}
