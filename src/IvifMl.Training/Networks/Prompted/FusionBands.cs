using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// How text-guided networks put a picture together: from the bands of both sources, as <see cref="LanguageFusionNetwork"/> does, with a
/// gain g for each band and place, so that a prompt can also strengthen, weaken, lighten and darken:
/// Fₖ = g·((1 − u)(Vₖ + α(Iₖ − Vₖ)) + u(Iₖ + Vₖ − common(Iₖ, Vₖ))), base F_B = g·(V_B + α(I_B − V_B)) + o. Nothing is painted: what is not in a
/// band of a source cannot come out of it. g lies in ¼…4 and o in −1…1; the visible's chroma has a gain of its own.
/// </summary>
/// <param name="Fine">[N, 15, h, w] at a quarter of the resolution: α, u of band 0 for the 2×2 places of a cell, g of band 0, and α, u, g of bands 1 and 2.</param>
/// <param name="Third">[N, 3, h/2, w/2]: α, u, g of band 3.</param>
/// <param name="Fourth">[N, 3, h/4, w/4]: of band 4.</param>
/// <param name="Base">[N, 3, h/8, w/8]: α, g, o of the base.</param>
/// <param name="Colour">[N, 1, h/2, w/2]: the gain of the chroma.</param>
internal sealed record FusionBands(Tensor Fine, Tensor Third, Tensor Fourth, Tensor Base, Tensor Colour)
{
    /// <summary>Bands of the pyramid.</summary>
    public const int Count = 5;

    /// <summary>Sides are padded by repetition to multiples of this.</summary>
    public const int Block = 1 << Count;

    /// <summary>Channels of <see cref="Fine"/>.</summary>
    public const int FineChannels = SpreadChannels + 7;

    /// <summary>Channels of <see cref="Third"/>, <see cref="Fourth"/> and <see cref="Base"/>.</summary>
    public const int Channels = 3;

    /// <summary>The first channels of <see cref="Fine"/>, which hold 2×2 places.</summary>
    public const int SpreadChannels = 8;

    /// <summary>Resizing of <see cref="Colour"/> to pixels.</summary>
    public const int ColourFactor = 8;

    /// <summary>The logarithm of the largest gain.</summary>
    public static readonly double LargestGain = Math.Log(4);

    /// <summary>The picture of these decisions.</summary>
    /// <param name="pair">[N, 2, H′, W′], infrared first, of whole blocks.</param>
    /// <param name="prompts">K, how many decisions there are for each pair.</param>
    /// <param name="height">H of the picture.</param>
    /// <param name="width">W of the picture.</param>
    public PromptedDrawing Compose(Tensor pair, long prompts, long height, long width)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] parts = [.. BandPyramid.Split(pair, Count).Select(part => prompts == 1 ? part : part.repeat_interleave(prompts, 0))];
        Tensor fused = OfBase(parts[Count]);
        fused = BandPyramid.Doubled(fused) + OfBand(parts[4], Fourth.narrow(1, 0, 2), Gain(Fourth, 2));
        fused = BandPyramid.Doubled(fused) + OfBand(parts[3], Third.narrow(1, 0, 2), Gain(Third, 2));
        fused = BandPyramid.Doubled(fused) + OfBand(parts[2], Fine.narrow(1, SpreadChannels + 4, 2), Gain(Fine, SpreadChannels + 6));
        fused = BandPyramid.Doubled(fused) + OfBand(parts[1], BandPyramid.Doubled(Fine.narrow(1, SpreadChannels + 1, 2)), BandPyramid.Doubled(Gain(Fine, SpreadChannels + 3)));
        Tensor finest = BandPyramid.Doubled(Spread(Fine.narrow(1, 0, SpreadChannels)));
        fused = BandPyramid.Doubled(fused) + OfBand(parts[0], finest, Larger(Gain(Fine, SpreadChannels), 4));
        Tensor Cropped(Tensor picture) => picture.narrow(2, 0, height).narrow(3, 0, width).MoveToOuterDisposeScope();
        return new(Cropped(fused), Cropped(Larger(Gain(Colour, 0), ColourFactor)));
    }

    private static Tensor Gain(Tensor logits, long channel) => (BandPyramid.Bounded(logits.narrow(1, channel, 1)) * LargestGain).exp();

    /// <summary>Channels become 2×2 places: [N, 8, h, w] → [N, 2, 2h, 2w].</summary>
    private static Tensor Spread(Tensor map)
    {
        (long n, long h, long w) = (map.shape[0], map.shape[2], map.shape[3]);
        return map.reshape(n, 2, 2, 2, h, w).permute(0, 3, 4, 1, 5, 2).reshape(n, 2, 2 * h, 2 * w);
    }

    private static Tensor Larger(Tensor map, long factor) =>
        F.interpolate(map, [factor * map.shape[2], factor * map.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);

    private static Tensor OfBand(Tensor pair, Tensor logits, Tensor gain)
    {
        Tensor weights = BandPyramid.Share(logits);
        return gain * BandPyramid.Joined(pair, weights.narrow(1, 0, 1), weights.narrow(1, 1, 1));
    }

    private Tensor OfBase(Tensor pair)
    {
        (Tensor infrared, Tensor visible) = (pair.narrow(1, 0, 1), pair.narrow(1, 1, 1));
        Tensor chosen = visible + (BandPyramid.Share(Base.narrow(1, 0, 1)) * (infrared - visible));
        return (Gain(Base, 1) * chosen) + BandPyramid.Bounded(Base.narrow(1, 2, 1));
    }
}
