using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L = −σ(F), the standard deviation of the fused picture (the metric SD on the scale 0–1). −0.5 to 0; lower is better.
/// </summary>
/// <example>Half of the pixels 0.2 and half 0.6: L = −0.2.</example>
public static class ContrastLoss
{
    private const double Epsilon = 1e-8;

    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1; checked for its shape only.</param>
    /// <param name="visible">[N, 1, H, W], 0–1; checked for its shape only.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        ImageTensors.Require(nameof(ContrastLoss), fused, infrared, visible, 1);
        using DisposeScope scope = NewDisposeScope();
        Tensor deviation = fused - fused.mean([2L, 3], keepdim: true);
        return (-(deviation.square().mean([2L, 3]) + Epsilon).sqrt().mean()).MoveToOuterDisposeScope();
    }
}
