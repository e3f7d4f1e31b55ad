using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// The Laplacian pyramid that <see cref="LanguageFusionNetwork"/> fuses in: each level is halved by the kernel [1 3 3 1]/8 both ways, a
/// band is what the next level, resized linearly, lacks. Sums of bands give the image back exactly, and every level lies pixel area on
/// pixel area over the one above, so nothing shifts. (Burt and Adelson, IEEE Trans. Communications 31(4), 1983.)
/// </summary>
internal static class BandPyramid
{
    /// <summary>Half the rows and columns, as three means of two.</summary>
    /// <param name="level">[N, C, H, W], H and W even.</param>
    /// <returns>[N, C, H/2, W/2].</returns>
    public static Tensor Halved(Tensor level)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor between = F.avg_pool2d(level, 2, stride: 1, padding: 1, count_include_pad: false);
        return F.avg_pool2d(F.avg_pool2d(between, 2, stride: 1), 2).MoveToOuterDisposeScope();
    }

    /// <summary>Twice the rows and columns, linearly, half-pixel centres.</summary>
    /// <param name="level">[N, C, H, W].</param>
    /// <returns>[N, C, 2H, 2W].</returns>
    public static Tensor Doubled(Tensor level) =>
        F.interpolate(level, [2 * level.shape[2], 2 * level.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);

    /// <summary>Bands from fine to coarse, then the base.</summary>
    /// <param name="image">[N, C, H, W], H and W multiples of 2^<paramref name="bands"/>.</param>
    /// <param name="bands">How many bands.</param>
    /// <returns><paramref name="bands"/> + 1 tensors; they belong to the current dispose scope.</returns>
    public static Tensor[] Split(Tensor image, int bands)
    {
        Tensor[] parts = new Tensor[bands + 1];
        Tensor level = image;
        for (int k = 0; k < bands; k++)
        {
            Tensor below = Halved(level);
            parts[k] = level - Doubled(below);
            level = below;
        }

        parts[bands] = level;
        return parts;
    }
}
