using System.Buffers.Binary;

namespace IvifMl.Imaging.Tests.Codecs;

/// <summary>Writes uncompressed little-endian TIFF files of one strip, of kinds that our encoder never writes, and files that lie.</summary>
internal static class TiffBuilder
{
    public const int BlackIsZero = 1;
    public const int Cmyk = 5;
    public const int Unsigned = 1;
    public const int Signed = 2;
    public const int Float = 3;

    public static byte[] Of(int height, int width, int channels, int bits, int sampleFormat, byte[] pixels, int photometric = BlackIsZero, int orientation = 1)
    {
        (int Tag, int Type, int Value)[] entries =
        [
            (256, 4, width), (257, 4, height), (258, 3, bits), (259, 3, 1), (262, 3, photometric), (273, 4, 8), (274, 3, orientation),
            (277, 3, channels), (278, 4, height), (279, 4, pixels.Length), (284, 3, 1), (339, 3, sampleFormat),
        ];
        int directory = 8 + pixels.Length + (pixels.Length % 2);
        int values = directory + 2 + (entries.Length * 12) + 4;
        byte[] file = new byte[values + (4 * channels)];
        "II*\0"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), directory);
        pixels.CopyTo(file, 8);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(directory), (short)entries.Length);
        for (int i = 0; i < entries.Length; i++)
        {
            (int tag, int type, int value) = entries[i];
            Span<byte> entry = file.AsSpan(directory + 2 + (12 * i));
            bool perChannel = tag is 258 or 339;
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], (ushort)type);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], perChannel ? channels : 1);

            // Up to two 16-bit values stand in the entry itself; more of them behind the directory.
            if (perChannel && channels > 2)
            {
                int at = values + (tag == 258 ? 0 : 2 * channels);
                BinaryPrimitives.WriteInt32LittleEndian(entry[8..], at);
                for (int c = 0; c < channels; c++)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + (2 * c)), (ushort)value);
                }
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(entry[8..], perChannel && channels == 2 ? value | (value << 16) : value);
            }
        }

        return file;
    }

    /// <summary>The bytes of numbers as they lie in memory, which is little-endian where the tests run.</summary>
    public static byte[] Bytes<T>(params T[] values)
        where T : unmanaged
        => System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(values).ToArray();
}
