using System.Text.Json;
using IvifMl.Metrics;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace IvifMl.Tests;

public sealed class DetectionEvaluateTests
{
    private static readonly float[] First = [0, 0, 10, 10];
    private static readonly float[] Second = [20, 20, 40, 40];
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Detected
    {
        public string[] Label { get; set; } = [];

        public float[] BoundingBoxes { get; set; } = [];

        public bool[] Crowd { get; set; } = [];

        public string[] PredictedLabel { get; set; } = [];

        public float[] PredictedBoundingBoxes { get; set; } = [];

        public float[] Score { get; set; } = [];
    }

    private sealed class Wrong
    {
        public string Label { get; set; } = "";

        public double[] BoundingBoxes { get; set; } = [];
    }

    private static readonly Detected TwoObjectsOneFound = new()
    {
        Label = ["person", "person"],
        BoundingBoxes = [.. First, .. Second],
        PredictedLabel = ["person"],
        PredictedBoundingBoxes = First,
        Score = [0.9f],
    };

    private IDataView View(params Detected[] rows) => _ml.Data.LoadFromEnumerable(rows);

    [Fact]
    public void One_of_two_objects_found_has_the_precision_of_51_of_101_recalls()
    {
        List<LoggingEventArgs> log = [];
        _ml.Log += (_, e) => log.Add(e);
        DetectionMetrics metrics = _ml.Detection.Evaluate(View(TwoObjectsOneFound));

        Assert.Same(_ml.Detection, _ml.Detection);
        Assert.Equal((1, 2, 1), (metrics.Images, metrics.Objects, metrics.Detections));
        Assert.Equal(51 / 101.0, metrics.MAP50, 1e-12);
        Assert.Equal(51 / 101.0, metrics.MAP75, 1e-12);
        Assert.Equal(51 / 101.0, metrics.MAP50_95, 1e-12);
        Assert.Equal((1, 0.5, 0.5), (metrics.Precision, metrics.Recall, metrics.MeanMaximumRecall));
        Assert.Equal(0.5, metrics.LogAverageMissRate, 1e-12);
        Assert.Equal(["person"], metrics.Classes.Select(c => c.Label));
        Assert.Contains(log, e => e.Source == "IvifMl; Evaluate" && e.Kind == ChannelMessageKind.Info && e.RawMessage.Contains("mAP50 0.505", StringComparison.Ordinal));
    }

    [Fact]
    public void The_options_choose_protocol_and_threshold()
    {
        DetectionMetrics yolo = _ml.Detection.Evaluate(View(TwoObjectsOneFound), options: new() { Variant = AveragePrecisionVariant.YoloV5, ScoreThreshold = 0.95 });

        Assert.NotEqual(51 / 101.0, yolo.MAP50, 1e-3);
        Assert.True(double.IsNaN(yolo.Precision));
        Assert.Equal(0, yolo.Recall);
        Assert.ThrowsAny<InvalidOperationException>(() => _ml.Detection.Evaluate(View(TwoObjectsOneFound), options: new() { MaximumDetections = 0 }));
    }

    [Fact]
    public void Without_objects_the_figures_are_not_numbers()
    {
        DetectionMetrics metrics = _ml.Detection.Evaluate(View(new Detected { PredictedLabel = ["car"], PredictedBoundingBoxes = First, Score = [0.5f] }));

        Assert.Equal((0, 1), (metrics.Objects, metrics.Detections));
        Assert.True(double.IsNaN(metrics.MAP50) && double.IsNaN(metrics.MAP50_95) && double.IsNaN(metrics.LogAverageMissRate));
    }

    [SkippableFact]
    public void It_agrees_with_pycocotools_on_the_fixture()
    {
        using JsonDocument expected = Read("expected.json");
        DetectionMetrics metrics = _ml.Detection.Evaluate(View(Fixture()), crowdColumnName: "Crowd");

        // Boxes are floats here and doubles there; no match of the fixture is so close to a threshold that it matters.
        Assert.Equal(expected.RootElement.GetProperty("mAP50").GetDouble(), metrics.MAP50, 1e-9);
        Assert.Equal(expected.RootElement.GetProperty("mAP75").GetDouble(), metrics.MAP75, 1e-9);
        Assert.Equal(expected.RootElement.GetProperty("mAP50_95").GetDouble(), metrics.MAP50_95, 1e-9);
        Assert.All(metrics.Classes, c => Assert.Equal(
            expected.RootElement.GetProperty("per_class").GetProperty(c.Label).GetProperty("AP50").GetDouble(), c.AveragePrecision[0]!.Value, 1e-9));
        Assert.NotEqual(metrics.MAP50, _ml.Detection.Evaluate(View(Fixture())).MAP50, 1e-4);
    }

    [Fact]
    public void Wrong_columns_are_named_with_both_types()
    {
        IDataView wrong = _ml.Data.LoadFromEnumerable(new[] { new Wrong() });
        string text = Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Detection.Evaluate(wrong)).Message;
        string missing = Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Detection.Evaluate(View(TwoObjectsOneFound), scoreColumnName: "Sure")).Message;
        string boxes = Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Detection.Evaluate(View(TwoObjectsOneFound), boundingBoxColumnName: "Label")).Message;
        string crowd = Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Detection.Evaluate(View(TwoObjectsOneFound), crowdColumnName: "Score")).Message;

        Assert.All(["'Label'", "String", "vector of", "MapKeyToValue"], word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.All(["'Sure'", "'Score'"], word => Assert.Contains(word, missing, StringComparison.Ordinal));
        Assert.All(["'Label'", "Single", "x0 y0 x1 y1"], word => Assert.Contains(word, boxes, StringComparison.Ordinal));
        Assert.All(["'Score'", "Boolean"], word => Assert.Contains(word, crowd, StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_that_does_not_fit_is_named()
    {
        Check(new Detected { Label = ["car"], BoundingBoxes = [0, 0, 1] }, "'BoundingBoxes' has 3 values and 'Label' 1");
        Check(new Detected { PredictedLabel = ["car"], PredictedBoundingBoxes = First }, "'Score' has 0 values and 'PredictedLabel' 1");
        Check(new Detected { PredictedLabel = ["car"], PredictedBoundingBoxes = First, Score = [float.NaN] }, "'Score' is not a number for detection 0");
        Check(new Detected { Label = ["car"], BoundingBoxes = [5, 0, 1, 1] }, "box 0 of 'BoundingBoxes' is (5, 0, 1, 1)");
        Check(new Detected { Label = ["car"], BoundingBoxes = [0, 0, float.PositiveInfinity, 1] }, "box 0");
        Assert.Contains("no rows", Assert.ThrowsAny<ArgumentException>(() => _ml.Detection.Evaluate(View())).Message, StringComparison.Ordinal);
        Assert.Contains(
            "'Crowd' has 0 values",
            Assert.Throws<InvalidDataException>(() => _ml.Detection.Evaluate(View(TwoObjectsOneFound), crowdColumnName: "Crowd")).Message,
            StringComparison.Ordinal);

        void Check(Detected row, string words)
        {
            string message = Assert.Throws<InvalidDataException>(() => _ml.Detection.Evaluate(View(TwoObjectsOneFound, row))).Message;
            Assert.Contains("Row 1: " + words, message, StringComparison.Ordinal);
        }
    }

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllText(Repository.Shared("fixtures", "detection", file)));

    private static Detected[] Fixture()
    {
        using JsonDocument truth = Read("ground_truth.json");
        using JsonDocument found = Read("detections.json");
        Dictionary<int, string> labels = truth.RootElement.GetProperty("categories").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetInt32(), c => c.GetProperty("name").GetString()!);
        ILookup<int, JsonElement> objects = truth.RootElement.GetProperty("annotations").EnumerateArray().ToLookup(a => a.GetProperty("image_id").GetInt32());
        ILookup<int, JsonElement> detections = found.RootElement.EnumerateArray().ToLookup(a => a.GetProperty("image_id").GetInt32());
        return [.. truth.RootElement.GetProperty("images").EnumerateArray().Select(i => i.GetProperty("id").GetInt32()).Select(id => new Detected
        {
            Label = [.. objects[id].Select(Label)],
            BoundingBoxes = [.. objects[id].SelectMany(Box)],
            Crowd = [.. objects[id].Select(o => o.GetProperty("iscrowd").GetInt32() == 1)],
            PredictedLabel = [.. detections[id].Select(Label)],
            PredictedBoundingBoxes = [.. detections[id].SelectMany(Box)],
            Score = [.. detections[id].Select(d => d.GetProperty("score").GetSingle())],
        })];

        string Label(JsonElement element) => labels[element.GetProperty("category_id").GetInt32()];

        static float[] Box(JsonElement element)
        {
            double[] box = [.. element.GetProperty("bbox").EnumerateArray().Select(v => v.GetDouble())];
            return [(float)box[0], (float)box[1], (float)(box[0] + box[2]), (float)(box[1] + box[3])];
        }
    }
}
