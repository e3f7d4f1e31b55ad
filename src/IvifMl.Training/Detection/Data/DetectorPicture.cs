using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>A picture, or a registered pair with its fusion, and the objects in it: what a detector learns from. Pixels are kept as bytes.</summary>
public sealed class DetectorPicture
{
    private static readonly DetectorView[] OfPicture = [DetectorView.Visible];
    private static readonly DetectorView[] OfPair = Enum.GetValues<DetectorView>();

    private readonly byte[] _colour;
    private readonly byte[]? _infrared;
    private readonly byte[]? _fused;

    private DetectorPicture(string name, RasterImage colour, byte[]? infrared, byte[]? fused, IReadOnlyList<DetectorBox> boxes)
    {
        (Name, Height, Width, Boxes) = (name, colour.Height, colour.Width, boxes);
        _colour = RasterConversion.ToRgb8(colour).Bytes.ToArray();
        (_infrared, _fused) = (infrared, fused);
    }

    /// <summary>Its name, for messages.</summary>
    public string Name { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>The objects in it.</summary>
    public IReadOnlyList<DetectorBox> Boxes { get; }

    /// <summary>How it can be shown.</summary>
    public IReadOnlyList<DetectorView> Views => _infrared is null ? OfPicture : OfPair;

    /// <summary>A single picture: visible, infrared or fused.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="picture">Any depth; map thermal counts first (<see cref="ThermalToneMapping"/>).</param>
    /// <param name="boxes">The objects in it, in its pixels.</param>
    public static DetectorPicture Of(string name, RasterImage picture, IReadOnlyList<DetectorBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(boxes);
        return new(name, picture, null, null, boxes);
    }

    /// <summary>A registered pair, which is shown in all ways of <see cref="DetectorView"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="visible">The visible picture.</param>
    /// <param name="infrared">The infrared picture of its size, 0–1.</param>
    /// <param name="fused">The fused luminance, 0–1.</param>
    /// <param name="boxes">The objects in it, in its pixels.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static DetectorPicture OfFusedPair(string name, RasterImage visible, Plane infrared, Plane fused, IReadOnlyList<DetectorBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(visible);
        ArgumentNullException.ThrowIfNull(infrared);
        ArgumentNullException.ThrowIfNull(fused);
        ArgumentNullException.ThrowIfNull(boxes);
        if (!visible.HasSizeOf(infrared) || !visible.HasSizeOf(fused))
        {
            throw new ArgumentException($"Pair '{name}': visible {visible.Width}×{visible.Height}, infrared {infrared.Width}×{infrared.Height} and fused {fused.Width}×{fused.Height} must have one size.", nameof(infrared));
        }

        return new(name, visible, Bt601.ToGray(infrared).Bytes.ToArray(), Bt601.ToGray(fused).Bytes.ToArray(), boxes);
    }

    /// <summary>The picture as a view shows it, 8-bit RGB.</summary>
    /// <param name="view">One of <see cref="Views"/>.</param>
    public RasterImage Show(DetectorView view)
    {
        RasterImage shown = new(Height, Width, 3);
        Span<byte> bytes = shown.Bytes;
        for (int i = 0; i < Height * Width; i++)
        {
            (float r, float g, float b) = At(i, view);
            (bytes[3 * i], bytes[(3 * i) + 1], bytes[(3 * i) + 2]) = (Level(r), Level(g), Level(b));
        }

        return shown;
    }

    /// <summary>A pixel as a view shows it, 0–1; colours may leave the range a little.</summary>
    /// <param name="index">Row · width + column.</param>
    /// <param name="view">The view.</param>
    internal (float R, float G, float B) At(int index, DetectorView view)
    {
        const float Unit = 1f / byte.MaxValue;
        (float r, float g, float b) = (_colour[3 * index] * Unit, _colour[(3 * index) + 1] * Unit, _colour[(3 * index) + 2] * Unit);
        if (view == DetectorView.Visible)
        {
            return (r, g, b);
        }

        float visible = (Bt601.Red * r) + (Bt601.Green * g) + (Bt601.Blue * b);
        float shown = view switch
        {
            DetectorView.VisibleGray => visible,
            DetectorView.Infrared => _infrared![index] * Unit,
            DetectorView.Average => (visible + (_infrared![index] * Unit)) / 2,
            _ => _fused![index] * Unit,
        };

        // BT.601 with another luminance and the same chroma moves all three colours by the difference.
        return view is DetectorView.Average or DetectorView.Fused ? (r + shown - visible, g + shown - visible, b + shown - visible) : (shown, shown, shown);
    }

    private static byte Level(float value) => (byte)MathF.Round(Math.Clamp(value, 0, 1) * byte.MaxValue);
}
