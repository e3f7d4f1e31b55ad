using System.Text.Json;
using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Tests.Support;

namespace IvifMl.Tests.Detection;

/// <summary>YOLOX-nano as its makers exported it, against detections decoded elsewhere.</summary>
public sealed class YoloxParityTests
{
    // Pixels of the 640×480 picture, and scores: what differs is float arithmetic, that of the engine's version included.
    private const double Pixels = 0.05;
    private const double Score = 1e-4;

    public static TheoryData<string> Pictures => new("00345D", "00002D", "00003N", "00633D");

    private static DetectorModel Load() => DetectorModel.FromOptions(new DetectionOptions
    {
        ModelPath = Repository.Shared("weights", "yolox_nano", "yolox_nano.onnx"),
        ScoreThreshold = 0.3f,
    });

    [SkippableTheory]
    [MemberData(nameof(Pictures))]
    public void Detections_of_the_same_input_are_the_references(string name)
    {
        using DetectorModel model = Load();
        RasterImage input = ImageCodecs.Default.Read(Repository.Shared("fixtures", "yolox", name + "_letterbox416.png"));
        IEnumerable<DetectedBox> found = model.Detect(input).Select(d => d with
        {
            Box = new(d.Box.Left / 0.65, d.Box.Top / 0.65, Math.Min(640, d.Box.Right / 0.65), Math.Min(480, d.Box.Bottom / 0.65)),
        });

        AssertNear(Expected(name), [.. found]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pictures))]
    public void So_are_those_of_the_picture_itself(string name)
    {
        using DetectorModel model = Load();

        AssertNear(Expected(name), model.Detect(ImageCodecs.Default.Read(Repository.Shared("data", "MSRS", "vi", name + ".png"))));
    }

    [SkippableFact]
    public void It_says_what_it_is_without_any_option()
    {
        using DetectorModel model = DetectorModel.Load(Repository.Shared("weights", "yolox_nano", "yolox_nano.onnx"));

        Assert.Equal(("yolox_nano", 416, 416), (model.Name, model.InputWidth, model.InputHeight));
        Assert.Equal((80, "person", "toothbrush"), (model.Classes.Count, model.Classes[0], model.Classes[^1]));
    }

    private static DetectedBox[] Expected(string name)
    {
        using JsonDocument fixture = JsonDocument.Parse(File.ReadAllText(Repository.Shared("fixtures", "yolox", "yolox_nano_msrs.json")));
        return
        [
            .. fixture.RootElement.GetProperty("images").GetProperty(name).GetProperty("decoded_class_aware_offset0").EnumerateArray().Select(d =>
            {
                double[] box = [.. d.GetProperty("box").EnumerateArray().Select(v => v.GetDouble())];
                return new DetectedBox(CocoClasses.Names[d.GetProperty("cls").GetInt32()], new(box[0], box[1], box[2], box[3]), d.GetProperty("score").GetDouble());
            }),
        ];
    }

    private static void AssertNear(DetectedBox[] expected, IReadOnlyList<DetectedBox> found)
    {
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(d => d.Label), found.Select(d => d.Label));
        foreach ((DetectedBox a, DetectedBox b) in expected.Zip(found))
        {
            double[] differences = [a.Box.Left - b.Box.Left, a.Box.Top - b.Box.Top, a.Box.Right - b.Box.Right, a.Box.Bottom - b.Box.Bottom];
            Assert.InRange(differences.Max(Math.Abs), 0, Pixels);
            Assert.InRange(Math.Abs(a.Score - b.Score), 0, Score);
        }
    }
}
