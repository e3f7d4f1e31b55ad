using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Kind = Microsoft.ML.Transforms.Image.ImageResizingEstimator.ResizingKind;
using Side = Microsoft.ML.Transforms.Image.ImageResizingEstimator.Anchor;

namespace IvifMl.StandIns.Tests.Images;

public sealed class ImageScalingTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);

    // Four columns of red 0, 80, 160, 240, two rows.
    private readonly MLImage _wide = MLImage.CreateFromPixels(4, 2, MLPixelFormat.Rgba32,
        [.. Enumerable.Range(0, 8).SelectMany(i => new byte[] { (byte)(80 * (i % 4)), 10, 20, 255 })]);

    public ImageScalingTests()
    {
        DataViewTypeManager.Register(new ImageDataViewType(), typeof(MLImage));
        _wide.Tag = "wide";
    }

    public void Dispose() => _wide.Dispose();

    private sealed class Row
    {
        public MLImage? Image { get; set; }
    }

    private T Resized<T>(int width, int height, Kind kind, Side side, Func<MLImage, T> read)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Row { Image = _wide } });
        IDataView resized = _ml.Transforms.ResizeImages("Small", width, height, "Image", kind, side).Fit(data).Transform(data);
        using DataViewRowCursor cursor = resized.GetRowCursor([resized.Schema["Small"]]);
        ValueGetter<MLImage> getter = cursor.GetGetter<MLImage>(resized.Schema["Small"]);
        Assert.True(cursor.MoveNext());
        MLImage image = null!;
        getter(ref image);
        Assert.Equal((width, height), (image.Width, image.Height));
        return read(image);
    }

    private static int[] Reds(MLImage image)
    {
        int red = image.PixelFormat == MLPixelFormat.Rgba32 ? 0 : 2;
        byte[] pixels = image.Pixels.ToArray();
        return [.. Enumerable.Range(0, image.Width).Select(x => (int)pixels[4 * (image.Height / 2 * image.Width + x) + red])];
    }

    [Fact]
    public void Filling_takes_the_nearest_pixels()
    {
        Assert.Equal([0, 0, 80, 80, 160, 160, 240, 240], Resized(8, 3, Kind.Fill, Side.Center, Reds));
        Assert.Equal([80, 240], Resized(2, 2, Kind.Fill, Side.Center, Reds));
    }

    [Theory]
    [InlineData(Side.Left, 0, 80)]
    [InlineData(Side.Center, 80, 160)]
    [InlineData(Side.Right, 160, 240)]
    public void Cropping_keeps_the_side_of_the_anchor(Side side, int first, int last)
    {
        int[] reds = Resized(2, 2, Kind.IsoCrop, side, Reds);

        // At scale one the cubic of Mitchell and Netravali blurs: 1/18, 8/9, 1/18 of the three neighbours.
        Assert.InRange(reds[0], first - 5, first + 5);
        Assert.InRange(reds[1], last - 5, last + 5);
    }

    [Fact]
    public void Padding_shows_the_whole_picture_between_black_bars()
    {
        MLPixelFormat format = Resized(4, 4, Kind.IsoPad, Side.Center, i => i.PixelFormat);
        byte[] greens = Resized(4, 4, Kind.IsoPad, Side.Center, i => Enumerable.Range(0, 4).Select(y => i.Pixels[16 * y + 1]).ToArray());

        Assert.Equal(MLPixelFormat.Bgra32, format);
        Assert.Equal([0, 10, 10, 0], greens);
    }

    [Fact]
    public void An_image_of_the_size_is_passed_on_and_a_tag_stays()
    {
        Assert.True(Resized(4, 2, Kind.IsoCrop, Side.Center, i => ReferenceEquals(i, _wide)));
        Assert.Equal("wide", Resized(8, 8, Kind.IsoPad, Side.Center, i => i.Tag));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, -1)]
    public void A_size_must_be_positive(int width, int height) =>
        Assert.ThrowsAny<ArgumentException>(() => _ml.Transforms.ResizeImages("Image", width, height));
}
