using System.Buffers.Binary;
using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Codecs;

public sealed class BmpTests
{
    private static readonly byte[] GrayPalette = [.. Enumerable.Range(0, 256).SelectMany(i => (byte[])[(byte)i, (byte)i, (byte)i, 0])];

    [Fact]
    public void GrayPaletteBecomesGrayFromTheBottomUp()
    {
        RasterImage image = Decode(Bmp(2, 3, 8, [4, 5, 6, 0, 1, 2, 3, 0], GrayPalette));
        Assert.Equal("3×2 gray UInt8", image.ToString());
        Assert.Equal([1, 2, 3, 4, 5, 6], image.Bytes.ToArray());
    }

    [Fact]
    public void TwentyFourBitsAreBlueGreenRed()
    {
        RasterImage image = Decode(Bmp(-2, 1, 24, [3, 2, 1, 0, 6, 5, 4, 0], []));
        Assert.Equal("1×2 RGB UInt8", image.ToString());
        Assert.Equal([1, 2, 3, 4, 5, 6], image.Bytes.ToArray());
    }

    [Fact]
    public void ThirtyTwoBitsLoseTheFourthByte() => Assert.Equal([1, 2, 3], Decode(Bmp(1, 1, 32, [3, 2, 1, 99], [])).Bytes.ToArray());

    [Fact]
    public void BitsOfAColourPaletteAreLookedUp()
    {
        RasterImage image = Decode(Bmp(1, 3, 1, [0b0110_0000, 0, 0, 0], [30, 20, 10, 0, 60, 50, 40, 0]));
        Assert.Equal([10, 20, 30, 40, 50, 60, 40, 50, 60], image.Bytes.ToArray());
        RasterImage nibbles = Decode(Bmp(1, 2, 4, [0x21, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0]));
        Assert.Equal([2, 0, 0, 1, 0, 0], nibbles.Bytes.ToArray());
    }

    [Fact]
    public void TheHeaderIsIdentified()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a.bmp"], Bmp(2, 3, 8, new byte[8], GrayPalette));
        Assert.Equal(new ImageHeader(2, 3, 1, SampleType.UInt8, 1, ImageFormat.Bmp), ImageCodecs.Default.Identify(folder["a.bmp"]));
    }

    [Theory]
    [InlineData(16, 0, "16 bits")]
    [InlineData(8, 1, "compression 1")]
    public void OtherKindsSayWhatToSaveInstead(int bits, int compression, string what)
    {
        byte[] file = Bmp(1, 1, bits, new byte[4], GrayPalette);
        file[30] = (byte)compression;
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => Decode(file));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("Save it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryTruncationAndManyFlipsGiveAnErrorOrAPicture()
    {
        byte[] whole = Bmp(5, 7, 24, TestImages.Noise(1, 120, 1, SampleType.UInt8).Bytes.ToArray(), []);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<ImageFormatException>(() => Decode(whole[..length]));
        }

        for (int bit = 0; bit < 54 * 8; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Exception? error = Record.Exception(() => Decode(flipped));
            Assert.True(error is null or ImageFormatException, $"bit {bit}: {error}");
        }
    }

    private static RasterImage Decode(byte[] file) => ImageCodecs.Default.Decode(file, "picture.bmp");

    private static byte[] Bmp(int height, int width, int bits, byte[] rows, byte[] palette)
    {
        byte[] header = new byte[54];
        "BM"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(10), header.Length + palette.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(22), height);
        header[26] = 1;
        header[28] = (byte)bits;
        return [.. header, .. palette, .. rows];
    }
}
