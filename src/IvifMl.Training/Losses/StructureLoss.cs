using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L^str = (1 − ½ SSIM(F, R) − ½ SSIM(F, V)) + mean | |∇F| − max(|∇V|, |∇R|) | + mean |F − max(V, R)|: <see cref="SsimLoss"/>,
/// <see cref="GradientMaximumLoss"/> and <see cref="IntensityMaximumLoss"/>. At least 0; lower is better. "From Text to Pixels"
/// (arXiv 2401.00421) names a structure loss of this symbol; its formula is not known to us, this is our reading.
/// </summary>
/// <example>F = V = R, all flat: L = 0.</example>
public static class StructureLoss
{
    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1; at least 11×11.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = SsimLoss.Of(fused, infrared, visible) + GradientMaximumLoss.Of(fused, infrared, visible) + IntensityMaximumLoss.Of(fused, infrared, visible);
        return sum.MoveToOuterDisposeScope();
    }
}
