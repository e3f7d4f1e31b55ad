using System.Diagnostics;
using IvifMl.Tests.Support;

namespace IvifMl.Cli.Tests;

public sealed class TrainCommandTests
{
    private static readonly string[] Recipe =
    [
        "train", "fusion", "--scenes", "6", "--no-language", "--epochs", "8", "--repeats", "4", "--batch", "1", "--crop", "64", "--threads", "1",
    ];

    [SkippableFact]
    public void A_training_that_is_killed_resumes_to_the_same_model()
    {
        Tool.SkipWithoutTorch();
        using TemporaryFolder folder = new();
        string config = folder["config.json"];
        File.WriteAllText(config, """{ "scenes": { "count": 6, "firstSeed": 7, "width": 96, "height": 80 }, "checkpointEvery": 10, "validationShare": 0.2 }""");
        string[] recipe = [.. Recipe, "--config", config];
        (int Code, string Out, string Error) straight = Tool.Run([.. recipe, "--out", folder["straight"]]);
        Assert.Equal(0, straight.Code);

        using (Process killed = Tool.Start([.. recipe, "--out", folder["killed"]]))
        {
            string checkpoint = Path.Combine(folder["killed"], "checkpoint.ivif");
            while (!File.Exists(checkpoint) && !killed.HasExited)
            {
                Thread.Sleep(20);
            }

            killed.Kill();
            killed.WaitForExit();
        }

        Assert.False(File.Exists(Path.Combine(folder["killed"], "model.onnx")), "the training was over before it could be killed");
        (int Code, string Out, string Error) resumed = Tool.Run([.. recipe, "--out", folder["killed"]]);
        Assert.Equal(0, resumed.Code);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(folder["straight"], "model.onnx")),
            File.ReadAllBytes(Path.Combine(folder["killed"], "model.onnx")));
    }

    [SkippableFact]
    public void A_dry_run_estimates_and_writes_nothing()
    {
        Tool.SkipWithoutTorch();
        using TemporaryFolder folder = new();
        (int Code, string Out, string Error) run = Tool.Run([.. Recipe, "--out", folder["run"], "--dry-run"]);
        Assert.Equal(0, run.Code);
        Assert.Matches(@"steps of \d+ ms: .*MiB of memory", run.Out);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Theory]
    [InlineData("{ \"epoch\": 3 }", "epoch")]
    [InlineData("{ \"epochs\": \"three\" }", "epochs")]
    [InlineData("epochs: 3", "no training configuration")]
    public void A_configuration_with_a_mistake_is_refused_by_name(string content, string named)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["config.json"], content);
        (int Code, string Out, string Error) run = Tool.Run("train", "fusion", "--config", folder["config.json"], "--out", folder["run"]);
        Assert.NotEqual(0, run.Code);
        Assert.Contains("config.json", run.Error, StringComparison.Ordinal);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_train_on_is_said()
    {
        using TemporaryFolder folder = new();
        (int Code, string Out, string Error) run = Tool.Run("train", "fusion", "--out", folder["run"]);
        Assert.NotEqual(0, run.Code);
        Assert.Contains("nothing to train on", run.Error, StringComparison.Ordinal);
    }
}
