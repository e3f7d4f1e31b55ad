using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Cli.Tests;

public sealed class RenderCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_rendered_set_is_summarised_gone_on_with_and_fused()
    {
        string[] render = ["render", "--count", "3", "--seed", "7", "--out", _folder["set"], "--width", "120", "--height", "96"];
        (int code, string output, string error) = Tool.Run(render);
        Assert.True(code == 0, error);
        Assert.Contains("3 scenes rendered", output, StringComparison.Ordinal);
        Assert.Contains("0 scenes rendered, 3 were there", Tool.Run(render).Out, StringComparison.Ordinal);

        (int info, string summary, _) = Tool.Run("info", _folder["set"]);
        Assert.Equal(0, info);
        Assert.Contains("3 pairs", summary, StringComparison.Ordinal);
        Assert.Contains("120×96: 3", summary, StringComparison.Ordinal);
        Assert.Contains("3 sentences of 3 pairs", summary, StringComparison.Ordinal);
        Assert.Contains("in 3 labelled pairs, 0 pairs unlabelled", summary, StringComparison.Ordinal);
        Assert.Contains("problems    none", summary, StringComparison.Ordinal);
        Assert.Contains("3 fused", Tool.Run("fuse", "-i", _folder["set/ir"], "-v", _folder["set/vi"], "-o", _folder["fused"]).Out, StringComparison.Ordinal);
        Assert.Equal(2, Tool.Run("render", "--count", "3", "--seed", "8", "--out", _folder["set"]).Code);
    }

    [Fact]
    public void Info_ends_in_one_where_a_set_has_a_problem()
    {
        (string infrared, string visible) = Tool.WritePairs(_folder.Root, 2);
        File.Copy(Path.Combine(visible, "p000.png"), Path.Combine(visible, "lonely.png"));
        ImageCodecs.Default.Write(RasterImage.FromBytes(8, 9, 1, new byte[72]), Path.Combine(infrared, "p001.png"));
        (int code, string output, _) = Tool.Run("info", _folder.Root);

        Assert.Equal(1, code);
        Assert.Contains("problems    2", output, StringComparison.Ordinal);
        Assert.Contains("missing partner: ", output, StringComparison.Ordinal);
        Assert.Contains("sizes differ: p001: the infrared is 9×8 pixels, the visible 56×40.", output, StringComparison.Ordinal);
        Assert.Equal(2, Tool.Run("info", infrared).Code);
    }
}
