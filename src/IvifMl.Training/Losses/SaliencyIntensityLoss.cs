using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// Where brightness comes from: from the infrared where it stands out hot more than the visible stands out, else from the visible.
/// All on means of 8×8 pixels: with the deviation d_X = X − μ_X from the mean of its local (9×9 cells) and its whole surroundings, and
/// h = max(0, d_R): w = h⁴ / (h⁴ + d_V⁴ + ε⁴), T = V + w(R − V), L = mean |F − T|. 0 to 1; lower is better. Where neither stands out
/// (ε = 10 gray levels), the visible is taken, so that flat skies and roads keep their brightness; what is cold does not count, since the
/// surroundings of a hot thing are always colder than their mean and would become a dark ring. Our own, after the saliency weights of
/// two-scale fusion (Ma et al., Infrared Physics &amp; Technology 82, 2017).
/// </summary>
/// <example>R = 0 everywhere and V = F: h = 0, so w = 0, T = V and L = 0.</example>
public static class SaliencyIntensityLoss
{
    /// <summary>The smallest height and width.</summary>
    public const int SmallestSide = Cell;

    private const int SurroundingsReach = 4;
    private const int Cell = 8;
    private const double Floor = 10 / 255.0;

    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1; at least 8×8.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        ImageTensors.Require(nameof(SaliencyIntensityLoss), fused, infrared, visible, SmallestSide);
        using DisposeScope scope = NewDisposeScope();
        Tensor[] cells = F.avg_pool2d(cat([fused, infrared, visible], 1), Cell).chunk(3, 1);
        Tensor infraredSaliency = Deviation(cells[1]).relu().square().square();
        Tensor visibleSaliency = Deviation(cells[2]).square().square();
        Tensor weight = infraredSaliency / (infraredSaliency + visibleSaliency + Math.Pow(Floor, 4));
        return (cells[0] - cells[2] - (weight * (cells[1] - cells[2]))).abs().mean().MoveToOuterDisposeScope();
    }

    private static Tensor Deviation(Tensor source)
    {
        Tensor local = F.avg_pool2d(source, (2 * SurroundingsReach) + 1, stride: 1, padding: SurroundingsReach, count_include_pad: false);
        return source - ((local + source.mean([2L, 3], keepdim: true)) * 0.5);
    }
}
