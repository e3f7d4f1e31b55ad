namespace IvifMl.Imaging;

/// <summary>A table of 256 colours for showing a plane: 0 is the first colour, 1 the last.</summary>
public sealed class Palette
{
    private const int Entries = 256;
    private readonly byte[] _colours = new byte[Entries * 3];

    private Palette(string name, ReadOnlySpan<(int At, int Rgb)> points)
    {
        Name = name;
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
    public static Palette Gray { get; } = new("gray", [(0, 0x000000), (255, 0xFFFFFF)]);

    /// <summary>In the manner of thermal cameras' "iron": black, indigo, magenta, orange, yellow, white.</summary>
    public static Palette Ironbow { get; } = new(
        "ironbow",
        [(0, 0x00000A), (32, 0x1E0070), (80, 0x7A0098), (128, 0xC42078), (168, 0xEA5A1C), (208, 0xFCA800), (238, 0xFFE65A), (255, 0xFFFFF4)]);

    /// <summary>In the manner of perceptual fire maps: black, violet, red, orange, pale yellow, with luminance rising evenly.</summary>
    public static Palette Inferno { get; } = new(
        "inferno",
        [(0, 0x000004), (32, 0x200A46), (64, 0x5A106C), (96, 0x8C2066), (128, 0xBC3852), (160, 0xE05C34), (192, 0xF68A12), (224, 0xF8C232), (255, 0xFCFFA6)]);

    /// <summary>All palettes.</summary>
    public static IReadOnlyList<Palette> All { get; } = [Gray, Ironbow, Inferno];

    /// <summary>What options and messages call it.</summary>
    public string Name { get; }

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

    /// <summary>The palette of that name, upper or lower case.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static Palette Named(string name)
        => All.FirstOrDefault(palette => palette.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no palette '{name}'. Use one of {string.Join(", ", All.Select(palette => palette.Name))}.", nameof(name));

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
