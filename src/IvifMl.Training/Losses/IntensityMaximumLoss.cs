using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L = mean |F − max(V, R)|: the fused picture is as bright as the brighter source. 0 to 1 for pictures in 0–1; lower is better.
/// Source: Tang, Yuan and Ma 2022 (SeAFusion), the intensity part of the content loss.
/// </summary>
/// <example>F = 0.5, V = 0.2, R = 0.9 everywhere: L = 0.4.</example>
public static class IntensityMaximumLoss
{
    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        ImageTensors.Require(nameof(IntensityMaximumLoss), fused, infrared, visible, 1);
        using DisposeScope scope = NewDisposeScope();
        return (fused - maximum(infrared, visible)).abs().mean().MoveToOuterDisposeScope();
    }
}
