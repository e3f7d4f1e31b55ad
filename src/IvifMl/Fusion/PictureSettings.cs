using IvifMl.Imaging;
using IvifMl.Mapping;

namespace IvifMl;

/// <summary>How the fused luminance becomes a picture, and as the numbers that travel in a saved model.</summary>
internal sealed record PictureSettings(FusedColour Colour, HotRegionOverlay? HotRegions)
{
    private const float Version = 1;
    private const int Length = 6;

    public float[] ToVector() => HotRegions is null
        ? [Version, (float)Colour, 0, 0, 0, 0]
        : [Version, (float)Colour, 1, (float)HotRegions.Palette, HotRegions.Threshold, HotRegions.Opacity];

    public static PictureSettings FromVector(ReadOnlySpan<float> vector)
    {
        SettingsVector.Check(vector, Version, Length, "FuseInfraredVisible");
        HotRegionOverlay? overlay = vector[2] == 0
            ? null
            : new HotRegionOverlay { Palette = (PaletteKind)vector[3], Threshold = vector[4], Opacity = vector[5] };
        return new PictureSettings((FusedColour)vector[1], overlay);
    }
}
