using IvifMl.Imaging;
using IvifMl.Onnx;

namespace IvifMl;

/// <summary>
/// The steps of a pair's way around the scoring of the graph, each written once: the row-wise transformer,
/// <see cref="FusionModel"/> and the batch runner all go through them.
/// </summary>
internal static class FusionSteps
{
    /// <summary>The infrared on a pixel grid of <paramref name="height"/> × <paramref name="width"/>, that of the visible.</summary>
    /// <exception cref="InvalidDataException">The grid is smaller than a fusion model takes.</exception>
    /// <exception cref="ImageSizeMismatchException">The sizes differ and the alignment does not say what to do.</exception>
    public static Plane Align(Plane infrared, int height, int width, PairAlignment alignment) =>
        height < FusionContract.SmallestSide || width < FusionContract.SmallestSide
            ? throw new InvalidDataException($"The visible is {width}×{height} pixels; fusion needs at least {FusionContract.SmallestSide}×{FusionContract.SmallestSide}.")
            : alignment.Align(infrared, height, width);

    /// <summary>The picture of a fused luminance: the visible's chroma or gray, with hot regions painted if asked for.</summary>
    public static RasterImage Compose(RasterImage visible, FusedPlanes fused, Plane infrared, PictureSettings settings)
    {
        RasterImage picture = settings.Colour == FusedColour.Gray
            ? Bt601.ToGray(fused.Luminance, SampleType.UInt8)
            : fused.ChromaGain is { } gain ? Bt601.WithLuminance(visible, fused.Luminance, gain) : Bt601.WithLuminance(visible, fused.Luminance);
        return settings.HotRegions is { } overlay ? Paint(picture, infrared, overlay) : picture;
    }

    private static RasterImage Paint(RasterImage picture, Plane infrared, HotRegionOverlay overlay)
    {
        Palette palette = Palette.Of(overlay.Palette);
        ReadOnlySpan<byte> source = picture.Bytes;
        int step = picture.Channels;
        byte[] painted = new byte[infrared.Length * 3];
        float from = overlay.Threshold - HotRegionOverlay.Softness;
        const float width = 2 * HotRegionOverlay.Softness;
        for (int i = 0; i < infrared.Length; i++)
        {
            float level = infrared.Values[i];
            float t = Math.Clamp((level - from) / width, 0, 1);
            float share = overlay.Opacity * t * t * (3 - (2 * t));
            (byte red, byte green, byte blue) = palette.At(level);
            int at = i * step;
            painted[3 * i] = Blend(source[at], red, share);
            painted[(3 * i) + 1] = Blend(source[step == 1 ? at : at + 1], green, share);
            painted[(3 * i) + 2] = Blend(source[step == 1 ? at : at + 2], blue, share);
        }

        return RasterImage.FromBytes(infrared.Height, infrared.Width, 3, painted);
    }

    private static byte Blend(byte under, byte over, float share) => (byte)(under + ((over - under) * share) + 0.5f);
}
