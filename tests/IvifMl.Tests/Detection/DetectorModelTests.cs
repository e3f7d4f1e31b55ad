using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Onnx;
using IvifMl.Tests.Support;

namespace IvifMl.Tests.Detection;

public sealed class DetectorModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DetectorModel Model(DetectionOptions? options = null) =>
        DetectorModel.FromOptions((options ?? new DetectionOptions()) with { ModelPath = DetectionPictures.WriteModel(_folder) });

    private string Written(byte[] bytes)
    {
        File.WriteAllBytes(_folder["file.onnx"], bytes);
        return _folder["file.onnx"];
    }

    [Fact]
    public void Boxes_are_in_pixels_of_the_picture_best_score_first()
    {
        using DetectorModel model = Model();

        // 128×96 in 64×64 is halved: a cell of 16 pixels is 32 of the picture's.
        IReadOnlyList<DetectedBox> found = model.Detect(DetectionPictures.Squares(96, 128, 32, (32, 0, 204), (96, 64, 255)));

        Assert.Equal([new DetectedBox("white", new(96, 64, 128, 96), 1), new DetectedBox("hot", new(32, 0, 64, 32), 0.8)], found.Select(Rounded));
        Assert.Equal(("warm-cells", 64, 64, 0.25f, 0.45f), (model.Name, model.InputWidth, model.InputHeight, model.ScoreThreshold, model.NmsThreshold));
        Assert.Equal(["hot", "white"], model.Classes);
    }

    [Fact]
    public void Boxes_are_clipped_to_the_picture()
    {
        using DetectorModel model = Model();

        // 40 rows of 64: the lowest cell begins at 32 and ends beyond the picture, whose rest is black there.
        RasterImage picture = RasterImage.FromBytes(40, 64, 1, [.. Enumerable.Repeat((byte)255, 40 * 64)]);
        IReadOnlyList<DetectedBox> found = model.Detect(DetectionPictures.Squares(62, 64, 14, (50, 48, 255)));

        Assert.All(model.Detect(picture), d => Assert.True(d.Box.Bottom <= 40 && d.Box.Right <= 64));
        Assert.Equal([new DetectionBox(48, 48, 64, 62)], found.Select(d => d.Box));
    }

    [Fact]
    public void Thresholds_classes_and_the_maximum_choose_what_is_reported()
    {
        RasterImage picture = DetectionPictures.Squares(64, 64, 16, (0, 0, 150), (16, 16, 200), (32, 32, 255));
        string[] Labels(DetectionOptions options)
        {
            using DetectorModel model = Model(options);
            return [.. model.Detect(picture).Select(d => d.Label)];
        }

        Assert.Equal(["white", "hot", "hot"], Labels(new()));
        Assert.Equal(["white", "hot"], Labels(new() { ScoreThreshold = 0.7f }));
        Assert.Equal(["white", "hot"], Labels(new() { MaximumDetections = 2 }));
        Assert.Equal(["hot", "hot"], Labels(new() { Classes = ["hot"] }));
        Assert.Contains("'cat'", Assert.Throws<ArgumentException>(() => Model(new() { Classes = ["cat"] })).Message, StringComparison.Ordinal);

        using DetectorModel model = Model();
        using DetectorModel strict = model.WithThresholds(0.9f, 0.3f);
        Assert.Equal(["white"], strict.Detect(picture).Select(d => d.Label));
        Assert.Equal((0.9f, 0.3f, 0.25f), (strict.ScoreThreshold, strict.NmsThreshold, model.ScoreThreshold));
        Assert.NotEqual(model.Sha256, strict.Sha256);
        Assert.Throws<ArgumentException>(() => model.WithThresholds(1.5f, 0.3f));
    }

    [Fact]
    public void Colour_and_depth_of_the_picture_do_not_matter()
    {
        using DetectorModel model = Model();
        RasterImage gray = DetectionPictures.Squares(48, 64, 16, (16, 16, 255));
        byte[] thrice = [.. gray.Bytes.ToArray().SelectMany(b => (byte[])[b, b, b])];
        ushort[] deep = [.. gray.Bytes.ToArray().Select(b => (ushort)(b * 257))];

        Assert.Equal(model.Detect(gray), model.Detect(RasterImage.FromBytes(48, 64, 3, thrice)));
        Assert.Equal(model.Detect(gray), model.Detect(RasterImage.FromUInt16(48, 64, 1, deep)));
        using var image = gray.ToMLImage();
        Assert.Equal(model.Detect(gray), model.Detect(image));
    }

    [Fact]
    public void A_file_without_metadata_is_read_by_the_layout_given()
    {
        DetectorContract contract = TestDetector.Contract();
        YoloxLayout layout = new() { Classes = contract.Classes, Strides = [16], Channels = DetectorChannels.Rgb, Range = DetectorRange.Unit, Padding = 0 };
        RasterImage picture = DetectionPictures.Squares(96, 128, 32, (32, 0, 204), (96, 64, 255));
        using DetectorModel told = Model();
        using DetectorModel fixedSize = Load(TestDetector.Build(withMetadata: false, inputName: "x"), layout);
        using DetectorModel open = Load(TestDetector.Build(withMetadata: false, inputShape: ["N", 3, "H", "W"]), layout with { InputSide = 64 });

        Assert.Equal(told.Detect(picture), fixedSize.Detect(picture));
        Assert.Equal(told.Detect(picture), open.Detect(picture));
        Assert.Equal("file", open.Name);

        Refused<InvalidDataException>("leaves the rows of its input open", TestDetector.Build(withMetadata: false, inputShape: [1, 3, "H", "W"]), layout);
        Refused<InvalidDataException>("has an input of 64 rows, where a side of 96 is given", TestDetector.Build(withMetadata: false), layout with { InputSide = 96 });
        Refused<InvalidDataException>("has 2 classes, which it does not name", TestDetector.Build(withMetadata: false), layout with { Classes = null });
        Refused<InvalidDataException>("has 2 classes, where 3 names are given", TestDetector.Build(withMetadata: false), layout with { Classes = ["a", "b", "c"] });
        Refused<InvalidDataException>("gives 16 rows, where 84 were expected", TestDetector.Build(withMetadata: false), layout with { Strides = [8, 16, 32] });
        Refused<ArgumentException>("multiples of the strides 24", TestDetector.Build(withMetadata: false), layout with { Strides = [24] });
        Refused<ArgumentException>("'warm-cells' says of itself", TestDetector.Build(), layout);
        Refused<InvalidDataException>("follows the contract 'ivif.fusion/1'", PromptedModel.Build(), null);

        DetectorModel Load(byte[] bytes, YoloxLayout? how) => DetectorModel.FromOptions(new DetectionOptions { ModelPath = Written(bytes), Layout = how });

        void Refused<T>(string words, byte[] bytes, YoloxLayout? how)
            where T : Exception => Assert.Contains(words, Assert.Throws<T>(() => Load(bytes, how)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Graphs_with_other_inputs_or_outputs_are_refused()
    {
        Refused("takes 'a' Float32[1,3,8,8], 'b' Float32[1], where one input", graph => graph.Input("a", OnnxElementType.Float32, [1, 3, 8, 8]) * graph.Input("b", OnnxElementType.Float32, [1]));
        Refused("takes 'a' Float32[1,1,8,8], where one input", graph => graph.Input("a", OnnxElementType.Float32, [1, 1, 8, 8]));
        Refused("takes 'a' Float32[2,3,8,8], where one input", graph => graph.Input("a", OnnxElementType.Float32, [2, 3, 8, 8]));
        Refused("gives 'y' Float32[1,3,8,8], where one output", graph => graph.Input("a", OnnxElementType.Float32, [1, 3, 8, 8]));
        Refused("gives 'y' Float32[1,48,4], where one output", graph => graph.Reshape(graph.Input("a", OnnxElementType.Float32, [1, 3, 8, 8]), 1, 48, 4));

        void Refused(string words, Func<OnnxGraph, OnnxValue> build)
        {
            OnnxGraph graph = new("other");
            graph.Output("y", build(graph));
            string message = Assert.Throws<InvalidDataException>(() => DetectorModel.Load(Written(graph.ToBytes()))).Message;
            Assert.Contains(words, message, StringComparison.Ordinal);
            Assert.Contains("file.onnx", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_no_detector_gives_is_an_error_that_says_so()
    {
        // The same graph read as BGR 0–255 sees levels of up to 255 where it expects up to 1.
        YoloxLayout wrongRange = new() { Classes = ["hot", "white"], Strides = [16] };
        using DetectorModel bright = DetectorModel.FromOptions(new DetectionOptions { ModelPath = Written(TestDetector.Build(withMetadata: false)), Layout = wrongRange });
        RasterImage picture = DetectionPictures.Squares(64, 64, 16, (0, 0, 255));

        Assert.Contains("gave a probability of 255 in row 0", Assert.Throws<InvalidDataException>(() => bright.Detect(picture)).Message, StringComparison.Ordinal);

        DetectorSettings settings = new(TestDetector.Contract(), false, 0.25f, 0.45f, 100, []);
        float[] heads = new float[16 * 7];
        (heads[0], heads[4], heads[5]) = (float.NaN, 1, 1);
        Assert.Contains("a box in row 0 that is not a number", Assert.Throws<InvalidDataException>(() => DetectorSteps.Detections(heads, settings, 64, 64)).Message, StringComparison.Ordinal);
        Assert.Contains("gave 111 values, where 16 rows of 7", Assert.Throws<InvalidDataException>(() => DetectorSteps.Detections(heads.AsSpan(1), settings, 64, 64)).Message, StringComparison.Ordinal);
        heads[4] = float.NaN;
        Assert.Contains("probability of NaN", Assert.Throws<InvalidDataException>(() => DetectorSteps.Detections(heads, settings, 64, 64)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Raw_and_decoded_heads_are_read_as_the_papers_formula_has_it()
    {
        // Cell (column 2, row 1) of stride 16: centre ((0.25 + 2)·16, (0.75 + 1)·16), size (e^ln 2·16, e^ln 3·16); the picture is half of the input.
        float[] heads = new float[16 * 7];
        Span<float> cell = heads.AsSpan(((1 * 4) + 2) * 7, 7);
        ((float[])[0.25f, 0.75f, MathF.Log(2), MathF.Log(3), 0.5f, 0.1f, 0.8f]).CopyTo(cell);
        DetectorSettings raw = new(TestDetector.Contract(), false, 0.25f, 0.45f, 100, []);
        DetectedBox expected = new("white", new((36 - 16) / 2.0, (28 - 24) / 2.0, (36 + 16) / 2.0, (28 + 24) / 2.0), 0.4);
        DetectedBox found = DetectorSteps.Detections(heads, raw, 32, 32).Single();
        ((float[])[36, 28, 32, 48]).CopyTo(cell);

        Assert.Equal(Rounded(expected), Rounded(found));
        Assert.Equal(Rounded(expected), Rounded(DetectorSteps.Detections(heads, raw with { BoxesAreDecoded = true }, 32, 32).Single()));
    }

    [Fact]
    public void Names_of_no_file_say_what_is_shipped_and_what_to_name()
    {
        string missing = Assert.Throws<FileNotFoundException>(() => DetectorModel.Load("nowhere.onnx")).Message;

        Assert.Contains("'nowhere.onnx' is not there", missing, StringComparison.Ordinal);
        Assert.Contains("shipped are detector-ivif", missing, StringComparison.Ordinal);
    }

    private static DetectedBox Rounded(DetectedBox found) => found with
    {
        Box = new(Math.Round(found.Box.Left, 4), Math.Round(found.Box.Top, 4), Math.Round(found.Box.Right, 4), Math.Round(found.Box.Bottom, 4)),
        Score = Math.Round(found.Score, 5),
    };
}
