using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Geometry;

public sealed class LetterboxTests
{
    [Theory]
    [InlineData(480, 640, 416, 416, 312, 416, 0.65)]
    [InlineData(1024, 1280, 416, 416, 332, 416, 0.325)]
    [InlineData(32, 16, 64, 64, 64, 32, 2.0)]
    [InlineData(10, 3000, 416, 416, 1, 416, 416 / 3000.0)]
    [InlineData(49, 49, 416, 416, 416, 416, 416 / 49.0)]
    public void The_picture_keeps_its_shape(int pictureHeight, int pictureWidth, int height, int width, int filledHeight, int filledWidth, double scale)
    {
        Letterbox box = Letterbox.Fit(pictureHeight, pictureWidth, height, width);

        Assert.Equal((height, width, filledHeight, filledWidth), (box.Height, box.Width, box.FilledHeight, box.FilledWidth));
        Assert.Equal(scale, box.Scale, 1e-12);
    }

    [Fact]
    public void It_lies_at_the_upper_left_and_the_rest_is_filled()
    {
        RasterImage picture = RasterImage.FromBytes(1, 2, 1, [10, 30]);
        RasterImage boxed = Letterbox.Fit(1, 2, 4, 4).Apply(picture, padding: 114);

        // Twice as large: pixel centres 0.25, 0.75, 1.25, 1.75 of the source, each linear between 10 and 30.
        Assert.Equal([10, 15, 25, 30], boxed.Bytes[..12].ToArray().Where((_, i) => i % 3 == 0));
        Assert.Equal([10, 10, 10, 15], boxed.Bytes[..4].ToArray());
        Assert.Equal(boxed.Bytes[..12].ToArray(), boxed.Bytes[12..24].ToArray());
        Assert.All(boxed.Bytes[24..].ToArray(), level => Assert.Equal(114, level));
    }

    [Fact]
    public void Nothing_changes_where_the_size_is_the_inputs()
    {
        byte[] levels = [.. Enumerable.Range(0, 48).Select(i => (byte)(5 * i))];
        RasterImage picture = RasterImage.FromBytes(4, 4, 3, levels);

        Assert.Equal(levels, Letterbox.Fit(4, 4, 4, 4).Apply(picture, 0).Bytes.ToArray());
    }

    [Fact]
    public void Another_size_than_fitted_is_refused() =>
        Assert.Contains("2×2", Assert.Throws<ArgumentException>(() => Letterbox.Fit(1, 2, 4, 4).Apply(new RasterImage(2, 2, 3), 0)).Message, StringComparison.Ordinal);

    [SkippableTheory]
    [InlineData("00345D")]
    [InlineData("00003N")]
    [InlineData("00002D")]
    [InlineData("00633D")]
    public void It_is_OpenCVs(string name)
    {
        RasterImage expected = RasterConversion.ToRgb8(ImageCodecs.Default.Read(Repository.Shared("fixtures", "yolox", name + "_letterbox416.png")));
        RasterImage picture = ImageCodecs.Default.Read(Repository.Shared("data", "MSRS", "vi", name + ".png"));

        ImageComparer.Equal(expected, Letterbox.Fit(picture.Height, picture.Width, 416, 416).Apply(picture, 114), name: "letterbox-" + name);
    }
}
