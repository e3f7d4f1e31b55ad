using IvifMl.Tests.Support;

namespace IvifMl.Cli.Tests;

public sealed class ExportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_pyramid_equals_the_committed_file()
    {
        Assert.Equal(0, Tool.Run("export", "fusion-pyramid", "--out", _folder["model.onnx"]).Code);
        Assert.Equal(File.ReadAllBytes(Repository.PathOf("models", "fusion-pyramid.onnx")), File.ReadAllBytes(_folder["model.onnx"]));
    }

    [SkippableFact]
    public void The_small_clip_equals_the_committed_towers()
    {
        Tool.SkipWithoutTorch();
        (int code, _, string error) = Tool.Run("export", "clip", "--weights", Repository.PathOf("models", "ivif-clip-nano.safetensors"), "--out", _folder["towers/nano.onnx"]);
        Assert.True(code == 0, error);
        foreach (string tower in (string[])["image", "text"])
        {
            Assert.Equal(File.ReadAllBytes(Repository.PathOf("models", $"ivif-clip-nano-{tower}.onnx")), File.ReadAllBytes(_folder[$"towers/nano-{tower}.onnx"]));
        }
    }

    [SkippableFact]
    public void A_training_s_folder_gives_the_model_that_the_training_gave()
    {
        Tool.SkipWithoutTorch();
        string run = _folder["run"];
        (int code, _, string error) = Tool.Run(
            "train", "fusion", "--scenes", "2", "--prompt", "warm people", "--epochs", "2", "--repeats", "1", "--batch", "1", "--crop", "64", "--threads", "1", "--out", run);
        Assert.True(code == 0, error);

        Assert.Equal(0, Tool.Run("export", "language-fusion", "--weights", run, "--out", _folder["a.onnx"]).Code);
        Assert.Equal(File.ReadAllBytes(Path.Combine(run, "model.onnx")), File.ReadAllBytes(_folder["a.onnx"]));

        Assert.Equal(0, Tool.Run("export", "language-fusion", "--weights", Path.Combine(run, "checkpoint.ivif"), "--out", _folder["b.onnx"], "--licence", "CC0").Code);
        string about = Tool.Run("info", _folder["b.onnx"]).Out;
        Assert.Contains("CC0", about, StringComparison.Ordinal);
        Assert.Contains("warm people", about, StringComparison.Ordinal);

        string other = Repository.PathOf("models", "fusion-pyramid.onnx");
        Refused("no checkpoint of language-fusion", "export", "language-fusion", "--weights", other, "--out", _folder["c.onnx"]);
        Refused("checkpoint.ivif", "export", "language-fusion", "--weights", _folder.Root, "--out", _folder["c.onnx"]);
    }

    [SkippableFact]
    public void A_text_guided_training_s_folder_gives_the_model_that_the_training_gave_and_that_takes_prompts()
    {
        Tool.SkipWithoutTorch();
        string run = _folder["run"];
        string config = _folder["config.json"];
        File.WriteAllText(config, """{ "name": "asks", "network": "text-guided-fusion", "codes": 8, "scenes": { "count": 2, "firstSeed": 7, "width": 96, "height": 80 }, "validationShare": 0 }""");
        (int code, _, string error) = Tool.Run("train", "text", "--config", config, "--steps", "2", "--batch", "1", "--crop", "64", "--threads", "1", "--out", run);
        Assert.True(code == 0, error);
        Assert.Equal(0, Tool.Run("export", "text-guided-fusion", "--weights", run, "--out", _folder["a.onnx"]).Code);
        Assert.Equal(File.ReadAllBytes(Path.Combine(run, "model.onnx")), File.ReadAllBytes(_folder["a.onnx"]));
        Assert.Contains("ivif-clip-nano", Tool.Run("info", _folder["a.onnx"]).Out, StringComparison.Ordinal);
        Refused("not cross-attention-fusion", "export", "cross-attention-fusion", "--weights", run, "--out", _folder["b.onnx"]);
        Refused("ivif train text", "export", "text-guided-fusion", "--weights", _folder.Root, "--out", _folder["b.onnx"]);
        File.WriteAllText(config, """{ "network": "telepathy", "scenes": { "count": 2 } }""");
        Refused("telepathy", "train", "text", "--config", config, "--out", _folder["c"]);
        File.WriteAllText(config, """{ "step": 3 }""");
        Refused("step", "train", "text", "--config", config, "--out", _folder["c"]);
    }

    [SkippableFact]
    public void A_detector_s_training_gives_the_model_that_the_training_gave_with_the_classes_of_its_data()
    {
        Tool.SkipWithoutTorch();
        string run = _folder["run"];
        string config = _folder["config.json"];
        File.WriteAllText(config, """{ "name": "sees", "scenes": { "count": 6, "firstSeed": 7, "width": 128, "height": 96 }, "width": 128, "height": 96 }""");
        (int code, _, string error) = Tool.Run("train", "detector", "--config", config, "--epochs", "1", "--batch", "2", "--crop", "64", "--threads", "1", "--out", run);
        Assert.True(code == 0, error);
        Assert.Equal(0, Tool.Run("export", "detector-ivif", "--weights", run, "--out", _folder["a.onnx"]).Code);
        Assert.Equal(File.ReadAllBytes(Path.Combine(run, "model.onnx")), File.ReadAllBytes(_folder["a.onnx"]));
        File.Copy(Path.Combine(run, "checkpoint.ivif"), _folder["alone.ivif"]);
        Refused("names the classes", "export", "detector-ivif", "--weights", _folder["alone.ivif"], "--out", _folder["b.onnx"]);
        Refused("ivif train detector", "export", "detector-ivif", "--weights", _folder.Root, "--out", _folder["b.onnx"]);
    }

    [SkippableFact]
    public void LdFusion_s_weights_become_a_model_that_fuses()
    {
        Tool.SkipWithoutTorch();
        string weights = Repository.Shared("fixtures", "ldfusion", "net_state_dict.safetensors");
        string model = _folder["ldfusion.onnx"];
        (int code, _, string error) = Tool.Run("export", "ldfusion", "--weights", weights, "--out", model, "--training-data", "random weights");
        Assert.True(code == 0, error);
        Assert.Contains("random weights", Tool.Run("info", model).Out, StringComparison.Ordinal);

        (string infrared, string visible) = Tool.WritePairs(_folder["pairs"], 1);
        (code, _, error) = Tool.Run("fuse", "-i", infrared, "-v", visible, "-o", _folder["fused"], "--model", model);
        Assert.True(code == 0, error);
        Assert.Single(Directory.GetFiles(_folder["fused"], "*.png"));

        Refused("it does not hold LDFusion's encoder", "export", "ldfusion", "--weights", Repository.PathOf("models", "ivif-clip-nano.safetensors"), "--out", model);
        Refused("3 are given", "export", "ldfusion", "--weights", weights, weights, weights, "--out", model);
        Refused("is a folder", "export", "ldfusion", "--weights", _folder.Root, "--out", model);
        Refused("net_state_dict.safetensors", "export", "clip", "--weights", weights, "--out", model);
    }

    [Theory]
    [InlineData("give its weights with --weights", "export", "clip")]
    [InlineData("nowhere.pt", "export", "ldfusion", "--weights", "nowhere.pt")]
    [InlineData("leave out --weights", "export", "fusion-pyramid", "--weights", "x.pt")]
    [InlineData("'squeezenet'", "export", "squeezenet")]
    public void What_cannot_be_exported_is_said(string said, params string[] arguments) => Refused(said, [.. arguments, "--out", _folder["model.onnx"]]);

    private static void Refused(string said, params string[] arguments)
    {
        (int code, _, string error) = Tool.Run(arguments);
        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }
}
