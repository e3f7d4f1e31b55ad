using System.Text.Json;
using IvifMl.Tests.Support;

namespace IvifMl.Metrics.Tests;

/// <summary>40 images, 138 objects, 350 detections, evaluated by pycocotools (../shared/fixtures/detection); tolerance 1e-9, as far as its file resolves.</summary>
public class CocoFixtureTests
{
    private const double Tolerance = 1e-9;

    [SkippableFact]
    public void MeansAgreeWithPycocotools()
    {
        using JsonDocument expected = Read("expected.json");
        DetectionScore score = DetectionEvaluator.Evaluate(Images());
        Check(expected, "mAP50_95", score.MAP50To95);
        Check(expected, "mAP50", score.MAP50);
        Check(expected, "mAP75", score.MAP75);
    }

    [SkippableFact]
    public void EveryClassAndThresholdAgrees()
    {
        using JsonDocument expected = Read("expected.json");
        DetectionScore score = DetectionEvaluator.Evaluate(Images());
        foreach (JsonProperty label in expected.RootElement.GetProperty("per_class").EnumerateObject())
        {
            DetectionClassScore found = score.Classes.Single(c => c.Label == label.Name);
            JsonElement precision = label.Value.GetProperty("AP_per_iou");
            JsonElement recall = label.Value.GetProperty("recall_per_iou");
            for (int i = 0; i < DetectionEvaluator.Thresholds.Count; i++)
            {
                CloseTo.Absolute(precision[i].GetDouble(), found.AveragePrecision[i], Tolerance, $"{label.Name} AP {i}:");
                CloseTo.Absolute(recall[i].GetDouble(), found.MaximumRecall[i], Tolerance, $"{label.Name} recall {i}:");
            }

            double[] curve = AveragePrecision.PrecisionAtRecalls(PrecisionRecallCurve.Of(Images(), label.Name, 0.5));
            JsonElement points = label.Value.GetProperty("precision_101_at_iou50");
            for (int i = 0; i < curve.Length; i++)
            {
                CloseTo.Absolute(points[i].GetDouble(), curve[i], 1e-9, $"{label.Name} precision {i}:");
            }
        }
    }

    [SkippableTheory]
    [InlineData("small", 3)]
    [InlineData("medium", 4)]
    [InlineData("large", 5)]
    public void SizeRangesAgree(string name, int place)
    {
        using JsonDocument expected = Read("expected.json");
        AreaRange range = name switch { "small" => AreaRange.Small, "medium" => AreaRange.Medium, _ => AreaRange.Large };
        DetectionScore score = DetectionEvaluator.Evaluate(Images(), new() { Area = range });
        CloseTo.Absolute(expected.RootElement.GetProperty("by_size_mAP50_95").GetProperty(name).GetDouble(), score.MAP50To95, Tolerance, name);
        JsonElement stats = expected.RootElement.GetProperty("pycocotools_stats");
        CloseTo.Absolute(stats[place].GetDouble(), score.MAP50To95, Tolerance, name);
        CloseTo.Absolute(stats[place + 6].GetDouble(), score.MeanMaximumRecall, Tolerance, name + " recall");
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public void RecallWithFewerDetectionsAgrees(int maximumDetections)
    {
        using JsonDocument expected = Read("expected.json");
        DetectionScore score = DetectionEvaluator.Evaluate(Images(), new() { MaximumDetections = maximumDetections });
        CloseTo.Absolute(expected.RootElement.GetProperty("AR_maxDets").GetProperty($"{maximumDetections}").GetDouble(), score.MeanMaximumRecall, Tolerance, $"{maximumDetections}");
    }

    private static void Check(JsonDocument expected, string name, double? actual)
        => CloseTo.Absolute(expected.RootElement.GetProperty(name).GetDouble(), actual, Tolerance, name);

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("fixtures", "detection", file)));

    private static List<DetectionImage> Images()
    {
        using JsonDocument truth = Read("ground_truth.json");
        using JsonDocument found = Read("detections.json");
        Dictionary<int, string> labels = truth.RootElement.GetProperty("categories").EnumerateArray()
            .ToDictionary(c => c.GetProperty("id").GetInt32(), c => c.GetProperty("name").GetString()!);
        ILookup<int, GroundTruthBox> objects = truth.RootElement.GetProperty("annotations").EnumerateArray().ToLookup(
            a => a.GetProperty("image_id").GetInt32(),
            a => new GroundTruthBox(Label(a, labels), Box(a), a.GetProperty("iscrowd").GetInt32() == 1, a.GetProperty("area").GetDouble()));
        ILookup<int, DetectedBox> detections = found.RootElement.EnumerateArray().ToLookup(
            d => d.GetProperty("image_id").GetInt32(),
            d => new DetectedBox(Label(d, labels), Box(d), d.GetProperty("score").GetDouble()));
        return
        [
            .. truth.RootElement.GetProperty("images").EnumerateArray().Select(i => i.GetProperty("id").GetInt32()).Order()
                .Select(id => new DetectionImage([.. objects[id]], [.. detections[id]])),
        ];
    }

    private static string Label(JsonElement element, Dictionary<int, string> labels) => labels[element.GetProperty("category_id").GetInt32()];

    private static DetectionBox Box(JsonElement element)
    {
        JsonElement box = element.GetProperty("bbox");
        return DetectionBox.FromCoco(box[0].GetDouble(), box[1].GetDouble(), box[2].GetDouble(), box[3].GetDouble());
    }
}
