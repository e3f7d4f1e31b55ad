using System.Text.Json;
using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Tests.Support;

namespace IvifMl.Cli.Tests;

public sealed class DetectCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public DetectCommandTests()
    {
        _model = _folder["warm.onnx"];
        File.WriteAllBytes(_model, TestDetector.Build());
        Directory.CreateDirectory(_folder["vi"]);
        Directory.CreateDirectory(_folder["ir"]);
    }

    public void Dispose() => _folder.Dispose();

    private string Out => _folder["out"];

    /// <summary>A black picture of the detector's own size with a square of one cell.</summary>
    private void Write(string name, int left, byte level)
    {
        byte[] levels = new byte[64 * 64];
        for (int y = 16; y < 32; y++)
        {
            levels.AsSpan((y * 64) + left, 16).Fill(level);
        }

        ImageCodecs.Default.Write(RasterImage.FromBytes(64, 64, 1, levels), _folder[name]);
    }

    [Fact]
    public void A_folder_gives_json_labels_that_are_read_again_and_drawings()
    {
        Write("vi/a.png", 16, 255);
        Write("vi/b.png", 32, 204);
        Write("vi/c.png", 0, 40);
        (int code, string output, string error) = Tool.Run("detect", _folder["vi"], "--model", _model, "--out", Out);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, "detections.json")));
        JsonElement[] pictures = [.. report.RootElement.GetProperty("pictures").EnumerateArray()];
        IReadOnlyDictionary<int, string> classes = YoloLabels.ReadClasses(Path.Combine(Out, "labels", "classes.txt"));
        GroundTruthBox read = YoloLabels.Read(Path.Combine(Out, "labels", "b.txt"), classes, 64, 64).Single();

        Assert.True(code == 0, error);
        Assert.Contains("2 objects in 3 pictures, 0 failed", output, StringComparison.Ordinal);
        Assert.Contains("a: 1 white in", output, StringComparison.Ordinal);
        Assert.Contains("c: nothing in", output, StringComparison.Ordinal);
        Assert.Equal(("warm-cells", 2), (report.RootElement.GetProperty("model").GetString(), report.RootElement.GetProperty("objects").GetInt32()));
        Assert.Equal(["a", "b", "c"], pictures.Select(p => p.GetProperty("name").GetString()));
        JsonElement found = pictures[1].GetProperty("detections")[0];
        Assert.Equal(("hot", 0.8), (found.GetProperty("label").GetString(), Math.Round(found.GetProperty("score").GetDouble(), 4)));
        Assert.Equal([32, 16, 48, 32], found.GetProperty("box").EnumerateArray().Select(v => v.GetDouble()));
        Assert.Equal(new GroundTruthBox("hot", new(32, 16, 48, 32)), read);
        Assert.Equal(0, new FileInfo(Path.Combine(Out, "labels", "c.txt")).Length);
        Assert.Equal(["a.png", "b.png", "c.png"], Directory.GetFiles(Path.Combine(Out, "drawn")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.NotEqual(ImageCodecs.Default.Read(_folder["vi/a.png"]).Bytes.ToArray(), RasterConversion.ToRgb8(ImageCodecs.Default.Read(Path.Combine(Out, "drawn", "a.png"))).Bytes.ToArray().Where((_, i) => i % 3 == 0));
    }

    [Fact]
    public void Without_a_model_the_shipped_detector_looks()
    {
        Write("vi/a.png", 16, 255);
        (int code, string output, string error) = Tool.Run("detect", _folder["vi"], "-o", Out, "--json", "--format", "none");
        Assert.True(code == 0, error);
        using JsonDocument report = JsonDocument.Parse(output);
        Assert.Equal(ShippedDetectors.Default, report.RootElement.GetProperty("model").GetString());
    }

    [Fact]
    public void Thresholds_classes_and_format_are_as_asked_and_the_json_is_printed()
    {
        Write("vi/a.png", 16, 255);
        Write("vi/b.png", 32, 180);
        string[] All(params string[] options)
        {
            (int code, string output, string error) = Tool.Run(["detect", _folder["vi"], "-m", _model, "-o", Out, "--json", .. options]);
            Assert.True(code == 0, error);
            using JsonDocument report = JsonDocument.Parse(output);
            return [.. report.RootElement.GetProperty("pictures").EnumerateArray().SelectMany(p => p.GetProperty("detections").EnumerateArray()).Select(d => d.GetProperty("label").GetString()!)];
        }

        Assert.Equal(["white"], All("--threshold", "0.9", "--format", "jpg").Distinct());
        Assert.True(File.Exists(Path.Combine(Out, "drawn", "a.jpg")));
        Directory.Delete(Out, recursive: true);
        Assert.Equal(["hot"], All("--classes", "hot", "--format", "none").Distinct());
        Assert.False(Directory.Exists(Path.Combine(Out, "drawn")));
    }

    [Fact]
    public void Pairs_are_fused_first()
    {
        Write("ir/p.png", 16, 255);
        Write("vi/p.png", 16, 0);
        (int code, string output, string error) = Tool.Run("detect", "-i", _folder["ir"], "-v", _folder["vi"], "--fusion", "fusion-pyramid", "-m", _model, "-o", Out, "--json");
        using JsonDocument report = JsonDocument.Parse(output);
        JsonElement picture = report.RootElement.GetProperty("pictures")[0];

        Assert.True(code == 0, error);
        Assert.Equal("fusion-pyramid", report.RootElement.GetProperty("fusion").GetString());
        Assert.Equal([16, 16, 32, 32], picture.GetProperty("detections")[0].GetProperty("box").EnumerateArray().Select(v => v.GetDouble()));
        Assert.EndsWith("p.png", picture.GetProperty("infraredPath").GetString(), StringComparison.Ordinal);
        Assert.Contains("0 objects", Tool.Run("detect", _folder["vi"], "-m", _model, "-o", Out).Out, StringComparison.Ordinal);
        Assert.Contains("1 objects", Tool.Run("detect", _folder["ir/p.png"], "-m", _model, "-o", Out).Out, StringComparison.Ordinal);
        (int prompted, _, string takesNone) = Tool.Run("detect", "-i", _folder["ir/p.png"], "-v", _folder["vi/p.png"], "-m", _model, "-o", Out, "--prompt", "more light");
        Assert.Equal(1, prompted);
        Assert.Contains("takes no prompts", takesNone, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_metadata_is_read_as_the_options_say()
    {
        Write("vi/a.png", 16, 255);
        File.WriteAllBytes(_folder["plain.onnx"], TestDetector.Build(withMetadata: false));
        File.WriteAllText(_folder["names.txt"], "hot\nwhite\n");
        string[] plain = ["detect", _folder["vi"], "-m", _folder["plain.onnx"], "-o", Out];
        (int code, string output, string error) = Tool.Run([.. plain, "--class-names", _folder["names.txt"], "--strides", "16", "--rgb", "--unit-range"]);
        (int unnamed, _, string reason) = Tool.Run(plain);

        Assert.True(code == 0, error);
        Assert.Contains("a: 1 white", output, StringComparison.Ordinal);
        Assert.Equal(2, unnamed);
        Assert.Contains("plain.onnx: The detector has 2 classes, which it does not name", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_are_listed_with_their_reason_and_end_in_one()
    {
        Write("vi/a.png", 16, 255);
        File.WriteAllText(_folder["vi/b.png"], "this is no picture");
        (int code, string output, string error) = Tool.Run("detect", _folder["vi"], "-m", _model, "-o", Out);

        Assert.Equal(1, code);
        Assert.Contains("in 1 pictures, 1 failed", output, StringComparison.Ordinal);
        Assert.Contains("failed b:", error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Out, "labels", "a.txt")) && !File.Exists(Path.Combine(Out, "labels", "b.txt")));
    }

    [Fact]
    public void Deep_gray_pictures_are_taken_as_thermal()
    {
        ushort[] counts = [.. Enumerable.Range(0, 64 * 64).Select(i => (ushort)(7000 + (i % 64 is >= 16 and < 32 && i / 64 is >= 16 and < 32 ? 900 : 0)))];
        ImageCodecs.Default.Write(RasterImage.FromUInt16(64, 64, 1, counts), _folder["thermal.png"]);

        Assert.Contains("thermal: 1 white", Tool.Run("detect", _folder["thermal.png"], "-m", _model, "-o", Out).Out, StringComparison.Ordinal);
        Assert.Contains("thermal: nothing", Tool.Run("detect", _folder["thermal.png"], "-m", _model, "-o", Out, "--tone", "fixedrange", "--tone-range", "0", "20000").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_tells_of_a_detector()
    {
        (int code, string output, _) = Tool.Run("info", _model);

        Assert.Equal(0, code);
        Assert.Contains("detector warm-cells", output, StringComparison.Ordinal);
        Assert.Contains("hot, white", output, StringComparison.Ordinal);
    }

    public static TheoryData<string[], string> WrongUsages => new()
    {
        { ["detect", "--out", "x"], "Give an image or a folder" },
        { ["detect", "a.png", "-i", "b", "-v", "c", "--out", "x"], "Give an image or a folder" },
        { ["detect", "-i", "b", "--out", "x"], "Give an image or a folder" },
        { ["detect", "a.png", "--fusion", "fusion-pyramid", "--gray", "--out", "x"], "--fusion, --gray: only pairs are fused" },
        { ["detect", "a.png", "--model", "nowhere.onnx", "--out", "x"], "'nowhere.onnx' is not there" },
        { ["detect", "nowhere.png", "--out", "x", "--threshold", "2", "--model", "MODEL"], "ScoreThreshold is 2" },
        { ["detect", "nowhere.png", "--out", "x", "--model", "MODEL"], "'nowhere.png' is neither an image nor a folder" },
        { ["detect", "nowhere.png", "--out", "x", "--model", "MODEL", "--rgb"], "leave out the layout" },
        { ["detect", "nowhere.png", "--out", "x", "--model", "MODEL", "--classes", "cat"], "does not know the class 'cat'" },
        { ["detect", "nowhere.png", "--out", "x", "--model", "MODEL", "--strides", "8;16"], "--strides is '8;16'" },
        { ["detect", "nowhere.png", "--out", "x", "--model", "MODEL", "--jobs", "0"], "--jobs is 0" },
        { ["detect", "nowhere.png", "--out", "x", "--model", "MODEL", "--format", "gif"], "gif" },
    };

    [Theory]
    [MemberData(nameof(WrongUsages))]
    public void Wrong_usage_ends_in_two_with_a_sentence(string[] arguments, string words)
    {
        (int code, _, string error) = Tool.Run([.. arguments.Select(a => a switch { "MODEL" => _model, "x" => Out, _ => a })]);

        Assert.Equal(2, code);
        Assert.StartsWith("ivif: ", error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out), "nothing is written");
    }
}
