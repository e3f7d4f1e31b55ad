namespace IvifMl.Mapping;

/// <summary>Bytes as the numbers that travel in a saved model: a float holds whole numbers up to 2²⁴ exactly, so three bytes each.</summary>
internal static class PackedBytes
{
    public const int BytesAValue = 3;

    /// <summary>How many numbers so many bytes take.</summary>
    public static int Length(int bytes) => (bytes + BytesAValue - 1) / BytesAValue;

    /// <summary>Writes the bytes into the first numbers of a vector.</summary>
    public static void Pack(ReadOnlySpan<byte> bytes, Span<float> vector)
    {
        for (int i = 0; i < Length(bytes.Length); i++)
        {
            int at = i * BytesAValue;
            vector[i] = (bytes[at] << 16) | ((at + 1 < bytes.Length ? bytes[at + 1] : 0) << 8) | (at + 2 < bytes.Length ? bytes[at + 2] : 0);
        }
    }

    /// <summary>Reads so many bytes from the first numbers of a vector.</summary>
    public static byte[] Unpack(ReadOnlySpan<float> vector, int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)((int)vector[i / BytesAValue] >> (8 * (BytesAValue - 1 - (i % BytesAValue))));
        }

        return bytes;
    }
}
