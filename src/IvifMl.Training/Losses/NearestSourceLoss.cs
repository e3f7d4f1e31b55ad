using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L = mean min(|F − V|, |F − R|): at each place the fused picture is one of its sources rather than a blend of both, which no source
/// contains. 0 to 1 for pictures in 0–1; lower is better. Where it falls, mutual information with the sources grows. Our own.
/// </summary>
/// <example>F = 0.5, V = 0.2, R = 0.9 everywhere: L = 0.3.</example>
public static class NearestSourceLoss
{
    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        ImageTensors.Require(nameof(NearestSourceLoss), fused, infrared, visible, 1);
        using DisposeScope scope = NewDisposeScope();
        return minimum((fused - infrared).abs(), (fused - visible).abs()).mean().MoveToOuterDisposeScope();
    }
}
