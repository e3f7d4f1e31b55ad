using IvifMl.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// Hot targets keep the infrared's brightness: L = ΣT·max(0, I − F) / (ΣT + A), 0 to 1, lower is better. T is the map of what stands out
/// hot from its surroundings and is brighter than the visible, as <c>fusion-pyramid</c> finds it (<c>docs/fusion-pyramid.md</c>, 1), and A a
/// ten-thousandth of the picture. The sum is over the targets and not over the picture, so that a person far away counts as much as one near
/// by; a mean over the picture forgets both. Our own, after the target mask of STDFusionNet (Ma et al., IEEE TIM 70, 2021).
/// </summary>
/// <example>A flat infrared has no targets: L = 0.</example>
public static class HotTargetLoss
{
    /// <summary>The smallest height and width.</summary>
    public const int SmallestSide = 8;

    private const double LeastShare = 1e-4;

    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1; at least 8×8.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        ImageTensors.Require(nameof(HotTargetLoss), fused, infrared, visible, SmallestSide);
        using DisposeScope scope = NewDisposeScope();
        (long height, long width) = (fused.shape[2], fused.shape[3]);
        Tensor pair = BandPyramid.Padded(cat([infrared, visible], 1), HotTargetParts.CoarseStep);
        Tensor target = HotTargets.Find(pair).Target.narrow(2, 0, height).narrow(3, 0, width);
        Tensor missed = (target * (infrared - fused).relu()).mean([1L, 2, 3]);
        return (missed / (target.mean([1L, 2, 3]) + LeastShare)).mean().MoveToOuterDisposeScope();
    }
}
