namespace IvifMl.Onnx.Tests;

public class OnnxGraphTests
{
    [Fact]
    public void ADoublingGraphDoubles()
    {
        OnnxGraph graph = new("twice");
        graph.Output("y", graph.Input("x", OnnxElementType.Float32, [1, "L"]) * 2f);
        using Scorer scorer = new(graph.ToBytes());
        Assert.Equal([2f, -4f, 6f], scorer.Run(("x", [1, 3], new[] { 1f, -2f, 3f })));
    }

    [Fact]
    public void TheSameCallsGiveTheSameBytes() => Assert.Equal(SmallNetwork().ToBytes(), SmallNetwork().ToBytes());

    [Fact]
    public void AConvolutionIsTheOneOfThePapers()
    {
        using Scorer scorer = new(SmallNetwork().ToBytes());

        // 3×3 ones over a 3×3 image of ones with zero padding: 4 in the corners, 6 at the sides, 9 in the middle; plus the bias 0.5.
        Assert.Equal([4.5f, 6.5f, 4.5f, 6.5f, 9.5f, 6.5f, 4.5f, 6.5f, 4.5f], scorer.Run(("x", [1, 1, 3, 3], Enumerable.Repeat(1f, 9).ToArray())));
    }

    [Fact]
    public void MistakesAreFoundWhereTheyAreMade()
    {
        OnnxGraph graph = new("wrong");
        OnnxValue image = graph.Input("image", OnnxElementType.Float32, [1, 3, "H", "W"]);
        OnnxValue vector = graph.Input("vector", OnnxElementType.Float32, [1, 5]);
        OnnxValue integers = graph.Input("integers", OnnxElementType.Int64, [1, 5]);
        OnnxValue kernel = graph.Constant("kernel", [8, 4, 3, 3], new float[8 * 4 * 9]);
        Refused("channels", () => graph.Conv(image, kernel));
        Refused("4 dimensions", () => graph.Conv(vector, kernel));
        Refused("do not broadcast", () => _ = vector + graph.Constant("four", [1, 4], new float[4]));
        Refused("different element types", () => _ = vector + integers);
        Refused("must be Float32", () => graph.Relu(integers));
        Refused("inner lengths", () => graph.MatMul(vector, graph.Constant("matrix", [4, 2], new float[8])));
        Refused("no axis 4", () => graph.Slice(image, 4, 0, 1));
        Refused("do not fill", () => graph.Reshape(vector, 2, 3));
        Refused("only one length", () => graph.Reshape(vector, -1, -1));
        Refused("sum of parts", () => graph.Split(image, 1, 1, 1));
        Refused("order of the axes", () => graph.Transpose(vector, 0, 0));
        Refused("does not fit", () => graph.AveragePool(graph.Constant("tiny", [1, 1, 2, 2], new float[4]), 3));
        Refused("6 values", () => graph.Constant("short", [2, 3], new float[5]));
        Refused("already has a value named 'image'", () => graph.Input("image", OnnxElementType.Float32, [1]));
        Refused("belongs to the graph 'other'", () => graph.Relu(new OnnxGraph("other").Input("x", OnnxElementType.Float32, [1])));
        Refused("contradicts", () => graph.Output("y", vector, [1, 6]));
        Refused("already has the key", () =>
        {
            graph.Metadata("key", "1");
            graph.Metadata("key", "2");
        });
    }

    [Fact]
    public void WhatIsNotConnectedIsNamed()
    {
        OnnxGraph empty = new("empty");
        Assert.Contains("no output", Assert.Throws<InvalidOperationException>(empty.ToBytes).Message, StringComparison.Ordinal);

        OnnxGraph idle = new("idle");
        idle.Output("y", idle.Input("x", OnnxElementType.Float32, [1]));
        idle.Input("unused", OnnxElementType.Float32, [1]);
        Assert.Contains("'unused Float32[1]'", Assert.Throws<InvalidOperationException>(idle.ToBytes).Message, StringComparison.Ordinal);

        OnnxGraph dead = new("dead");
        OnnxValue x = dead.Input("x", OnnxElementType.Float32, [1]);
        dead.Output("y", x);
        dead.Relu(x);
        Assert.Contains("by Relu, which nothing uses", Assert.Throws<InvalidOperationException>(dead.ToBytes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesOfUnknownLengthsAreKeptOnlyWhereTheyAreCertain()
    {
        OnnxGraph graph = new("names");
        OnnxValue image = graph.Input("image", OnnxElementType.Float32, [1, 1, "H", "W"]);
        OnnxValue other = graph.Input("other", OnnxElementType.Float32, [1, 4, "H", "V"]);
        Assert.Equal("[1,4,H,?]", (image + other).Shape.ToString());
        Assert.Equal("[1,1,H,W]", graph.AveragePool(image, 3, 1, 1).Shape.ToString());
        Assert.Equal("[1,1,?,?]", graph.AveragePool(image, 2, 2).Shape.ToString());
        Assert.Equal("[1,1,H,W]", (image * 2f).Shape.ToString());
    }

    private static void Refused(string expected, Action action) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static OnnxGraph SmallNetwork()
    {
        OnnxGraph graph = new("small");
        OnnxValue x = graph.Input("x", OnnxElementType.Float32, [1, 1, "H", "W"]);
        OnnxValue weights = graph.Constant("weights", [1, 1, 3, 3], Enumerable.Repeat(1f, 9).ToArray());
        graph.Output("y", graph.Conv(x, weights, graph.Constant("bias", [1], [0.5f]), padding: 1));
        graph.Metadata("note", "größer als 0");
        return graph;
    }
}
