using IvifMl.Onnx;
using IvifMl.Tests.Support;

namespace IvifMl.Cli.Tests;

public sealed class TrainClipCommandTests
{
    [SkippableFact]
    public void A_trained_clip_can_be_exported()
    {
        Tool.SkipWithoutTorch();
        string merges = Repository.Shared("weights", "clip_bpe_vocab", "bpe_simple_vocab_16e6.txt.gz");
        using TemporaryFolder folder = new();
        (int code, string output, string error) = Tool.Run(
            "train", "clip", "--out", folder["run"], "--merges", merges, "--scenes", "1", "--steps", "2", "--batch", "4", "--licence", "CC0");
        Assert.True(code == 0, error);
        string weights = Path.Combine(folder["run"], "ivif-clip-nano.safetensors");
        Assert.Contains(weights, output, StringComparison.Ordinal);

        Assert.Equal(0, Tool.Run("export", "clip", "--weights", weights, "--out", folder["clip.onnx"], "--name", "mine").Code);
        OnnxModelInfo text = OnnxModelInfo.Read(File.ReadAllBytes(folder["clip-text.onnx"]));
        Assert.Equal(("mine", "CC0", "not stated"), (text.Metadata["ivif.name"], text.Metadata["ivif.licence"], text.Metadata["ivif.training_data"]));
        Assert.Equal("ivif.clip-text/1", text.Metadata["ivif.contract"]);
        Assert.Contains("ivif.clip.vocabulary", text.Metadata.Keys);
    }

    [Theory]
    [InlineData("--merges", "nowhere/merges.gz", "docs/models.md")]
    [InlineData("--nouns", "nowhere/nouns", "union_names.tsv")]
    [InlineData("--data", "nowhere/pairs", "MSRS")]
    public void What_is_absent_is_named_before_anything_is_rendered(string option, string path, string advice)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["merges.gz"], []);
        string[] merges = option == "--merges" ? [] : ["--merges", folder["merges.gz"]];
        (int code, _, string error) = Tool.Run(["train", "clip", "--out", folder["run"], .. merges, option, path]);
        Assert.Equal(2, code);
        Assert.Contains(path, error, StringComparison.Ordinal);
        Assert.Contains(advice, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }
}
