using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Bits = Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator.ColorBits;
using Order = Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator.ColorsOrder;

namespace IvifMl.StandIns.Tests.Images;

public sealed class PixelExtractionTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        [ImageType(1, 2)] public MLImage? Image { get; set; }
    }

    private IDataView Data(MLPixelFormat format) => _ml.Data.LoadFromEnumerable(new[]
    {
        new Row { Image = MLImage.CreateFromPixels(2, 1, format, format == MLPixelFormat.Rgba32 ? [1, 2, 3, 9, 11, 12, 13, 19] : [3, 2, 1, 9, 13, 12, 11, 19]) },
    });

    [Theory]
    [InlineData(MLPixelFormat.Rgba32, Bits.Rgb, Order.ARGB, false, "1 11 2 12 3 13")]
    [InlineData(MLPixelFormat.Bgra32, Bits.Rgb, Order.ARGB, false, "1 11 2 12 3 13")]
    [InlineData(MLPixelFormat.Bgra32, Bits.Rgb, Order.ABGR, false, "3 13 2 12 1 11")]
    [InlineData(MLPixelFormat.Bgra32, Bits.All, Order.ARGB, true, "9 1 2 3 19 11 12 13")]
    [InlineData(MLPixelFormat.Rgba32, Bits.Red | Bits.Blue, Order.ABRG, true, "3 1 13 11")]
    [InlineData(MLPixelFormat.Rgba32, Bits.Green, Order.AGBR, false, "2 12")]
    public void Colours_come_in_the_order_and_layout_asked_for(MLPixelFormat format, Bits colours, Order order, bool interleaved, string expected)
    {
        IDataView data = Data(format);
        IDataView floats = _ml.Transforms.ExtractPixels("P", "Image", colours, order, interleaved).Fit(data).Transform(data);
        Assert.Equal(expected, string.Join(' ', floats.GetColumn<float[]>("P").Single()));

        data = Data(format);
        IDataView bytes = _ml.Transforms.ExtractPixels("P", "Image", colours, order, interleaved, outputAsFloatArray: false).Fit(data).Transform(data);
        Assert.Equal(expected, string.Join(' ', bytes.GetColumn<byte[]>("P").Single()));
        int channels = expected.Split(' ').Length / 2;
        Assert.Equal(interleaved ? [1, 2, channels] : [channels, 1, 2], ((VectorDataViewType)bytes.Schema["P"].Type).Dimensions.ToArray());
    }

    [Fact]
    public void An_offset_is_taken_away_before_the_scale()
    {
        IDataView data = Data(MLPixelFormat.Rgba32);
        ITransformer model = _ml.Transforms.ExtractPixels("P", "Image", Bits.Red, offsetImage: 1, scaleImage: 0.5f).Fit(data);
        using var zip = new MemoryStream();
        _ml.Model.Save(model, null, zip);
        zip.Position = 0;

        Assert.Equal([0f, 5], new MLContext().Model.Load(zip, out _).Transform(data).GetColumn<float[]>("P").Single());
    }

    [Fact]
    public void A_scale_of_zero_and_no_colours_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => _ml.Transforms.ExtractPixels("P", "Image", scaleImage: 0));
        Assert.ThrowsAny<ArgumentException>(() => _ml.Transforms.ExtractPixels("P", "Image", colorsToExtract: 0));
    }
}
