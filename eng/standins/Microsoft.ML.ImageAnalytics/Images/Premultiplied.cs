namespace Microsoft.ML.Data;

/// <summary>
/// Colours of an image in memory are multiplied with its alpha, those in a file are not. Pixels are four bytes, alpha last.
/// </summary>
internal static class Premultiplied
{
    public static bool IsOpaque(ReadOnlySpan<byte> pixels)
    {
        for (int alpha = 3; alpha < pixels.Length; alpha += 4)
        {
            if (pixels[alpha] != byte.MaxValue)
            {
                return false;
            }
        }

        return true;
    }

    public static void Multiply(Span<byte> pixels)
    {
        for (int i = 0; i < pixels.Length; i += 4)
        {
            int alpha = pixels[i + 3];
            if (alpha != byte.MaxValue)
            {
                pixels[i] = (byte)((pixels[i] * alpha + 127) / 255);
                pixels[i + 1] = (byte)((pixels[i + 1] * alpha + 127) / 255);
                pixels[i + 2] = (byte)((pixels[i + 2] * alpha + 127) / 255);
            }
        }
    }

    /// <summary>A colour before it was multiplied; black where nothing is seen.</summary>
    public static byte Divide(byte colour, byte alpha) =>
        alpha == byte.MaxValue ? colour : alpha == 0 ? (byte)0 : (byte)Math.Min(byte.MaxValue, (colour * 255 + alpha / 2) / alpha);
}
