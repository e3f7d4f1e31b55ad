namespace IvifMl.Onnx.Tests;

public class OnnxModelInfoTests
{
    private static readonly byte[] Model = PyramidFusionGraph.Build();

    [Fact]
    public void TellsWhatWasWritten()
    {
        OnnxGraph graph = new("small");
        OnnxValue x = graph.Input("x", OnnxElementType.Float32, [1, 3, "H", "W"]);
        OnnxValue n = graph.Input("n", OnnxElementType.Int64, [4]);
        OnnxValue y = graph.Conv(x, graph.Constant("weights", [2, 3, 1, 1], new float[6]));
        graph.Output("y", graph.Reshape(y, n, [1, 2, "H", OnnxDimension.Unknown]));
        graph.Metadata("note", "größer als 0");
        OnnxModelInfo info = OnnxModelInfo.Read(graph.ToBytes());
        Assert.Equal((8L, 17L, "small", "IvifMl"), (info.IrVersion, info.Opsets[string.Empty], info.GraphName, info.Producer));
        Assert.Equal(["'x' Float32[1,3,H,W]", "'n' Int64[4]"], info.Inputs.Select(value => value.ToString()));
        Assert.Equal(["'y' Float32[1,2,H,?]"], info.Outputs.Select(value => value.ToString()));
        Assert.Equal("größer als 0", info.Metadata["note"]);
        Assert.Equal((3, 6L), (info.NodeCount, info.ParameterCount));
        Assert.Equal(["Conv", "Identity", "Reshape"], info.Operators.Keys);
        Assert.False(info.HasExternalData);
    }

    [Fact]
    public void AFileThatIsNotThereIsNamed() =>
        Assert.Contains("/no/such.onnx", Assert.Throws<FileNotFoundException>(() => OnnxModelInfo.Read("/no/such.onnx")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("This is a text file, not a model.")]
    [InlineData("\u0089PNG\r\n")]
    public void WhatIsNoModelIsRefused(string content) => Assert.Contains(
        "not a valid ONNX model",
        Assert.Throws<InvalidDataException>(() => OnnxModelInfo.Read(System.Text.Encoding.Latin1.GetBytes(content))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void EveryTruncationIsRefusedOrRead()
    {
        int refused = 0;
        for (int length = 0; length < Model.Length; length += 7)
        {
            try
            {
                OnnxModelInfo.Read(Model.AsSpan(0, length));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        // Only cuts between two fields behind the graph can pass: the trailing metadata.
        Assert.InRange(refused, (Model.Length / 7) - 12, (Model.Length / 7) + 1);
    }

    [Fact]
    public void DamagedBytesNeverGiveAnythingButAnAnswerOrARefusal()
    {
        Random random = new(11);
        for (int round = 0; round < 2000; round++)
        {
            byte[] damaged = [.. Model];
            for (int i = 0; i <= round % 5; i++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                Assert.True(OnnxModelInfo.Read(damaged).NodeCount >= 0);
            }
            catch (InvalidDataException error)
            {
                Assert.Contains("not a valid ONNX model", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void SubgraphsNestedTooDeepAreRefused()
    {
        // graph { node { attribute { graph { … } } } }: fields 7, then 1, 5, 6 over and over.
        byte[] inner = [];
        for (int i = 0; i < 40; i++)
        {
            inner = Field(1, Field(5, Field(6, inner)));
        }

        Assert.Contains("16 deep", Assert.Throws<InvalidDataException>(() => OnnxModelInfo.Read(Field(7, inner))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATensorOfImpossibleSizeIsRefused()
    {
        byte[] huge = [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
        byte[] tensor = [.. huge, .. huge];
        Assert.Contains("impossible size", Assert.Throws<InvalidDataException>(() => OnnxModelInfo.Read(Field(7, Field(5, tensor)))).Message, StringComparison.Ordinal);
    }

    private static byte[] Field(int number, byte[] content)
    {
        List<byte> bytes = [(byte)((number << 3) | 2)];
        int length = content.Length;
        for (; length >= 0x80; length >>= 7)
        {
            bytes.Add((byte)((length & 0x7f) | 0x80));
        }

        return [.. bytes, (byte)length, .. content];
    }
}
