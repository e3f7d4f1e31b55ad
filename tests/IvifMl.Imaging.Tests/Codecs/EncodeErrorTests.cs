namespace IvifMl.Imaging.Tests.Codecs;

public sealed class EncodeErrorTests
{
    [Theory]
    [InlineData(ImageFormat.Png, SampleType.Float32, "Write TIFF")]
    [InlineData(ImageFormat.Jpeg, SampleType.Float32, "Write PNG or TIFF")]
    [InlineData(ImageFormat.Jpeg, SampleType.UInt16, "Write PNG or TIFF")]
    [InlineData(ImageFormat.WebP, SampleType.UInt8, "can be read but not written")]
    [InlineData(ImageFormat.Bmp, SampleType.UInt8, "can be read but not written")]
    public void AFormatThatCannotHoldTheSamplesSaysWhichCan(ImageFormat format, SampleType type, string advice)
    {
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => ImageCodecs.Default.Encode(new RasterImage(4, 4, 1, type), format));
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fused.bmp")]
    [InlineData("fused")]
    public void AnUnknownExtensionNamesTheKnownOnes(string path)
    {
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => ImageCodecs.Default.Write(new RasterImage(4, 4, 1), path));
        Assert.Contains(".png", error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.Path);
        Assert.IsAssignableFrom<IOException>(error);
    }

    [Fact]
    public void OptionsHaveTheirDefaultsAndRefuseBadValues()
    {
        EncodeOptions options = new();
        Assert.Equal((1, 95, TiffCompression.Deflate), (options.PngCompression, options.JpegQuality, options.TiffCompression));
        options.Validate();
        Assert.Throws<ArgumentOutOfRangeException>(new EncodeOptions { PngCompression = 10 }.Validate);
        Assert.Throws<ArgumentOutOfRangeException>(new EncodeOptions { PngCompression = -1 }.Validate);
        Assert.Throws<ArgumentOutOfRangeException>(new EncodeOptions { JpegQuality = 0 }.Validate);
        Assert.Throws<ArgumentOutOfRangeException>(new EncodeOptions { JpegQuality = 101 }.Validate);
        Assert.Throws<ArgumentOutOfRangeException>(new EncodeOptions { TiffCompression = (TiffCompression)9 }.Validate);
    }
}
