namespace IvifMl.Imaging;

/// <summary>The palettes by name, for options and saved settings.</summary>
public enum PaletteKind
{
    /// <summary><see cref="Palette.Ironbow"/>.</summary>
    Ironbow,

    /// <summary><see cref="Palette.Inferno"/>.</summary>
    Inferno,

    /// <summary><see cref="Palette.Gray"/>.</summary>
    Gray,
}

/// <summary>A table of 256 colours for showing a plane: 0 is the first colour, 1 the last.</summary>
public sealed class Palette
{
    private const int Entries = 256;
    private readonly byte[] _colours = new byte[Entries * 3];

    private Palette(PaletteKind kind, ReadOnlySpan<(int At, int Rgb)> points)
    {
        Kind = kind;
        for (int i = 0; i < Entries; i++)
        {
            int next = 1;
            while (points[next].At < i)
            {
                next++;
            }

            ((int from, int a), (int to, int b)) = (points[next - 1], points[next]);
            for (int channel = 0; channel < 3; channel++)
            {
                int shift = 16 - (8 * channel);
                (int low, int high) = ((a >> shift) & 255, (b >> shift) & 255);
                _colours[(i * 3) + channel] = (byte)Math.Round(low + ((high - low) * (double)(i - from) / (to - from)), MidpointRounding.AwayFromZero);
            }
        }
    }

    /// <summary>Black to white.</summary>
    public static Palette Gray { get; } = new(PaletteKind.Gray, [(0, 0x000000), (255, 0xFFFFFF)]);

    /// <summary>In the manner of thermal cameras' "iron": black, indigo, magenta, orange, yellow, white.</summary>
    public static Palette Ironbow { get; } = new(
        PaletteKind.Ironbow,
        [(0, 0x00000A), (32, 0x1E0070), (80, 0x7A0098), (128, 0xC42078), (168, 0xEA5A1C), (208, 0xFCA800), (238, 0xFFE65A), (255, 0xFFFFF4)]);

    /// <summary>In the manner of perceptual fire maps: black, violet, red, orange, pale yellow, with luminance rising evenly.</summary>
    public static Palette Inferno { get; } = new(
        PaletteKind.Inferno,
        [(0, 0x000004), (32, 0x2A0E58), (64, 0x64206E), (96, 0x9A346A), (128, 0xCA5450), (160, 0xE87A34), (192, 0xF6A41C), (224, 0xFAD048), (255, 0xFCFFA6)]);

    /// <summary>Which of the palettes this is.</summary>
    public PaletteKind Kind { get; }

    /// <summary>Entry 0–255.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another index.</exception>
    public (byte R, byte G, byte B) this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Entries);
            return (_colours[index * 3], _colours[(index * 3) + 1], _colours[(index * 3) + 2]);
        }
    }

    /// <summary>The palette of that kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static Palette Of(PaletteKind kind) => kind switch
    {
        PaletteKind.Ironbow => Ironbow,
        PaletteKind.Inferno => Inferno,
        PaletteKind.Gray => Gray,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The palettes are Ironbow, Inferno and Gray."),
    };

    /// <summary>The colour of a value: the nearest entry.</summary>
    /// <param name="value">0–1; out of range is clamped, NaN counts as 0.</param>
    public (byte R, byte G, byte B) At(float value) => this[float.IsNaN(value) ? 0 : (int)((Math.Clamp(value, 0, 1) * (Entries - 1)) + 0.5f)];

    /// <summary>The plane in colour.</summary>
    /// <param name="plane">Values 0–1; out of range is clamped.</param>
    /// <returns>An 8-bit RGB image; each value takes the nearest entry.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public RasterImage Apply(Plane plane)
    {
        RasterImage indices = Bt601.ToGray(plane);
        RasterImage image = RasterImage.Uninitialized(plane.Height, plane.Width, 3, SampleType.UInt8);
        Span<byte> target = image.Bytes;
        ReadOnlySpan<byte> colours = _colours;
        int at = 0;
        foreach (byte index in indices.Bytes)
        {
            colours.Slice(index * 3, 3).CopyTo(target[at..]);
            at += 3;
        }

        return image;
    }
}
