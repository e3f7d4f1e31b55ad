using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L = 1 − w_r SSIM(F, R) − w_v SSIM(F, V), SSIM the mean over whole Gaussian windows (11 pixels, σ = 1.5) of
/// (2 μ_f μ_s + C₁)(2 σ_fs + C₂) / ((μ_f² + μ_s² + C₁)(σ_f² + σ_s² + C₂)), C₁ = 0.01², C₂ = 0.03² (dynamic range 1).
/// With weights that sum to 1: 0 (three equal pictures) to 2; lower is better. Source: Wang, Bovik, Sheikh and Simoncelli 2004.
/// </summary>
/// <example>F = V = a and R = b, both flat: L = 1 − w_v − w_r (2ab + C₁)/(a² + b² + C₁).</example>
public static class SsimLoss
{
    /// <summary>Side of the window in pixels.</summary>
    public const int WindowSize = 11;

    private const double Sigma = 1.5;
    private const double First = 0.01 * 0.01;
    private const double Second = 0.03 * 0.03;

    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1; at least 11×11.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <param name="infraredWeight">w_r.</param>
    /// <param name="visibleWeight">w_v.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible, double infraredWeight = 0.5, double visibleWeight = 0.5)
    {
        ImageTensors.Require(nameof(SsimLoss), fused, infrared, visible, WindowSize);
        using DisposeScope scope = NewDisposeScope();
        Tensor maps = cat([fused, infrared, visible, fused.square(), infrared.square(), visible.square(), fused * infrared, fused * visible], 1);
        Tensor[] means = ImageTensors.GaussianMean(maps, WindowSize, Sigma).chunk(8, 1);
        Tensor infraredPart = Similarity(means[0], means[1], means[3], means[4], means[6]);
        Tensor visiblePart = Similarity(means[0], means[2], means[3], means[5], means[7]);
        return (1 - (infraredPart * infraredWeight) - (visiblePart * visibleWeight)).MoveToOuterDisposeScope();
    }

    private static Tensor Similarity(Tensor fused, Tensor source, Tensor fusedSquare, Tensor sourceSquare, Tensor product)
    {
        Tensor means = fused * source;
        Tensor squares = fused.square() + source.square();
        Tensor covariance = product - means;
        Tensor variances = fusedSquare + sourceSquare - squares;
        return (((2 * means) + First) * ((2 * covariance) + Second) / ((squares + First) * (variances + Second))).mean();
    }
}
