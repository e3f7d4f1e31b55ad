using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Cli.Tests;

public sealed class PromptCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fuse_takes_a_prompt_and_info_tells_of_it()
    {
        (string infrared, string visible) = Tool.WritePairs(_folder.Root, 1);
        File.WriteAllBytes(_folder["prompted.onnx"], PromptedModel.Build());
        string[] pair = ["fuse", "-i", Path.Combine(infrared, "p000.png"), "-v", Path.Combine(visible, "p000.png"), "--model", _folder["prompted.onnx"]];
        string tower = Repository.PathOf("models", "ivif-clip-nano-text.onnx");
        (string Name, string[] Prompt)[] runs =
            [("none", []), ("empty", ["--prompt", ""]), ("night", ["--prompt", "a dark street at night"]), ("named", ["--prompt", "a dark street at night", "--text-encoder", tower])];
        Dictionary<string, byte[]> pictures = [];
        foreach ((string name, string[] prompt) in runs)
        {
            (int code, _, string error) = Tool.Run([.. pair, "-o", _folder[name + ".png"], .. prompt]);
            Assert.True(code == 0, error);
            pictures[name] = ImageCodecs.Default.Read(_folder[name + ".png"]).Bytes.ToArray();
        }

        Assert.Equal(pictures["none"], pictures["empty"]);
        Assert.NotEqual(pictures["none"], pictures["night"]);
        Assert.Equal(pictures["night"], pictures["named"]);
        Assert.Contains("prompts     takes them", Tool.Run("info", _folder["prompted.onnx"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prompt_for_the_default_model_is_wrong_usage()
    {
        (string infrared, string visible) = Tool.WritePairs(_folder.Root, 1);
        (int code, _, string error) = Tool.Run("fuse", "-i", infrared, "-v", visible, "-o", _folder["out"], "--prompt", "suppress glare");

        Assert.Equal(2, code);
        Assert.Contains("takes no prompts", error, StringComparison.Ordinal);
    }
}
