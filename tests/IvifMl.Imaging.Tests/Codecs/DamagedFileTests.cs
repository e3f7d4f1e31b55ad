using System.Diagnostics;
using System.Text;
using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Codecs;

/// <summary>Whatever the bytes are, the codec answers with a picture or with an <see cref="ImageFormatException"/>, soon and without eating memory.</summary>
public sealed class DamagedFileTests
{
    private const int Mutations = 150;

    [Theory]
    [InlineData(ImageFormat.Png, SampleType.UInt8)]
    [InlineData(ImageFormat.Png, SampleType.UInt16)]
    [InlineData(ImageFormat.Jpeg, SampleType.UInt8)]
    [InlineData(ImageFormat.Tiff, SampleType.UInt8)]
    [InlineData(ImageFormat.Tiff, SampleType.Float32)]
    public void MutatedFilesGiveAnErrorOrAPicture(ImageFormat format, SampleType type)
    {
        byte[] whole = ImageCodecs.Default.Encode(TestImages.Noise(48, 64, 3, type), format);
        Random random = new(20240131);
        int pictures = 0;
        int errors = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] bytes = i % 3 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];

            // A third each: cut short, one to eight bits flipped anywhere, flipped near the start, where the structure is.
            for (int flips = i % 3 == 0 ? 0 : random.Next(1, 9); flips > 0; flips--)
            {
                bytes[random.Next(i % 3 == 1 ? bytes.Length : Math.Min(200, bytes.Length))] ^= (byte)(1 << random.Next(8));
            }

            Stopwatch watch = Stopwatch.StartNew();
            try
            {
                RasterImage image = ImageCodecs.Default.Decode(bytes, $"mutation {i}");
                Assert.InRange((long)image.Height * image.Width, 1, DecodeLimits.DefaultMaxPixels);
                pictures++;
            }
            catch (ImageFormatException error)
            {
                Assert.StartsWith($"mutation {i}: ", error.Message, StringComparison.Ordinal);
                errors++;
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"mutation {i} took {watch.Elapsed}");
        }

        Assert.Equal(Mutations, pictures + errors);
        Assert.True(errors > Mutations / 4, $"only {errors} of {Mutations} mutations were noticed");
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Tiff)]
    public void ATruncatedFileIsNeverAPicture(ImageFormat format)
    {
        byte[] whole = ImageCodecs.Default.Encode(TestImages.Noise(64, 64, 3, SampleType.UInt8), format);
        foreach (double share in (double[])[0.02, 0.1, 0.3, 0.5, 0.7, 0.9])
        {
            ImageFormatException error = Assert.Throws<ImageFormatException>(() => ImageCodecs.Default.Decode(whole.AsSpan(0, (int)(whole.Length * share)), "half.bin"));
            Assert.Contains("damaged or incomplete", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ZeroBytesSaySo()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["empty.png"], []);
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => ImageCodecs.Default.Read(folder["empty.png"]));
        Assert.Contains("empty.png: the file is empty", error.Message, StringComparison.Ordinal);
        Assert.Throws<ImageFormatException>(() => ImageCodecs.Default.Identify(folder["empty.png"]));
    }

    [Theory]
    [InlineData("Hello, this is a text.")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>")]
    [InlineData("%PDF-1.7")]
    [InlineData("GIF89a")]
    [InlineData("P5 1 1 255 a")]
    [InlineData("\0\0\0\0")]
    public void WhatIsNoImageSaysWhichOnesAre(string content)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["text.png"], content, Encoding.ASCII);
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => ImageCodecs.Default.Read(folder["text.png"]));
        Assert.Contains("this is no PNG, JPEG, TIFF, WebP or BMP image", error.Message, StringComparison.Ordinal);
        Assert.Equal(folder["text.png"], error.Path);
    }

    [Fact]
    public void AnAbsentFileAndAFolderSaySo()
    {
        using TemporaryFolder folder = new();
        FileNotFoundException absent = Assert.Throws<FileNotFoundException>(() => ImageCodecs.Default.Read(folder["a/b.png"]));
        Assert.Contains("b.png", absent.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => ImageCodecs.Default.Identify(folder["b.png"]));
        Assert.Contains("a folder", Assert.Throws<ImageFormatException>(() => ImageCodecs.Default.Read(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, 40_000, "is damaged or incomplete")]
    [InlineData(40_000, 40_000, "at most")]
    [InlineData(10, 70_000, "longest side allowed is 65500")]
    [InlineData(9000, 9000, "has only")]
    public void AHugePngClaimOfATinyFileIsRefused(int height, int width, string reason)
        => RefusedCheaply(PngBuilder.Of(height, width, 8, PngBuilder.Gray, [new byte[64]]), reason);

    [Theory]
    [InlineData(1000, 40_000, "is damaged or incomplete")]
    [InlineData(40_000, 40_000, "at most")]
    [InlineData(9000, 9000, "has only")]
    public void AHugeTiffClaimOfATinyFileIsRefused(int height, int width, string reason)
        => RefusedCheaply(TiffBuilder.Of(height, width, 1, 8, TiffBuilder.Unsigned, new byte[64]), reason);

    [Fact]
    public void AHugeJpegClaimOfATinyFileIsRefused()
    {
        byte[] jpeg = ImageCodecs.Default.Encode(TestImages.Smooth(16, 16), ImageFormat.Jpeg);
        int frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        (jpeg[frame + 5], jpeg[frame + 6], jpeg[frame + 7], jpeg[frame + 8]) = (0x9C, 0x40, 0x9C, 0x40);
        RefusedCheaply(jpeg, "at most");
    }

    [Fact]
    public void LimitsCanBeSet()
    {
        byte[] png = ImageCodecs.Default.Encode(TestImages.Smooth(10, 20), ImageFormat.Png);
        Assert.Throws<ImageFormatException>(() => new VipsCodec(new DecodeLimits { MaxPixels = 199 }).Decode(png, "a"));
        Assert.Throws<ImageFormatException>(() => new VipsCodec(new DecodeLimits { MaxSide = 19 }).Decode(png, "a"));
        Assert.Equal(200, new VipsCodec(new DecodeLimits { MaxPixels = 200, MaxSide = 20 }).Decode(png, "a").Length / 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => new VipsCodec(new DecodeLimits { MaxSide = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VipsCodec(new DecodeLimits { MaxPixels = 0 }));
        Assert.Equal((1L << 28, 65_500), (new DecodeLimits().MaxPixels, new DecodeLimits().MaxSide));
    }

    private static void RefusedCheaply(byte[] file, string reason)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Stopwatch watch = Stopwatch.StartNew();
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => ImageCodecs.Default.Decode(file, "claim"));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"took {watch.Elapsed}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 150_000_000);
    }
}
