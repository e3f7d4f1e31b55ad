using IvifMl.Onnx;

namespace IvifMl.FusionStudy;

/// <summary>The plain baselines as graphs of the contract ivif.fusion/1, so that an advisor can choose them.</summary>
internal static class PlainFusionGraph
{
    public static byte[] Average() => Build("average", (_, infrared, visible) => (infrared + visible) * 0.5f);

    public static byte[] Maximum() => Build("maximum", (graph, infrared, visible) => graph.Max(infrared, visible));

    private static byte[] Build(string name, Func<OnnxGraph, OnnxValue, OnnxValue, OnnxValue> combine)
    {
        var graph = new OnnxGraph(name);
        OnnxValue infrared = graph.Input(FusionContract.InfraredInput, OnnxElementType.Float32, [1, "L"]);
        OnnxValue visible = graph.Input(FusionContract.VisibleInput, OnnxElementType.Float32, [1, "L"]);

        // A graph uses all of its inputs; the shape says nothing here.
        OnnxValue shape = graph.Input(FusionContract.ShapeInput, OnnxElementType.Int64, [1, 4]);
        OnnxValue nothing = graph.ReduceMax(graph.Cast(graph.Reshape(shape, 4), OnnxElementType.Float32), 0) * 0f;
        graph.Output(FusionContract.FusedOutput, combine(graph, infrared, visible) + nothing, [1, "L"]);
        graph.Metadata(FusionContract.ContractKey, FusionContract.Id);
        graph.Metadata(FusionContract.NameKey, name);
        graph.Metadata(FusionContract.VersionKey, "1");
        graph.Metadata(FusionContract.ColourKey, FusionContract.LuminanceColour);
        graph.Metadata(FusionContract.RangeKey, FusionContract.UnitRange);
        graph.Metadata(FusionContract.TrainingDataKey, "none");
        graph.Metadata(FusionContract.LicenceKey, "MIT");
        return graph.ToBytes();
    }
}
