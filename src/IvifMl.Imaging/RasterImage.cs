namespace IvifMl.Imaging;

/// <summary>
/// A decoded picture as files hold it: <see cref="Height"/> × <see cref="Width"/> pixels of 1 (gray), 3 (RGB) or 4 (RGBA)
/// interleaved samples, row-major, row 0 at the top. Exactly one of <see cref="Bytes"/>, <see cref="UInt16Samples"/> and
/// <see cref="SingleSamples"/> is there, as <see cref="SampleType"/> says.
/// </summary>
public sealed class RasterImage
{
    private readonly Array _samples;

    /// <summary>A picture of zeros: black, and for RGBA transparent.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="channels">1 (gray), 3 (RGB) or 4 (RGBA).</param>
    /// <param name="sampleType">How a sample is stored.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, another number of channels, or more samples than an array holds.</exception>
    public RasterImage(int height, int width, int channels, SampleType sampleType = SampleType.UInt8)
        : this(height, width, channels, sampleType, NewSamples(CheckedLength(height, width, channels), sampleType))
    {
    }

    private RasterImage(int height, int width, int channels, SampleType sampleType, Array samples)
    {
        int length = CheckedLength(height, width, channels);
        if (samples.Length != length)
        {
            throw new ArgumentException($"An image of {width}×{height} with {channels} channel(s) needs {length} samples, not {samples.Length}.", nameof(samples));
        }

        (Height, Width, Channels, SampleType, _samples) = (height, width, channels, sampleType, samples);
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Samples of one pixel: 1 (gray), 3 (RGB) or 4 (RGBA).</summary>
    public int Channels { get; }

    /// <summary>How a sample is stored.</summary>
    public SampleType SampleType { get; }

    /// <summary>Number of samples: <see cref="Height"/> · <see cref="Width"/> · <see cref="Channels"/>.</summary>
    public int Length => _samples.Length;

    /// <summary>The samples of an 8-bit image; writing to them changes the image.</summary>
    /// <exception cref="InvalidOperationException">The image's samples are of another type.</exception>
    public Span<byte> Bytes => Samples<byte>(SampleType.UInt8);

    /// <summary>The samples of a 16-bit image; writing to them changes the image.</summary>
    /// <exception cref="InvalidOperationException">The image's samples are of another type.</exception>
    public Span<ushort> UInt16Samples => Samples<ushort>(SampleType.UInt16);

    /// <summary>The samples of a floating-point image; writing to them changes the image.</summary>
    /// <exception cref="InvalidOperationException">The image's samples are of another type.</exception>
    public Span<float> SingleSamples => Samples<float>(SampleType.Float32);

    /// <summary>The array under the image, for the codec, which pins it.</summary>
    internal Array SampleArray => _samples;

    /// <summary>An 8-bit image over an array of the caller's, not copied.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="channels">1 (gray), 3 (RGB) or 4 (RGBA).</param>
    /// <param name="samples">Exactly height · width · channels samples, interleaved, row-major.</param>
    /// <exception cref="ArgumentException">The array's length does not fit the size.</exception>
    public static RasterImage FromBytes(int height, int width, int channels, byte[] samples)
        => new(height, width, channels, SampleType.UInt8, samples ?? throw new ArgumentNullException(nameof(samples)));

    /// <summary>A 16-bit image over an array of the caller's, not copied.</summary>
    /// <inheritdoc cref="FromBytes"/>
    public static RasterImage FromUInt16(int height, int width, int channels, ushort[] samples)
        => new(height, width, channels, SampleType.UInt16, samples ?? throw new ArgumentNullException(nameof(samples)));

    /// <summary>A floating-point image over an array of the caller's, not copied.</summary>
    /// <inheritdoc cref="FromBytes"/>
    public static RasterImage FromSingle(int height, int width, int channels, float[] samples)
        => new(height, width, channels, SampleType.Float32, samples ?? throw new ArgumentNullException(nameof(samples)));

    /// <summary>Whether the plane has this image's height and width.</summary>
    public bool HasSizeOf(Plane plane) => plane.Height == Height && plane.Width == Width;

    /// <summary>"640×480 RGB UInt8": size, channels and sample type, for messages.</summary>
    public override string ToString() => $"{Width}×{Height} {ChannelName(Channels)} {SampleType}";

    internal static string ChannelName(int channels) => channels switch { 1 => "gray", 3 => "RGB", _ => "RGBA" };

    /// <summary>An image whose samples are not cleared; the caller writes every one of them.</summary>
    internal static RasterImage Uninitialized(int height, int width, int channels, SampleType sampleType)
    {
        int length = CheckedLength(height, width, channels);
        return new(height, width, channels, sampleType, sampleType switch
        {
            SampleType.UInt8 => GC.AllocateUninitializedArray<byte>(length),
            SampleType.UInt16 => GC.AllocateUninitializedArray<ushort>(length),
            _ => GC.AllocateUninitializedArray<float>(length),
        });
    }

    private static Array NewSamples(int length, SampleType sampleType) => sampleType switch
    {
        SampleType.UInt8 => new byte[length],
        SampleType.UInt16 => new ushort[length],
        SampleType.Float32 => new float[length],
        _ => throw new ArgumentOutOfRangeException(nameof(sampleType), sampleType, "Samples are UInt8, UInt16 or Float32."),
    };

    private static int CheckedLength(int height, int width, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (channels is not (1 or 3 or 4))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "An image has 1 (gray), 3 (RGB) or 4 (RGBA) channels.");
        }

        long length = (long)height * width * channels;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength, nameof(height));
        return (int)length;
    }

    private Span<T> Samples<T>(SampleType type)
        where T : unmanaged
        => type == SampleType
            ? (T[])_samples
            : throw new InvalidOperationException($"The image's samples are {SampleType}, not {type}. Ask SampleType first, or convert the image.");
}
