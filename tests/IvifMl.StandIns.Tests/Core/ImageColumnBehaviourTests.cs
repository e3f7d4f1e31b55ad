using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace IvifMl.StandIns.Tests.Core;

/// <summary>What the core does with columns whose values do not stand alone.</summary>
public sealed class ImageColumnBehaviourTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public string Name { get; set; } = "";
        public MLImage? Image { get; set; }
    }

    private sealed class OnlyImage
    {
        public MLImage? Image { get; set; }
    }

    public ImageColumnBehaviourTests() => DataViewTypeManager.Register(new ImageDataViewType(), typeof(MLImage));

    private static MLImage Pixel() => MLImage.CreateFromPixels(1, 1, MLPixelFormat.Rgba32, [1, 2, 3, 255]);

    private IDataView Data() => _ml.Data.LoadFromEnumerable(new[] { new Row { Name = "a", Image = Pixel() } });

    [Fact]
    public void A_type_can_be_registered_again_but_not_as_another() // the process has one table of types
    {
        DataViewTypeManager.Register(new ImageDataViewType(), typeof(MLImage));

        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => DataViewTypeManager.Register(new ImageDataViewType(3, 3), typeof(MLImage)));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => DataViewTypeManager.Register(new ImageDataViewType(), typeof(float)));
    }

    [Fact]
    public void A_cache_leaves_images_out()
    {
        IDataView cached = _ml.Data.Cache(Data());

        Assert.Equal(["Name"], cached.Schema.Select(c => c.Name));
        Assert.Equal(["a"], cached.GetColumn<string>("Name"));
    }

    [Fact]
    public void A_saved_schema_leaves_images_out_and_has_to_have_something_left()
    {
        ITransformer model = _ml.Transforms.CopyColumns("Copy", "Image").Fit(Data());
        using var stream = new MemoryStream();
        _ml.Model.Save(model, Data().Schema, stream);
        stream.Position = 0;
        _ml.Model.Load(stream, out DataViewSchema schema);
        IDataView images = _ml.Data.LoadFromEnumerable(new[] { new OnlyImage { Image = Pixel() } });

        Assert.Equal(["Name"], schema.Select(c => c.Name));
        Assert.ThrowsAny<Exception>(() => _ml.Model.Save(model, images.Schema, new MemoryStream()));
    }

    [Fact]
    public void A_copied_image_is_the_same_image()
    {
        MLImage image = Pixel();
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Row { Image = image } });
        IDataView view = _ml.Transforms.CopyColumns("Copy", "Image").Fit(data).Transform(data);

        Assert.Same(image, view.GetColumn<MLImage>("Copy").Single());
    }
}
