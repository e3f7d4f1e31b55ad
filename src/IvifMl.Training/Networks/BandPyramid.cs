using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// The Laplacian pyramid that the networks fuse in, and how two bands become one: each level is halved by the kernel [1 3 3 1]/8 both ways, a
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

    /// <summary>Rows and columns repeated at the lower and right border up to whole blocks.</summary>
    /// <param name="image">[N, C, H, W].</param>
    /// <param name="block">The side of a block.</param>
    public static Tensor Padded(Tensor image, long block)
    {
        (long right, long below) = ((block - (image.shape[3] % block)) % block, (block - (image.shape[2] % block)) % block);
        return right + below > 0 ? F.pad(image, [0, right, 0, below], mode: PaddingModes.Replicate) : image;
    }

    /// <summary>x/√(1 + x²), −1 to 1: like the hyperbolic tangent, but a decision that has gone too far still feels its error.</summary>
    public static Tensor Bounded(Tensor logits) => logits * (1 + logits.square()).rsqrt();

    /// <summary>½(1 + x/√(1 + x²)), 0 to 1.</summary>
    public static Tensor Share(Tensor logits) => 0.5 + (0.5 * Bounded(logits));

    /// <summary>(1 − u)(V + α(I − V)) + u(I + V − common(I, V)), common the smaller of two values of one sign and 0 for opposite ones.</summary>
    /// <param name="pair">[N, 2, H, W], infrared, visible.</param>
    /// <param name="weight">α.</param>
    /// <param name="union">u.</param>
    public static Tensor Joined(Tensor pair, Tensor weight, Tensor union)
    {
        (Tensor infrared, Tensor visible) = (pair.narrow(1, 0, 1), pair.narrow(1, 1, 1));
        Tensor chosen = visible + (weight * (infrared - visible));
        Tensor common = minimum(infrared, visible).relu() - (-maximum(infrared, visible)).relu();
        return chosen + (union * (infrared + visible - common - chosen));
    }
}
