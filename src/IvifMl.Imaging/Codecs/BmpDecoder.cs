using System.Buffers.Binary;

namespace IvifMl.Imaging;

/// <summary>
/// Windows bitmaps, which older thermal cameras write and libvips does not read: uncompressed, 1, 4, 8, 24 or 32 bits per pixel.
/// A palette of grays gives gray, any other RGB; the fourth byte of 32 bits is dropped, for its meaning differs from writer to writer.
/// </summary>
internal static class BmpDecoder
{
    private const int FileHeaderLength = 14;
    private const int InfoHeaderLength = 40;
    private const int Uncompressed = 0;
    private const int WithMasks = 3;

    public static RasterImage Decode(ReadOnlySpan<byte> encoded, string name, DecodeLimits limits)
    {
        BmpHeader header = Parse(encoded, name, limits);
        RasterImage image = RasterImage.Uninitialized(header.Height, header.Width, header.Channels, SampleType.UInt8);
        for (int y = 0; y < header.Height; y++)
        {
            int stored = header.TopDown ? y : header.Height - 1 - y;
            ReadOnlySpan<byte> row = encoded.Slice(header.PixelOffset + (int)(stored * header.Stride), (int)header.Stride);
            Span<byte> target = image.Bytes.Slice(y * header.Width * header.Channels, header.Width * header.Channels);
            for (int x = 0, at = 0; x < header.Width; x++, at += header.Channels)
            {
                (byte b, byte g, byte r) = header.Bits > 8 ? Triple(row, x * header.Bits / 8) : Triple(header.Palette, Index(row, x, header.Bits) * 4);
                target[at] = r;
                if (header.Channels == 3)
                {
                    (target[at + 1], target[at + 2]) = (g, b);
                }
            }
        }

        return image;
    }

    public static ImageHeader Identify(ReadOnlySpan<byte> encoded, string name, DecodeLimits limits)
    {
        BmpHeader header = Parse(encoded, name, limits);
        return new ImageHeader(header.Height, header.Width, header.Channels, SampleType.UInt8, Orientation.Upright, ImageFormat.Bmp);
    }

    private static BmpHeader Parse(ReadOnlySpan<byte> encoded, string name, DecodeLimits limits)
    {
        if (encoded.Length < FileHeaderLength + InfoHeaderLength)
        {
            throw Incomplete(name);
        }

        int pixelOffset = BinaryPrimitives.ReadInt32LittleEndian(encoded[10..]);
        ReadOnlySpan<byte> info = encoded[FileHeaderLength..];
        int infoLength = BinaryPrimitives.ReadInt32LittleEndian(info);
        int width = BinaryPrimitives.ReadInt32LittleEndian(info[4..]);
        int signedHeight = BinaryPrimitives.ReadInt32LittleEndian(info[8..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(info[14..]);
        int compression = BinaryPrimitives.ReadInt32LittleEndian(info[16..]);
        if (infoLength < InfoHeaderLength || bits is not (1 or 4 or 8 or 24 or 32) || !(compression == Uncompressed || (compression == WithMasks && bits == 32)))
        {
            throw new ImageFormatException(name, $"this kind of BMP ({bits} bits, compression {compression}) is not supported. Save it uncompressed with 8, 24 or 32 bits, or as PNG.");
        }

        if (width < 1 || signedHeight is 0 or int.MinValue)
        {
            throw new ImageFormatException(name, $"the BMP header claims {width}×{signedHeight} pixels. The file is damaged; copy or record it again.");
        }

        int height = Math.Abs(signedHeight);
        long stride = ((((long)width * bits) + 31) / 32) * 4;
        limits.Require(height, width, 3, encoded.Length, name);
        byte[] palette = bits > 8 ? [] : PaletteOf(encoded, FileHeaderLength + (long)infoLength, 1 << bits);
        if (pixelOffset < FileHeaderLength || (stride * height) + pixelOffset > encoded.Length)
        {
            throw Incomplete(name);
        }

        return new BmpHeader(height, width, signedHeight < 0, bits, stride, pixelOffset, palette, bits <= 8 && IsGray(palette) ? 1 : 3);
    }

    // Files may leave out entries that no pixel uses: those are black.
    private static byte[] PaletteOf(ReadOnlySpan<byte> encoded, long start, int entries)
    {
        byte[] palette = new byte[entries * 4];
        if (start < encoded.Length)
        {
            ReadOnlySpan<byte> there = encoded[(int)start..];
            there[..Math.Min(there.Length, palette.Length)].CopyTo(palette);
        }

        return palette;
    }

    private static bool IsGray(ReadOnlySpan<byte> palette)
    {
        bool gray = true;
        for (int i = 0; i < palette.Length; i += 4)
        {
            gray &= palette[i] == palette[i + 1] && palette[i] == palette[i + 2];
        }

        return gray;
    }

    private static (byte B, byte G, byte R) Triple(ReadOnlySpan<byte> bytes, int at) => (bytes[at], bytes[at + 1], bytes[at + 2]);

    private static int Index(ReadOnlySpan<byte> row, int x, int bits) => (row[x * bits / 8] >> (8 - bits - (x * bits % 8))) & ((1 << bits) - 1);

    private static ImageFormatException Incomplete(string name) => new(name, "the BMP file ends early. Copy or record it again.");

    private sealed record BmpHeader(int Height, int Width, bool TopDown, int Bits, long Stride, int PixelOffset, byte[] Palette, int Channels);
}
