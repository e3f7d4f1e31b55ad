using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L = mean | |∇F| − max(|∇V|, |∇R|) |: the fused picture has the stronger source's texture. |∇X| = √(sx² + sy² + ε), s the Sobel
/// derivatives with raw taps and the border repeated, ε = 1e-8. At least 0, for pictures in 0–1 mostly below 1; lower is better.
/// Source: Tang, Yuan and Ma 2022 (SeAFusion), the gradient part of the content loss, which adds |sx| and |sy| where the Euclidean
/// length stands here, so that diagonal edges count no more than others.
/// </summary>
/// <example>V a ramp of slope k along x, F and R flat: inside the picture |∇V| = 8k, so L → 8k as the picture grows.</example>
public static class GradientMaximumLoss
{
    private const double Epsilon = 1e-8;

    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        ImageTensors.Require(nameof(GradientMaximumLoss), fused, infrared, visible, 2);
        using DisposeScope scope = NewDisposeScope();
        Tensor strengths = ImageTensors.Strength(ImageTensors.Sobel(cat([fused, infrared, visible], 0), PaddingModes.Replicate), Epsilon);
        Tensor[] parts = strengths.chunk(3, 0);
        return (parts[0] - maximum(parts[1], parts[2])).abs().mean().MoveToOuterDisposeScope();
    }
}
