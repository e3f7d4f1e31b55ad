using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Codecs;

public sealed class OrientationTests
{
    // The picture 1 2 3 / 4 5 6 as each EXIF orientation shows it upright.
    public static TheoryData<int, int, byte[]> Upright => new()
    {
        { 1, 2, [1, 2, 3, 4, 5, 6] },
        { 2, 2, [3, 2, 1, 6, 5, 4] },
        { 3, 2, [6, 5, 4, 3, 2, 1] },
        { 4, 2, [4, 5, 6, 1, 2, 3] },
        { 5, 3, [1, 4, 2, 5, 3, 6] },
        { 6, 3, [4, 1, 5, 2, 6, 3] },
        { 7, 3, [6, 3, 5, 2, 4, 1] },
        { 8, 3, [3, 6, 2, 5, 1, 4] },
    };

    [Theory]
    [MemberData(nameof(Upright))]
    public void TiffOrientationIsApplied(int orientation, int height, byte[] upright)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a.tif"], TiffBuilder.Of(2, 3, 1, 8, TiffBuilder.Unsigned, [1, 2, 3, 4, 5, 6], orientation: orientation));
        RasterImage image = ImageCodecs.Default.Read(folder["a.tif"]);
        Assert.Equal(height, image.Height);
        Assert.Equal(upright, image.Bytes.ToArray());
        Assert.Equal(new ImageHeader(height, 6 / height, 1, SampleType.UInt8, orientation, ImageFormat.Tiff), ImageCodecs.Default.Identify(folder["a.tif"]));
    }

    [Theory]
    [InlineData(1, SampleType.UInt8)]
    [InlineData(3, SampleType.UInt8)]
    [InlineData(4, SampleType.UInt16)]
    [InlineData(3, SampleType.Float32)]
    public void EveryKindOfSampleTurns(int channels, SampleType type)
    {
        RasterImage image = TestImages.Noise(5, 9, channels, type);
        foreach ((int there, int back) in ((int, int)[])[(2, 2), (3, 3), (4, 4), (5, 5), (6, 8), (7, 7), (8, 6)])
        {
            ImageComparer.Equal(image, Orientation.Apply(Orientation.Apply(image, there), back));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public void ExifOrientationOfAJpegIsApplied(int orientation)
    {
        RasterImage stored = TestImages.Smooth(32, 48);
        byte[] jpeg = ImageCodecs.Default.Encode(stored, ImageFormat.Jpeg);
        RasterImage plain = ImageCodecs.Default.Decode(jpeg, "plain");
        RasterImage turned = ImageCodecs.Default.Decode(WithExif(jpeg, orientation), "turned");
        ImageComparer.Equal(Orientation.Apply(plain, orientation), turned);
        Assert.Equal(orientation is 6 or 8 ? (48, 32) : (32, 48), (turned.Height, turned.Width));
    }

    [Fact]
    public void AnOrientationThatDoesNotExistIsUpright()
    {
        RasterImage stored = TestImages.Smooth(16, 24);
        byte[] jpeg = ImageCodecs.Default.Encode(stored, ImageFormat.Jpeg);
        ImageComparer.Equal(ImageCodecs.Default.Decode(jpeg, "plain"), ImageCodecs.Default.Decode(WithExif(jpeg, 9), "turned"));
    }

    // An APP1 segment with one TIFF directory of one entry, right behind the start of the image.
    private static byte[] WithExif(byte[] jpeg, int orientation)
    {
        byte[] tiff = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(body.Length + 2), .. body, .. jpeg.AsSpan(2)];
    }
}
