namespace Microsoft.ML.Data;

/// <summary>Decoded samples (gray, gray + alpha, RGB or RGBA, interleaved) to four bytes a pixel.</summary>
internal static class PixelLayout
{
    public static void ToBgra(ReadOnlySpan<byte> samples, int bands, Span<byte> bgra)
    {
        (int green, int blue, int alpha) = Bands(bands);
        for (int from = 0, to = 0; to < bgra.Length; from += bands, to += 4)
        {
            bgra[to] = samples[from + blue];
            bgra[to + 1] = samples[from + green];
            bgra[to + 2] = samples[from];
            bgra[to + 3] = alpha == 0 ? byte.MaxValue : samples[from + alpha];
        }
    }

    /// <summary>As above for 16 bits, of which the upper eight are kept.</summary>
    public static void ToBgra(ReadOnlySpan<ushort> samples, int bands, Span<byte> bgra)
    {
        (int green, int blue, int alpha) = Bands(bands);
        for (int from = 0, to = 0; to < bgra.Length; from += bands, to += 4)
        {
            bgra[to] = (byte)(samples[from + blue] >> 8);
            bgra[to + 1] = (byte)(samples[from + green] >> 8);
            bgra[to + 2] = (byte)(samples[from] >> 8);
            bgra[to + 3] = alpha == 0 ? byte.MaxValue : (byte)(samples[from + alpha] >> 8);
        }
    }

    // Red is always the first sample; no alpha is said as 0.
    private static (int Green, int Blue, int Alpha) Bands(int bands) => bands switch
    {
        1 => (0, 0, 0),
        2 => (0, 0, 1),
        3 => (1, 2, 0),
        _ => (1, 2, 3),
    };
}
