namespace IvifMl.Imaging;

/// <summary>
/// What a header may claim before a decoder believes it. A few bytes can claim gigabytes, so the claim is checked before memory is taken.
/// </summary>
public sealed record DecodeLimits
{
    /// <summary>The default of <see cref="MaxPixels"/>: 2²⁸, a square of 16,384.</summary>
    public const long DefaultMaxPixels = 1L << 28;

    /// <summary>The default of <see cref="MaxSide"/>: what JPEG can hold, rounded down.</summary>
    public const int DefaultMaxSide = 65_500;

    /// <summary>
    /// Samples per byte of file beyond which a large claim is not believed: deflate packs at most 1,032:1 and a JPEG of one colour
    /// about as much.
    /// </summary>
    private const int MaxPacking = 2048;

    /// <summary>Samples below which a claim is cheap enough to be tried.</summary>
    private const int FreelyAllocated = 1 << 26;

    /// <summary>The most pixels, height · width.</summary>
    /// <value>The default is 2²⁸.</value>
    public long MaxPixels { get; init; } = DefaultMaxPixels;

    /// <summary>The longest side in pixels.</summary>
    /// <value>The default is 65,500.</value>
    public int MaxSide { get; init; } = DefaultMaxSide;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit below 1.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPixels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSide, 1);
    }

    /// <summary>Refuses a claim beyond the limits, or one that so few bytes cannot hold.</summary>
    internal void Require(int height, int width, int channels, long encodedLength, string name)
    {
        if (width > MaxSide || height > MaxSide)
        {
            throw new ImageFormatException(name, $"the header claims {width}×{height} pixels; the longest side allowed is {MaxSide}. Scale the image down, or raise DecodeLimits.MaxSide.");
        }

        long pixels = (long)width * height;
        if (pixels > MaxPixels)
        {
            throw new ImageFormatException(name, $"the header claims {width}×{height} pixels; at most {MaxPixels:N0} are allowed. Scale the image down, or raise DecodeLimits.MaxPixels.");
        }

        long samples = pixels * channels;
        if (samples > FreelyAllocated && samples / MaxPacking > encodedLength)
        {
            throw new ImageFormatException(name, $"the header claims {width}×{height} pixels, but the file has only {encodedLength:N0} bytes. It is damaged or incomplete; copy or record it again.");
        }
    }
}
