using IvifMl.Tests.Support;

namespace IvifMl.Onnx.Tests;

public sealed class ClipTowerTests
{
    [Fact]
    public void The_shipped_towers_tell_their_sizes()
    {
        ClipTextTower text = ClipTextTower.Check(Shipped("text"));
        ClipImageTower image = ClipImageTower.Check(Shipped("image"));

        Assert.Equal(("ivif-clip-nano", 128, 32), (text.Name, text.Dimension, text.ContextLength));
        Assert.StartsWith("{\"format\":", text.Vocabulary, StringComparison.Ordinal);
        Assert.Equal(new ClipImageTower("ivif-clip-nano", 128, 112), image);
    }

    [Fact]
    public void Each_misfit_is_refused_with_what_was_expected()
    {
        Assert.Contains("'ivif.clip-image/1', where 'ivif.clip-text/1' was expected", Message(() => ClipTextTower.Check(Shipped("image"))), StringComparison.Ordinal);
        Assert.Contains("'ivif.clip-text/1', where 'ivif.clip-image/1' was expected", Message(() => ClipImageTower.Check(Shipped("text"))), StringComparison.Ordinal);
        Assert.Contains("has no metadata 'ivif.contract'", Message(() => ClipTextTower.Check(Text(contract: null))), StringComparison.Ordinal);
        Assert.Contains("'words' Int64[N,L]", Message(() => ClipTextTower.Check(Text(input: "words"))), StringComparison.Ordinal);
        Assert.Contains("'embedding' Float32[N,D]", Message(() => ClipTextTower.Check(Text(output: "features"))), StringComparison.Ordinal);
        Assert.Contains("'ivif.clip.context_length' '1'", Message(() => ClipTextTower.Check(Text(context: "1"))), StringComparison.Ordinal);
        Assert.Contains("'pixels' Float32[N,3,S,S] alone", Message(() => ClipImageTower.Check(Text(contract: ClipContract.ImageId))), StringComparison.Ordinal);
    }

    [Fact]
    public void OpenAIs_context_length_is_the_default() => Assert.Equal(new ClipTextTower("words", 3, 77, null), ClipTextTower.Check(Text(context: null)));

    private static OnnxModelInfo Shipped(string tower) => OnnxModelInfo.Read(Repository.PathOf("models", $"ivif-clip-nano-{tower}.onnx"));

    private static string Message(Action check) => Assert.Throws<InvalidDataException>(check).Message;

    private static OnnxModelInfo Text(string? contract = ClipContract.TextId, string input = "tokens", string output = "embedding", string? context = "9")
    {
        OnnxGraph graph = new("words");
        OnnxValue tokens = graph.Cast(graph.Input(input, OnnxElementType.Int64, ["N", "L"]), OnnxElementType.Float32);
        graph.Output(output, graph.ReduceMean(tokens, 1) * graph.Constant("w", [1, 3], [1f, 2, 3]));
        if (contract is not null)
        {
            graph.Metadata(FusionContract.ContractKey, contract);
        }

        if (context is not null)
        {
            graph.Metadata(ClipContract.ContextLengthKey, context);
        }

        return OnnxModelInfo.Read(graph.ToBytes());
    }
}
