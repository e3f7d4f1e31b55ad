using IvifMl.Tests.Support;

namespace IvifMl.Cli.Tests;

public sealed class TrainJointCommandTests
{
    private const string Small = """
        { "scenes": { "count": 6, "firstSeed": 7, "width": 128, "height": 96 }, "width": 128, "height": 96, "solver": "ApproximateHypergradient",
          "rename": { "car": "vehicle", "truck": "vehicle", "bus": "vehicle" }, "validationShare": 0.2 }
        """;

    private static readonly string[] Recipe =
        ["--class", "person", "--class", "vehicle", "--fusion-steps", "1", "--detector-steps", "1", "--steps", "2", "--batch", "1", "--crop", "64", "--threads", "1"];

    [SkippableFact]
    public void A_fusion_and_a_detector_are_trained_on_scenes()
    {
        Tool.SkipWithoutTorch();
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["config.json"], Small);
        (int Code, string Out, string Error) run = Tool.Run(["train", "joint", .. Recipe, "--config", folder["config.json"], "--name", "mine", "--out", folder["run"]]);
        Assert.True(run.Code == 0, run.Error);
        using FusionModel fusion = FusionModel.Load(Path.Combine(folder["run"], "model.onnx"));
        using DetectorModel detector = DetectorModel.Load(Path.Combine(folder["run"], "detector.onnx"));
        Assert.Equal("mine", fusion.Name);
        Assert.Equal(["person", "vehicle"], detector.Classes);
        Assert.True(File.Exists(Path.Combine(folder["run"], "training.html")));

        // The configuration that is kept is a configuration.
        string kept = Path.Combine(folder["run"], "config.json");
        Assert.Contains("\"solver\": \"ApproximateHypergradient\"", File.ReadAllText(kept), StringComparison.Ordinal);
        (int Code, string Out, string Error) again = Tool.Run("train", "joint", "--config", kept, "--solver", "alternating", "--dry-run");
        Assert.True(again.Code == 0, again.Error);
        Assert.Matches(@"4 steps of \d+ ms: .*MiB of memory", again.Out);
    }

    [SkippableTheory]
    [InlineData("nothing to train on")]
    [InlineData("write OLD=NEW", "--rename", "car")]
    [InlineData("CropSide", "--crop", "100")]
    [InlineData("DetectionWeight", "--weight", "-1")]
    [InlineData("--solver", "--solver", "newton")]
    public void Wrong_use_is_said(string said, params string[] arguments)
    {
        Tool.SkipWithoutTorch();
        using TemporaryFolder folder = new();
        (int Code, string Out, string Error) run = Tool.Run(["train", "joint", "--out", folder["run"], .. arguments]);
        Assert.NotEqual(0, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_with_a_mistake_is_refused_by_name()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["config.json"], """{ "solver": "Newton" }""");
        (int Code, string Out, string Error) run = Tool.Run("train", "joint", "--config", folder["config.json"], "--out", folder["run"]);
        Assert.NotEqual(0, run.Code);
        Assert.Contains("solver", run.Error, StringComparison.Ordinal);
    }
}
