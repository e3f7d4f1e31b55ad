using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Codecs;

public sealed class RoundTripTests
{
    public static TheoryData<ImageFormat, SampleType, int, TiffCompression> Lossless()
    {
        TheoryData<ImageFormat, SampleType, int, TiffCompression> data = [];
        foreach (int channels in (int[])[1, 3, 4])
        {
            foreach (SampleType type in Enum.GetValues<SampleType>())
            {
                if (type != SampleType.Float32)
                {
                    data.Add(ImageFormat.Png, type, channels, TiffCompression.None);
                }

                foreach (TiffCompression compression in Enum.GetValues<TiffCompression>())
                {
                    data.Add(ImageFormat.Tiff, type, channels, compression);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Lossless))]
    public void LosslessFormatsKeepEverySample(ImageFormat format, SampleType type, int channels, TiffCompression compression)
    {
        RasterImage image = TestImages.Noise(37, 53, channels, type);
        byte[] encoded = ImageCodecs.Default.Encode(image, format, new EncodeOptions { TiffCompression = compression });
        ImageComparer.Equal(image, ImageCodecs.Default.Decode(encoded, "picture"), 0, $"{format}-{type}-{channels}-{compression}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void PngCompressionChangesTheSizeOnly(int compression)
    {
        RasterImage image = TestImages.Smooth(64, 96);
        byte[] encoded = ImageCodecs.Default.Encode(image, ImageFormat.Png, new EncodeOptions { PngCompression = compression });
        ImageComparer.Equal(image, ImageCodecs.Default.Decode(encoded, "picture"));
        Assert.Equal(compression == 0, encoded.Length > image.Length);
    }

    [Theory]
    [InlineData(1, 95, 2)]
    [InlineData(3, 95, 4)]
    [InlineData(3, 60, 16)]
    public void JpegComesClose(int channels, int quality, int steps)
    {
        RasterImage image = TestImages.Smooth(48, 80, channels);
        byte[] encoded = ImageCodecs.Default.Encode(image, ImageFormat.Jpeg, new EncodeOptions { JpegQuality = quality });
        ImageComparer.Equal(image, ImageCodecs.Default.Decode(encoded, "picture"), steps / 255.0);
    }

    [Fact]
    public void JpegDropsAlpha()
    {
        RasterImage rgba = TestImages.Smooth(32, 32, 4);
        for (int i = 3; i < rgba.Length; i += 4)
        {
            rgba.Bytes[i] = 0;
        }

        RasterImage decoded = ImageCodecs.Default.Decode(ImageCodecs.Default.Encode(rgba, ImageFormat.Jpeg), "picture");
        ImageComparer.Equal(TestImages.Smooth(32, 32), decoded, 4 / 255.0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 200)]
    [InlineData(200, 1)]
    [InlineData(16, 16)]
    public void SmallAndThinPicturesPass(int height, int width)
    {
        foreach (ImageFormat format in (ImageFormat[])[ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Tiff])
        {
            RasterImage image = TestImages.Smooth(height, width);
            ImageComparer.Equal(image, ImageCodecs.Default.Decode(ImageCodecs.Default.Encode(image, format), "picture"), format == ImageFormat.Jpeg ? 16 / 255.0 : 0);
        }
    }

    [Theory]
    [InlineData("a.png", ImageFormat.Png)]
    [InlineData("a.JPG", ImageFormat.Jpeg)]
    [InlineData("a.jpeg", ImageFormat.Jpeg)]
    [InlineData("a.tif", ImageFormat.Tiff)]
    [InlineData("späte Nacht, 1.tiff", ImageFormat.Tiff)]
    public void FilesAreWrittenReadAndIdentified(string name, ImageFormat format)
    {
        using TemporaryFolder folder = new();
        RasterImage image = TestImages.Smooth(20, 30);
        ImageCodecs.Default.Write(image, folder[name]);
        ImageCodecs.Default.Write(image, folder[name]);
        Assert.Equal(new ImageHeader(20, 30, 3, SampleType.UInt8, 1, format), ImageCodecs.Default.Identify(folder[name]));
        ImageComparer.Equal(image, ImageCodecs.Default.Read(folder[name]), format == ImageFormat.Jpeg ? 8 / 255.0 : 0);
        Assert.Single(Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void WebPIsRead()
    {
        // VP8L, lossless, 1×1.
        byte[] webp = Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
        RasterImage image = ImageCodecs.Default.Decode(webp, "one.webp");
        Assert.Equal((1, 1, SampleType.UInt8), (image.Height, image.Width, image.SampleType));
    }

    [Fact]
    public void TheEngineHasAVersion() => Assert.Matches(@"^libvips 8\.\d+\.\d+$", ImageCodecs.Default.EngineVersion);
}
