using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// Where brightness comes from: from the source that stands out more from its own surroundings, hot rather than cold.
/// With the deviation d_X = X − μ_X from the mean of its local (63×63) and its whole surroundings, smoothed over 5×5, and s_V = d_V²,
/// s_R = d_R² where hot and (0.3 d_R)² where cold: w = s_R² / (s_R² + s_V² + ε⁴), T = V + w(R − V), L = mean |P₈(F) − P₈(T)| with P₈ the mean
/// of 8×8 pixels. 0 to 1; lower is better. Where neither stands out (ε = 10 gray levels), the visible is taken, so that flat skies and
/// roads keep their brightness. Our own, after the saliency weights of two-scale fusion (Ma et al., Infrared Physics &amp; Technology 82, 2017).
/// </summary>
/// <example>R = 0 everywhere and V = F: d_R = 0, so w = 0, T = V and L = 0.</example>
public static class SaliencyIntensityLoss
{
    /// <summary>The smallest height and width.</summary>
    public const int SmallestSide = 64;

    private const int SurroundingsReach = 31;
    private const int NeighbourhoodReach = 2;
    private const int Cell = 8;
    private const double ColdShare = 0.3;
    private const double Floor = 10 / 255.0;

    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1; at least 64×64.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        ImageTensors.Require(nameof(SaliencyIntensityLoss), fused, infrared, visible, SmallestSide);
        using DisposeScope scope = NewDisposeScope();
        Tensor hot = Deviation(infrared);
        Tensor infraredSaliency = (hot.relu() + ((-hot).relu() * ColdShare)).square().square();
        Tensor visibleSaliency = Deviation(visible).square().square();
        Tensor weight = infraredSaliency / (infraredSaliency + visibleSaliency + Math.Pow(Floor, 4));
        Tensor target = visible + (weight * (infrared - visible));
        return (F.avg_pool2d(fused, Cell) - F.avg_pool2d(target, Cell)).abs().mean().MoveToOuterDisposeScope();
    }

    private static Tensor Deviation(Tensor source)
    {
        Tensor surroundings = (Mean(source, SurroundingsReach) + source.mean([2L, 3], keepdim: true)) * 0.5;
        return Mean(source - surroundings, NeighbourhoodReach);
    }

    private static Tensor Mean(Tensor source, int reach) =>
        F.avg_pool2d(source, (2 * reach) + 1, stride: 1, padding: reach, count_include_pad: false);
}
