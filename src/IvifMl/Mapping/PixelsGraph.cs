using IvifMl.Onnx;

namespace IvifMl.Mapping;

/// <summary>The resizing in front of an image tower as a graph, so that it travels in a saved model and is the same for a row and a picture.</summary>
internal static class PixelsGraph
{
    /// <summary>From <see cref="ColumnNames.Rgb"/> and <see cref="ColumnNames.RgbShape"/> to <see cref="ColumnNames.ClipPixels"/>, [1, 3, S, S].</summary>
    public static byte[] Build(int resolution)
    {
        var graph = new OnnxGraph("pixels");
        OnnxValue rgb = graph.Input(ColumnNames.Rgb, OnnxElementType.Float32, [1, "L"]);
        OnnxValue shape = graph.Input(ColumnNames.RgbShape, OnnxElementType.Int64, [1, 4]);
        OnnxValue picture = graph.Reshape(rgb, graph.Reshape(shape, 4), [1, 3, "H", "W"]);
        graph.Output(ColumnNames.ClipPixels, graph.ResizeTo(picture, resolution, resolution));
        return graph.ToBytes();
    }
}
