using IvifMl.Imaging.Native;

namespace IvifMl.Imaging.Tests.Codecs;

/// <summary>Every kind of stored pixel becomes gray, RGB or RGBA of 8 bits, 16 bits or floats.</summary>
public sealed class StoredFormTests
{
    [Fact]
    public void OneBitGrayBecomesBlackAndWhite()
    {
        RasterImage image = Decode(PngBuilder.Of(1, 8, 1, PngBuilder.Gray, [[0b1011_0001]]));
        Assert.Equal("8×1 gray UInt8", image.ToString());
        Assert.Equal([255, 0, 255, 255, 0, 0, 0, 255], image.Bytes.ToArray());
    }

    [Fact]
    public void APaletteBecomesRgb()
    {
        RasterImage image = Decode(PngBuilder.Of(1, 3, 8, PngBuilder.Palette, [[2, 0, 1]], ("PLTE", [1, 2, 3, 10, 20, 30, 100, 150, 200])));
        Assert.Equal("3×1 RGB UInt8", image.ToString());
        Assert.Equal([100, 150, 200, 1, 2, 3, 10, 20, 30], image.Bytes.ToArray());
    }

    [Fact]
    public void APaletteWithTransparencyBecomesRgba()
    {
        RasterImage image = Decode(PngBuilder.Of(1, 2, 8, PngBuilder.Palette, [[1, 0]], ("PLTE", [1, 2, 3, 10, 20, 30]), ("tRNS", [0, 128])));
        Assert.Equal([10, 20, 30, 128, 1, 2, 3, 0], image.Bytes.ToArray());
    }

    [Fact]
    public void GrayWithAlphaBecomesGray()
    {
        RasterImage image = Decode(PngBuilder.Of(1, 3, 8, PngBuilder.GrayAlpha, [[50, 0, 60, 128, 70, 255]]));
        Assert.Equal("3×1 gray UInt8", image.ToString());
        Assert.Equal([50, 60, 70], image.Bytes.ToArray());
    }

    [Fact]
    public void SixteenBitGrayWithAlphaBecomesSixteenBitGray()
    {
        RasterImage image = Decode(PngBuilder.Of(1, 2, 16, PngBuilder.GrayAlpha, [[0x12, 0x34, 0, 0, 0xFE, 0xDC, 255, 255]]));
        Assert.Equal([0x1234, 0xFEDC], image.UInt16Samples.ToArray());
    }

    [Fact]
    public void SignedAndWideIntegersBecomeFloats()
    {
        RasterImage signed = Decode(TiffBuilder.Of(1, 3, 1, 16, TiffBuilder.Signed, TiffBuilder.Bytes<short>(-300, 0, 32767)));
        Assert.Equal([-300f, 0f, 32767f], signed.SingleSamples.ToArray());
        RasterImage wide = Decode(TiffBuilder.Of(1, 2, 1, 32, TiffBuilder.Unsigned, TiffBuilder.Bytes<uint>(70_000, 16_000_000)));
        Assert.Equal([70_000f, 16_000_000f], wide.SingleSamples.ToArray());
    }

    [Fact]
    public void DoublesSayWhatToConvertTo()
    {
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => Decode(TiffBuilder.Of(1, 2, 1, 64, TiffBuilder.Float, TiffBuilder.Bytes(-40.25, 300.5))));
        Assert.Contains("convert it to 8, 16 or 32 bits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FloatsAreKeptBitForBit()
    {
        float[] values = [float.NaN, float.NegativeInfinity, -0f, float.Epsilon, 1e30f, 293.15f];
        RasterImage image = Decode(TiffBuilder.Of(2, 3, 1, 32, TiffBuilder.Float, TiffBuilder.Bytes(values)));
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), image.SingleSamples.ToArray().Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void CmykBecomesRgb()
    {
        // No ink is white, cyan and magenta together blue.
        RasterImage image = Decode(TiffBuilder.Of(1, 2, 4, 8, TiffBuilder.Unsigned, [0, 0, 0, 0, 255, 255, 0, 0], TiffBuilder.Cmyk));
        Assert.Equal("2×1 RGB UInt8", image.ToString());
        Assert.True(image.Bytes[..3].ToArray().All(sample => sample > 245), string.Join(' ', image.Bytes[..3].ToArray()));
        Assert.True(image.Bytes[5] > image.Bytes[3] && image.Bytes[5] > image.Bytes[4], string.Join(' ', image.Bytes[3..].ToArray()));
    }

    [Fact]
    public void CmykJpegBecomesRgb()
    {
        RasterImage image = Decode(CmykJpeg(TestImages.Smooth(32, 48)));
        Assert.Equal("48×32 RGB UInt8", image.ToString());
        Plane expected = Bt601.Luminance(TestImages.Smooth(32, 48));
        double off = Bt601.Luminance(image).Array.Zip(expected.Array, (a, b) => Math.Abs(a - b)).Average();
        Assert.True(off < 0.08, $"mean luminance difference {off}");
    }

    [Fact]
    public void FiveChannelsAreRefused()
    {
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => Decode(TiffBuilder.Of(1, 1, 5, 8, TiffBuilder.Unsigned, [1, 2, 3, 4, 5])));
        Assert.Contains("5 channels", error.Message, StringComparison.Ordinal);
    }

    private static RasterImage Decode(byte[] encoded) => ImageCodecs.Default.Decode(encoded, "picture");

    private static unsafe byte[] CmykJpeg(RasterImage rgb)
    {
        fixed (byte* samples = rgb.Bytes)
        {
            using GObjectHandle picture = VipsEncoder.Wrap(rgb, samples);
            using VipsOperation label = new("copy");
            using GObjectHandle labelled = label.Set("in", picture).Set("interpretation", "srgb").BuildImage();
            using VipsOperation convert = new("colourspace");
            using GObjectHandle cmyk = convert.Set("in", labelled).Set("space", "cmyk").BuildImage();
            using VipsOperation save = new("jpegsave_buffer");
            return save.Set("in", cmyk).Set("Q", "95").BuildBlob(bytes => bytes.ToArray());
        }
    }
}
