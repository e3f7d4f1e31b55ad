using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Cli.Tests;

public sealed class TrainDetectorCommandTests
{
    private const string Small = """{ "scenes": { "count": 6, "firstSeed": 7, "width": 128, "height": 96 }, "width": 128, "height": 96, "rename": { "car": "vehicle", "truck": "vehicle", "bus": "vehicle" }, "validationShare": 0.2 }""";

    private static readonly string[] Recipe = ["train", "detector", "--class", "person", "--class", "vehicle", "--epochs", "1", "--batch", "2", "--crop", "64", "--threads", "1"];

    [SkippableFact]
    public void A_detector_is_trained_on_scenes_and_on_pictures_with_boxes()
    {
        Tool.SkipWithoutTorch();
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["config.json"], Small);
        Directory.CreateDirectory(folder["pictures"]);
        ImageCodecs.Default.Write(new RasterImage(96, 128, 3), folder["pictures/a.png"]);
        File.WriteAllText(folder["boxes.json"], """
            { "images": [ { "id": 1, "file_name": "a.png", "width": 128, "height": 96 } ], "categories": [ { "id": 1, "name": "bus" } ],
              "annotations": [ { "image_id": 1, "category_id": 1, "bbox": [10, 10, 60, 40] } ] }
            """);
        (int Code, string Out, string Error) run = Tool.Run(
            [.. Recipe, "--config", folder["config.json"], "--images", folder["pictures"], "--boxes", folder["boxes.json"], "--name", "mine", "--out", folder["run"]]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("1 pictures, 1 boxes, 0 ignored", run.Out, StringComparison.Ordinal);
        using DetectorModel model = DetectorModel.Load(Path.Combine(folder["run"], "model.onnx"));
        Assert.Equal("mine", model.Name);
        Assert.Equal(["person", "vehicle"], model.Classes);
        Assert.True(File.Exists(Path.Combine(folder["run"], "training.html")));

        // The configuration that is kept is a configuration.
        (int Code, string Out, string Error) again = Tool.Run("train", "detector", "--config", Path.Combine(folder["run"], "config.json"), "--dry-run");
        Assert.True(again.Code == 0, again.Error);
        Assert.Matches(@"steps of \d+ ms: .*MiB of memory", again.Out);
    }

    [Theory]
    [InlineData("{ \"epoch\": 3 }", "epoch")]
    [InlineData("{ \"pairs\": [ { \"folder\": \"x\", \"labels\": \"mine\" } ] }", "labels")]
    public void A_configuration_with_a_mistake_is_refused_by_name(string content, string named)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["config.json"], content);
        (int Code, string Out, string Error) run = Tool.Run("train", "detector", "--config", folder["config.json"], "--out", folder["run"]);
        Assert.NotEqual(0, run.Code);
        Assert.Contains("config.json", run.Error, StringComparison.Ordinal);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("nothing to train on")]
    [InlineData("write OLD=NEW", "--rename", "car")]
    [InlineData("--images and --boxes together", "--images", "x")]
    [InlineData("CropSide", "--crop", "100")]
    public void Wrong_use_is_said(string said, params string[] arguments)
    {
        Tool.SkipWithoutTorch();
        using TemporaryFolder folder = new();
        (int Code, string Out, string Error) run = Tool.Run(["train", "detector", "--out", folder["run"], .. arguments]);
        Assert.NotEqual(0, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }
}
