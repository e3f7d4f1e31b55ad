using Microsoft.ML.OnnxRuntime;

namespace IvifMl.Onnx.Tests;

/// <summary>Every operator helper runs in ONNX Runtime and gives the shape that was inferred while building.</summary>
public class OnnxOperatorTests
{
    private static readonly Dictionary<string, Func<OnnxGraph, OnnxValue, OnnxValue>> Operators = new()
    {
        ["Max"] = (g, x) => g.Max(x, g.Scalar(0.5f)),
        ["Min"] = (g, x) => g.Min(x, g.Scalar(0.5f)),
        ["Sub"] = (g, x) => 1f - (x - 0.5f),
        ["Div"] = (g, x) => x / (x + 2f),
        ["Pow"] = (g, x) => g.Pow(x, g.Scalar(2)),
        ["Relu"] = (g, x) => g.Relu(x),
        ["LeakyRelu"] = (g, x) => g.LeakyRelu(x, 0.2f),
        ["PRelu"] = (g, x) => g.PRelu(x, g.Constant("slope", [4, 1, 1], new float[4])),
        ["Sigmoid"] = (g, x) => g.Sigmoid(x),
        ["HardSigmoid"] = (g, x) => g.HardSigmoid(x),
        ["Tanh"] = (g, x) => g.Tanh(x),
        ["Abs"] = (g, x) => g.Abs(g.Neg(x)),
        ["Sqrt"] = (g, x) => g.Sqrt(g.Exp(x)),
        ["Log"] = (g, x) => g.Log(g.Exp(g.Erf(x))),
        ["Reciprocal"] = (g, x) => g.Reciprocal(g.Exp(x)),
        ["Clip"] = (g, x) => g.Clip(x, 0, 1),
        ["Where"] = (g, x) => g.Where(g.Greater(x, g.Scalar(0)), x, g.Scalar(0)),
        ["Cast"] = (g, x) => g.Cast(g.Cast(x, OnnxElementType.Int32), OnnxElementType.Float32),
        ["Softmax"] = (g, x) => g.Softmax(x, 1),
        ["Conv"] = (g, x) => g.Conv(x, g.Constant("w", [6, 2, 3, 3], new float[108]), g.Constant("b", [6], new float[6]), stride: 2, padding: 1, groups: 2),
        ["Conv dilated"] = (g, x) => g.Conv(x, g.Constant("w", [2, 4, 3, 3], new float[72]), dilation: 2),
        ["ConvTranspose"] = (g, x) => g.ConvTranspose(x, g.Constant("w", [4, 2, 4, 4], new float[128]), stride: 2, padding: 1),
        ["AveragePool"] = (g, x) => g.AveragePool(x, 3, 2, 1),
        ["MaxPool"] = (g, x) => g.MaxPool(x, 2, 2),
        ["GlobalAveragePool"] = (g, x) => g.GlobalAveragePool(x),
        ["MatMul"] = (g, x) => g.MatMul(x, g.Constant("m", [8, 3], new float[24])),
        ["Linear"] = (g, x) => g.Linear(g.Reshape(x, 1, -1), g.Constant("w", [5, 192], new float[960]), g.Constant("b", [5], new float[5])),
        ["LayerNormalization"] = (g, x) => g.LayerNormalization(x, g.Constant("s", [8], new float[8]), g.Constant("o", [8], new float[8])),
        ["InstanceNormalization"] = (g, x) => g.InstanceNormalization(x, g.Constant("s", [4], new float[4]), g.Constant("o", [4], new float[4])),
        ["Shape"] = (g, x) => g.Cast(g.Mod(g.Shape(x), g.Integers(3)), OnnxElementType.Float32),
        ["Reshape"] = (g, x) => g.Reshape(x, 2, -1, 3),
        ["Transpose"] = (g, x) => g.Transpose(x, 0, 2, 3, 1),
        ["Concat"] = (g, x) => g.Concat(1, x, x),
        ["Split"] = (g, x) => g.Split(x, 1, 1, 3) is var parts ? g.Concat(1, parts[1], parts[0]) : x,
        ["Slice"] = (g, x) => g.Slice(x, -1, -3),
        ["Gather"] = (g, x) => g.Gather(x, g.Integers(2, 0), 1),
        ["Unsqueeze"] = (g, x) => g.Unsqueeze(x, 0, 3),
        ["Pad"] = (g, x) => g.Pad(x, 2, "reflect"),
        ["Resize linear"] = (g, x) => g.Resize(x, 2),
        ["Resize cubic"] = (g, x) => g.Resize(x, 0.5f, "cubic"),
        ["Resize nearest"] = (g, x) => g.Resize(x, 3, "nearest"),
        ["Resize to"] = (g, x) => g.ResizeTo(x, 5, 3),
        ["SpaceToDepth"] = (g, x) => g.SpaceToDepth(x, 2),
        ["DepthToSpace"] = (g, x) => g.DepthToSpace(x, 2),
        ["ReduceMean"] = (g, x) => g.ReduceMean(x, 2, 3),
        ["ReduceMax"] = (g, x) => g.ReduceMax(x, 1),
        ["ReduceMin"] = (g, x) => g.ReduceMin(x, -1),
        ["ArgMax"] = (g, x) => g.Cast(g.ArgMax(x, -1), OnnxElementType.Float32),
        ["GatherRows"] = (g, x) => g.GatherRows(x, g.Constant("row", [1, 1], new long[] { 3 })),
        ["ReduceL2"] = (g, x) => g.ReduceL2(x, 1),
    };

    public static TheoryData<string> Names => [.. Operators.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void RunsWithTheInferredShape(string name)
    {
        OnnxGraph graph = new(name);
        OnnxValue x = graph.Input("x", OnnxElementType.Float32, [1, 4, 6, 8]);
        OnnxValue y = Operators[name](graph, x);
        graph.Output("y", y);
        using InferenceSession session = new(graph.ToBytes());
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(Enumerable.Range(0, 192).Select(i => (i - 90) / 100f).ToArray(), [1, 4, 6, 8]);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, ["x"], [input], ["y"]);
        long[] shape = results[0].GetTensorTypeAndShape().Shape;
        Assert.Equal(y.Shape.ToString(), $"[{string.Join(',', shape)}]");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Nearest_repeats_each_pixel(int factor)
    {
        OnnxGraph graph = new("repeat");
        graph.Output("y", graph.Resize(graph.Input("x", OnnxElementType.Float32, [1, 1, 1, 3]), factor, "nearest"));
        using Scorer scorer = new(graph.ToBytes());
        float[] row = [.. Enumerable.Range(0, 3 * factor).Select(i => (float)(i / factor))];
        Assert.Equal(Enumerable.Repeat(row, factor).SelectMany(values => values), scorer.Run(("x", [1, 1, 1, 3], new float[] { 0, 1, 2 })));
    }
}
