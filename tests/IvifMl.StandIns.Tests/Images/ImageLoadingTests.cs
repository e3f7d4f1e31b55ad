using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.StandIns.Tests.Images;

public sealed class ImageLoadingTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public ImageLoadingTests()
    {
        using MLImage image = MLImage.CreateFromPixels(200, 100, MLPixelFormat.Rgba32, new byte[80_000]);
        image.Save(_folder["a.png"]);
        File.WriteAllText(_folder["text.png"], "no picture");
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Row
    {
        public string Path { get; set; } = "";
    }

    private DataViewRowCursor Open(out ValueGetter<MLImage> getter, params string[] paths)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(paths.Select(p => new Row { Path = p }).ToArray());
        IDataView loaded = _ml.Transforms.LoadImages("Image", _folder.Root, "Path").Fit(data).Transform(data);
        DataViewRowCursor cursor = loaded.GetRowCursor([loaded.Schema["Image"]]);
        getter = cursor.GetGetter<MLImage>(loaded.Schema["Image"]);
        return cursor;
    }

    [Fact]
    public void An_image_is_disposed_when_the_next_takes_its_place()
    {
        using DataViewRowCursor cursor = Open(out ValueGetter<MLImage> getter, "a.png", "a.png");
        MLImage image = null!;
        cursor.MoveNext();
        getter(ref image);
        MLImage first = image;
        Assert.Equal(_folder["a.png"], first.Tag);
        cursor.MoveNext();
        getter(ref image);

        Assert.Equal(200, image.Width);
        Assert.Throws<InvalidOperationException>(() => first.Width);
    }

    [Fact]
    public void An_empty_path_is_no_image()
    {
        using DataViewRowCursor cursor = Open(out ValueGetter<MLImage> getter, "");
        MLImage image = null!;
        cursor.MoveNext();
        getter(ref image);

        Assert.Null(image);
    }

    [Fact]
    public void A_file_that_is_no_picture_is_refused_when_it_is_read()
    {
        using DataViewRowCursor cursor = Open(out ValueGetter<MLImage> getter, "text.png");
        MLImage image = null!;
        cursor.MoveNext();

        Assert.ThrowsAny<ArgumentException>(() => getter(ref image));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused_at_once() =>
        Assert.ThrowsAny<ArgumentException>(() => _ml.Transforms.LoadImages("Image", _folder["nowhere"], "Path"));
}
