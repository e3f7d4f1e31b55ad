using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace IvifMl.Imaging.Tests.Codecs;

/// <summary>Writes PNG files of kinds that our encoder never writes, and files that lie.</summary>
internal static class PngBuilder
{
    public const byte Gray = 0;
    public const byte Palette = 3;
    public const byte GrayAlpha = 4;

    /// <summary>A PNG of raw rows, each without its filter byte.</summary>
    public static byte[] Of(int height, int width, int bits, byte colourType, byte[][] rows, params (string Type, byte[] Data)[] chunks)
    {
        using MemoryStream pixels = new();
        using (ZLibStream deflate = new(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (byte[] row in rows)
            {
                deflate.WriteByte(0);
                deflate.Write(row);
            }
        }

        using MemoryStream file = new();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = ((byte)bits, colourType);
        Chunk(file, "IHDR", header);
        foreach ((string type, byte[] data) in chunks)
        {
            Chunk(file, type, data);
        }

        Chunk(file, "IDAT", pixels.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.Write(number);
    }

    private static uint Crc(byte[] data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
