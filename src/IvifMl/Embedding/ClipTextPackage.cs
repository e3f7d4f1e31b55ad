using IvifMl.Mapping;
using IvifMl.Onnx;

namespace IvifMl;

/// <summary>A text tower as it travels in a saved model, with its tokens.</summary>
/// <param name="Name">The tower's name.</param>
/// <param name="Dimension">D, the length of an embedding.</param>
/// <param name="Graph">The packed graph.</param>
/// <param name="Sha256">SHA-256 of the file that it was made of.</param>
/// <param name="Tokens">How sentences become tokens.</param>
internal sealed record ClipTextPackage(string Name, int Dimension, byte[] Graph, string Sha256, ClipTextTokens Tokens)
{
    /// <summary>Loads and packs a tower.</summary>
    /// <exception cref="FileNotFoundException">The file, or the merges that it needs, are not there.</exception>
    /// <exception cref="InvalidDataException">The file is no text tower, or its vocabulary is damaged.</exception>
    public static ClipTextPackage Load(string? path)
    {
        byte[] graph = ClipTower.Read(path, ClipTower.ShippedText);
        ClipTextTower tower = ClipTower.Check(graph, path ?? ClipTower.ShippedText, ClipTextTower.Check);
        byte[] packed = ClipTower.Pack(graph, ClipContract.TokensInput, ColumnNames.Tokens, ColumnNames.Embedding);
        return new ClipTextPackage(tower.Name, tower.Dimension, packed, ClipTower.Sha256(graph), ClipTextTokens.Of(tower, path));
    }

    /// <summary>A tower out of a saved model.</summary>
    public static ClipTextPackage FromGraph(byte[] packed, ClipTextTokens tokens)
    {
        OnnxModelInfo info = OnnxModelInfo.Read(packed);
        OnnxShape shape = info.FindOutput(ColumnNames.Embedding)!.Shape!;
        return new ClipTextPackage(info.Metadata.GetValueOrDefault(FusionContract.NameKey, info.GraphName), (int)shape[1].Length!, packed, ClipTower.SourceOf(info)!, tokens);
    }
}
