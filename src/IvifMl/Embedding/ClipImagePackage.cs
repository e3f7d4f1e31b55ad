using IvifMl.Mapping;
using IvifMl.Onnx;

namespace IvifMl;

/// <summary>An image tower as it travels in a saved model, with the resizing in front of it.</summary>
/// <param name="Tower">What the tower says of itself.</param>
/// <param name="Graph">The packed graph.</param>
/// <param name="Pixels">The graph that resizes.</param>
/// <param name="Sha256">SHA-256 of the file that it was made of.</param>
internal sealed record ClipImagePackage(ClipImageTower Tower, byte[] Graph, byte[] Pixels, string Sha256)
{
    /// <summary>Loads and packs a tower.</summary>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is no image tower.</exception>
    public static ClipImagePackage Load(string? path)
    {
        byte[] graph = ClipTower.Read(path, ClipTower.ShippedImage);
        ClipImageTower tower = ClipTower.Check(graph, path ?? ClipTower.ShippedImage, ClipImageTower.Check);
        byte[] packed = ClipTower.Pack(graph, ClipContract.PixelsInput, ColumnNames.ClipPixels, ColumnNames.Embedding);
        return new ClipImagePackage(tower, packed, PixelsGraph.Build(tower.Resolution), ClipTower.Sha256(graph));
    }
}
