using IvifMl.Imaging;

namespace IvifMl;

/// <summary>Paints the regions where the infrared is bright with a palette, over the fused picture.</summary>
public sealed record HotRegionOverlay
{
    /// <summary>Default of <see cref="Threshold"/>.</summary>
    public const float DefaultThreshold = 0.75f;

    /// <summary>Default of <see cref="Opacity"/>.</summary>
    public const float DefaultOpacity = 0.6f;

    /// <summary>Half the width of the soft step at the threshold, in units of the 0–1 infrared.</summary>
    internal const float Softness = 0.05f;

    /// <summary>The palette; its upper part is spread over the range from the threshold to 1.</summary>
    /// <value>The default value is <see cref="PaletteKind.Ironbow"/>.</value>
    public PaletteKind Palette { get; init; } = PaletteKind.Ironbow;

    /// <summary>Infrared level, 0–1, above which a pixel is hot.</summary>
    /// <value>The default value is 0.75.</value>
    public float Threshold { get; init; } = DefaultThreshold;

    /// <summary>Share of the palette's colour in a hot pixel, 0–1.</summary>
    /// <value>The default value is 0.6.</value>
    public float Opacity { get; init; } = DefaultOpacity;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Validate()
    {
        if (!(Threshold is >= 0 and <= 1))
        {
            throw new ArgumentException($"HotRegionOverlay.Threshold is {Threshold}; it is an infrared level between 0 and 1.");
        }

        if (!(Opacity is >= 0 and <= 1))
        {
            throw new ArgumentException($"HotRegionOverlay.Opacity is {Opacity}; it is a share between 0 and 1.");
        }

        if (!Enum.IsDefined(Palette))
        {
            throw new ArgumentException($"HotRegionOverlay.Palette is {(int)Palette}; use one of {string.Join(", ", Enum.GetNames<PaletteKind>())}.");
        }
    }
}
