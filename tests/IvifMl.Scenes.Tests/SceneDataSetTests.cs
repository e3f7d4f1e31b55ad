using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Scenes.Tests;

public sealed class SceneDataSetTests : IDisposable
{
    private static readonly SceneOptions First = new() { Seed = 3, Width = 96, Height = 64 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_writes_the_documented_layout()
    {
        Assert.Equal(2, SceneDataSet.Write(_folder.Root, 2, First));

        string[] files = [.. Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_folder.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "ir/scene-000003.png", "ir/scene-000004.png", "labels/classes.txt", "labels/scene-000003.txt", "labels/scene-000004.txt", "rendered.json",
                "text/scene-000003.txt", "text/scene-000004.txt", "vi/scene-000003.png", "vi/scene-000004.png",
            ],
            files);
        RenderedPair scene = Scene.Render(First);
        Assert.Equal(scene.Infrared.UInt16Samples.ToArray(), ImageCodecs.Default.Read(_folder["ir/scene-000003.png"]).UInt16Samples.ToArray());
        Assert.Equal(scene.Visible.Bytes.ToArray(), ImageCodecs.Default.Read(_folder["vi/scene-000003.png"]).Bytes.ToArray());
        Assert.Equal(scene.Caption + "\n", File.ReadAllText(_folder["text/scene-000003.txt"]));
        Assert.Equal(SceneLabels.All, File.ReadAllLines(_folder["labels/classes.txt"]));
    }

    [Fact]
    public void A_line_holds_class_centre_and_size_as_shares()
    {
        SceneDataSet.Write(_folder.Root, 1, First);
        RenderedPair scene = Scene.Render(First);
        string[] lines = File.ReadAllLines(_folder["labels/scene-000003.txt"]);

        Assert.NotEmpty(scene.Boxes);
        Assert.Equal(scene.Boxes.Count, lines.Length);
        foreach ((SceneBox box, string line) in scene.Boxes.Zip(lines))
        {
            double[] values = [.. line.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
            Assert.Equal(box.Label, SceneLabels.All[(int)values[0]]);
            Assert.Equal((box.X0, box.Y0, box.X1, box.Y1), (Pixel(values[1] - (values[3] / 2), 96), Pixel(values[2] - (values[4] / 2), 64), Pixel(values[1] + (values[3] / 2), 96), Pixel(values[2] + (values[4] / 2), 64)));
        }

        static float Pixel(double share, int size) => (float)(share * size);
    }

    [Fact]
    public void A_set_is_gone_on_with_and_not_mixed()
    {
        List<int> heard = [];
        SceneDataSet.Write(_folder.Root, 2, First);
        Assert.Equal(1, SceneDataSet.Write(_folder.Root, 3, First, new Heard(heard)));
        Assert.Equal([1, 2, 3], heard.Order());

        Assert.Contains("rendered otherwise", Assert.Throws<IOException>(() => SceneDataSet.Write(_folder.Root, 3, First with { Width = 97 })).Message, StringComparison.Ordinal);
        File.Delete(_folder[SceneDataSet.RecipeFile]);
        Assert.Contains("empty folder", Assert.Throws<IOException>(() => SceneDataSet.Write(_folder.Root, 3, First)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_set_can_be_is_refused_before_a_file_is_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SceneDataSet.Write(_folder["new"], 0, First));
        Assert.Throws<ArgumentOutOfRangeException>(() => SceneDataSet.Write(_folder["new"], 1, First with { Height = 7 }));
        Assert.ThrowsAny<OperationCanceledException>(() => SceneDataSet.Write(_folder["cancelled"], 4, First, cancellation: new CancellationToken(canceled: true)));
        Assert.False(Directory.Exists(_folder["new"]));
        Assert.Empty(Directory.GetFiles(_folder["cancelled/ir"]));
    }

    private sealed class Heard(List<int> values) : IProgress<int>
    {
        public void Report(int value)
        {
            lock (values)
            {
                values.Add(value);
            }
        }
    }
}
