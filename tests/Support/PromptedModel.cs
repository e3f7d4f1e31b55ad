using IvifMl.Onnx;

namespace IvifMl.Tests.Support;

/// <summary>A small text-conditioned fusion model: the average of the pair, times 1 + γ, plus β, both linear in the text.</summary>
public static class PromptedModel
{
    /// <summary>The name in its metadata.</summary>
    public const string Name = "prompted-average";

    /// <summary>What the model says of its text input where nothing else is asked for: embeddings of the shipped tower, neutral zeros.</summary>
    public static FusionTextInput ShippedText { get; } = new() { Encoder = "ivif-clip-nano", Length = 128 };

    /// <summary>Builds the model.</summary>
    /// <param name="text">What it says of its text input; <see cref="ShippedText"/> where null.</param>
    /// <returns>An .onnx file of <c>ivif.fusion/1</c>.</returns>
    public static byte[] Build(FusionTextInput? text = null)
    {
        text ??= ShippedText;
        OnnxGraph graph = new(Name);
        OnnxValue infrared = graph.Input(FusionContract.InfraredInput, OnnxElementType.Float32, [1, "L"]);
        OnnxValue visible = graph.Input(FusionContract.VisibleInput, OnnxElementType.Float32, [1, "L"]);
        OnnxValue shape = graph.Cast(graph.Input(FusionContract.ShapeInput, OnnxElementType.Int64, [1, 4]), OnnxElementType.Float32);
        OnnxValue embedding = graph.Input(FusionContract.TextInput, OnnxElementType.Float32, [1, text.Length]);
        OnnxValue gamma = graph.MatMul(embedding, Column(graph, "gamma", text.Length, 1.1));
        OnnxValue beta = graph.MatMul(embedding, Column(graph, "beta", text.Length, 2.3));
        OnnxValue unused = graph.ReduceMean(shape, 0, 1) * 0f;
        graph.Output(FusionContract.FusedOutput, graph.Clip(((infrared + visible) * 0.5f * (gamma + 1f)) + beta + unused, 0, 1), [1, "L"]);
        (string Key, string Value)[] metadata =
        [
            (FusionContract.ContractKey, FusionContract.Id), (FusionContract.NameKey, Name), (FusionContract.VersionKey, "1"),
            (FusionContract.ColourKey, FusionContract.LuminanceColour), (FusionContract.RangeKey, FusionContract.UnitRange),
            (FusionContract.TrainingDataKey, "none"), (FusionContract.LicenceKey, "MIT"),
        ];
        Array.ForEach(metadata, entry => graph.Metadata(entry.Key, entry.Value));
        text.Describe(graph);
        return graph.ToBytes();
    }

    private static OnnxValue Column(OnnxGraph graph, string name, int length, double step) =>
        graph.Constant(name, [length, 1], [.. Enumerable.Range(0, length).Select(i => (float)(0.2 * Math.Sin(step * (i + 1))))]);
}
