using IvifMl.Imaging;
using IvifMl.Scenes;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests.Data;

public sealed class PairDataSetTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], text);
    }

    private void WriteAnnotated()
    {
        Pictures.WritePairs(_folder.Root, 3, height: 20, width: 40);
        Write("text/pair000.txt", "A warm disc.\n\n  On cool ground. \n");
        Write("text/pair002.txt", "Another one.\n");
        Write("labels/classes.txt", "person\ncar\n");
        Write("labels/pair000.txt", "1 0.5 0.5 0.5 0.5\n0 0.25 0.25 0.5 0.5\n");
        Write("labels/pair001.txt", "");
    }

    [Fact]
    public void Texts_and_boxes_are_columns()
    {
        WriteAnnotated();
        IDataView data = _ml.Data.LoadInfraredVisiblePairs(_folder.Root);

        Assert.Equal(
            ["BoundingBoxes", "InfraredPath", "IsLabelled", "Label", "Name", "Text", "Texts", "VisiblePath"],
            data.Schema.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["pair000", "pair001", "pair002"], data.GetColumn<string>("Name"));
        Assert.Equal(["A warm disc.", "", "Another one."], data.GetColumn<string>("Text"));
        Assert.Equal([["A warm disc.", "On cool ground."], [], ["Another one."]], data.GetColumn<string[]>("Texts"));
        Assert.Equal([true, true, false], data.GetColumn<bool>("IsLabelled"));
        Assert.Equal([["car", "person"], [], []], data.GetColumn<string[]>("Label"));
        Assert.Equal([[10, 5, 30, 15, 0, 0, 20, 10], [], []], data.GetColumn<float[]>("BoundingBoxes"));
    }

    [Fact]
    public void Columns_are_there_only_for_what_there_is()
    {
        WriteAnnotated();
        string[] plain = ["Name", "InfraredPath", "VisiblePath"];

        Assert.Equal(plain.Order(), Columns(_ml.Data.LoadInfraredVisiblePairs(_folder["ir"], _folder["vi"])));
        Assert.Equal([.. plain.Append("Text").Append("Texts").Order()], Columns(_ml.Data.LoadInfraredVisiblePairs(_folder["ir"], _folder["vi"], textFolder: _folder["text"])));
        Directory.Delete(_folder["text"], recursive: true);
        Assert.Equal([.. plain.Concat(["Label", "BoundingBoxes", "IsLabelled"]).Order()], Columns(_ml.Data.LoadInfraredVisiblePairs(_folder.Root)));
        Exception error = Assert.Throws<DirectoryNotFoundException>(() => _ml.Data.LoadInfraredVisiblePairs(_folder["ir"], _folder["vi"], textFolder: _folder["text"]));
        Assert.Contains("text", error.Message, StringComparison.Ordinal);

        static IEnumerable<string> Columns(IDataView data) => data.Schema.Select(c => c.Name).Order();
    }

    [Fact]
    public void A_file_is_read_only_for_a_column_that_lies_in_it()
    {
        WriteAnnotated();
        Write("labels/pair000.txt", "no box");
        File.WriteAllText(_folder["vi/pair001.png"], "no image");
        IDataView data = _ml.Data.LoadInfraredVisiblePairs(_folder.Root);

        Assert.Equal(3, data.GetColumn<string>("Text").Count());
        Assert.Equal(3, data.GetColumn<bool>("IsLabelled").Count());
        Exception error = Assert.ThrowsAny<Exception>(() => data.GetColumn<string[]>("Label").ToArray());
        Assert.Contains("pair000.txt, line 1", error.Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_columns_are_those_that_detection_is_evaluated_with()
    {
        WriteAnnotated();
        IEnumerable<AnnotatedPair> labelled = PairDataSet.Open(_folder.Root).Pairs.Where(pair => pair.LabelPath is not null);
        IDataView data = _ml.Data.LoadInfraredVisiblePairs(labelled);
        IDataView perfect = _ml.Transforms.CopyColumns("PredictedLabel", "Label")
            .Append(_ml.Transforms.CopyColumns("PredictedBoundingBoxes", "BoundingBoxes"))
            .Append(_ml.Transforms.CustomMapping<LabelRow, ScoreRow>((row, result) => result.Score = [.. row.Label.Select(_ => 1f)], contractName: null))
            .Fit(data).Transform(data);
        DetectionMetrics metrics = _ml.Detection.Evaluate(perfect);

        Assert.Equal((2, 2, 1d), (metrics.Images, metrics.Objects, metrics.MAP50_95));
    }

    [Fact]
    public void Rendered_scenes_are_read_back_to_the_pixel()
    {
        SceneOptions first = new() { Seed = 40, Width = 150, Height = 110 };
        Assert.Equal(3, SceneDataSet.Write(_folder.Root, 3, first));
        IDataView data = _ml.Data.LoadInfraredVisiblePairs(_folder.Root);
        RenderedPair[] scenes = [.. Enumerable.Range(0, 3).Select(i => Scene.Render(first with { Seed = 40 + (ulong)i }))];

        Assert.Contains(scenes, scene => scene.Boxes.Count > 1);
        Assert.Equal(["scene-000040", "scene-000041", "scene-000042"], data.GetColumn<string>("Name"));
        Assert.Equal(scenes.Select(s => s.Caption), data.GetColumn<string>("Text"));
        Assert.Equal(scenes.Select(s => s.Boxes.Select(b => b.Label)), data.GetColumn<string[]>("Label"));
        Assert.Equal(scenes.Select(s => s.Boxes.SelectMany(b => (float[])[b.X0, b.Y0, b.X1, b.Y1])), data.GetColumn<float[]>("BoundingBoxes"));
        DataSetReport report = PairDataSet.Open(_folder.Root).Inspect();
        Assert.Empty(report.Problems);
        Assert.Equal([new DataSetSize(150, 110, 3)], report.Sizes);
    }

    [Fact]
    public void An_inspection_counts_and_finds_what_is_wrong()
    {
        WriteAnnotated();
        Write("labels/pair002.txt", "0 0.99 0.5 0.1 0.1\n1 0.99 0.5 0.02 0.1");
        Write("labels/pair001.txt", "4 0.5 0.5 0.1 0.1");
        Write("labels/stray.txt", "");
        Write("text/pair001.txt", " \n");
        File.Copy(_folder["vi/pair000.png"], _folder["vi/lonely.png"]);
        ImageCodecs.Default.Write(Pictures.Infrared(10, 12), _folder["ir/pair001.png"]);
        byte[] bytes = File.ReadAllBytes(_folder["ir/pair002.png"]);
        File.WriteAllBytes(_folder["ir/pair002.png"], bytes[..(bytes.Length / 2)]);
        DataSetReport report = PairDataSet.Open(_folder.Root, allowUnpaired: true).Inspect();

        Assert.Equal((3, 2, 3, 3), (report.Pairs, report.PairsWithText, report.Sentences, report.LabelledPairs));
        Assert.Equal([new DataSetSize(40, 20, 3)], report.Sizes);
        Assert.Equal([("car", 2), ("person", 2)], report.BoxesByClass.Select(c => (c.Key, c.Value)));
        Assert.Equal(
            [
                (DataSetProblemKind.MissingPartner, "lonely.png"), (DataSetProblemKind.Unreadable, "pair002.png"), (DataSetProblemKind.SizesDiffer, "12×10"),
                (DataSetProblemKind.BadLabel, "class 4"), (DataSetProblemKind.BoxOutOfRange, "37.6 9.0 41.6 11.0"), (DataSetProblemKind.EmptyText, "pair001.txt"),
                (DataSetProblemKind.WithoutPair, "stray.txt"),
            ],
            report.Problems.Zip(
                (string[])["lonely.png", "pair002.png", "12×10", "class 4", "37.6 9.0 41.6 11.0", "pair001.txt", "stray.txt"],
                (problem, word) => (problem.Kind, problem.Message.Contains(word, StringComparison.Ordinal) ? word : problem.Message)));
        File.Delete(_folder["labels/classes.txt"]);
        Assert.Contains(PairDataSet.Open(_folder.Root, allowUnpaired: true).Inspect().Problems, p => p.Kind == DataSetProblemKind.NoClassNames);
    }

    [SkippableFact]
    public void A_published_set_with_coco_numbers_is_read()
    {
        PairDataSet set = PairDataSet.Open(Repository.Shared("data", "MSRS"));
        IDataView data = _ml.Data.LoadInfraredVisiblePairs(set.Pairs.Where(pair => pair.LabelPath is not null));

        Assert.Equal((65, 20), (set.Pairs.Count, data.GetColumn<string>("Name").Count()));
        Assert.Equal([("car", 7), ("person", 49)], data.GetColumn<string[]>("Label").SelectMany(l => l).CountBy(l => l).OrderBy(c => c.Key).Select(c => (c.Key, c.Value)));
        Assert.All(data.GetColumn<float[]>("BoundingBoxes").SelectMany(b => b), value => Assert.InRange(value, -0.5f, 640.5f));
    }

    private sealed class LabelRow
    {
        public string[] Label { get; set; } = [];
    }

    private sealed class ScoreRow
    {
        public float[] Score { get; set; } = [];
    }
}
