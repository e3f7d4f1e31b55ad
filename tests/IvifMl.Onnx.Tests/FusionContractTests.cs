namespace IvifMl.Onnx.Tests;

public class FusionContractTests
{
    [Fact]
    public void AModelWithTextTellsItsEncoderAndLength()
    {
        FusionContract contract = FusionContract.Check(Info(new Draft { TextLength = 512, TextEncoder = "clip-vit-b32" }));
        Assert.True(contract.TakesText);
        Assert.Equal((512L, "clip-vit-b32", "draft", "0.1"), (contract.TextLength, contract.TextEncoder, contract.Name, contract.Version));
        Assert.Null(contract.Prompt);
    }

    [Fact]
    public void EachMisfitIsRefusedWithWhatIsWrongAndWhatWasExpected()
    {
        Refused("has no metadata 'ivif.contract', where 'ivif.fusion/1' was expected", new() { Contract = null });
        Refused("follows the contract 'ivif.fusion/2', where 'ivif.fusion/1' was expected", new() { Contract = "ivif.fusion/2" });
        Refused("has no metadata 'ivif.licence'", new() { Licence = " " });
        Refused("has the colour handling 'rgb', where 'luminance-bt601' was expected", new() { Colour = "rgb" });
        Refused("has the value range '0-255', where '0-1' was expected", new() { Range = "0-255" });
        Refused("has no input 'infrared', where 'infrared' Float32[1,L] was expected", new() { Infrared = "thermal" });
        Refused("has the input 'visible' Float32[1,3,H,W], where 'visible' Float32[1,L] was expected", new() { VisibleShape = [1, 3, "H", "W"] });
        Refused("has the input 'visible' Float32[N,L], where 'visible' Float32[1,L] was expected", new() { VisibleShape = ["N", "L"] });
        Refused("has the input 'shape' Int64[1,2], where 'shape' Int64[1,4] was expected", new() { ShapeLength = 2 });
        Refused("has no output 'fused', where 'fused' Float32[1,L] was expected", new() { Fused = "out" });
        Refused("has the input 'text' but no metadata 'ivif.text_encoder'", new() { TextLength = 512 });
        Refused("needs the input 'mask' Float32[1,L], but a fusion model takes only", new() { Extra = "mask" });
    }

    [Fact]
    public void TheTextInputsMetadataComesBackAsWritten()
    {
        FusionTextInput written = new() { Encoder = "nano", Length = 3, EncoderSha256 = "abc", NeutralPrompt = "an image", NeutralEmbedding = [0.1f, -2, 1e-9f] };
        OnnxGraph graph = new("described");
        written.Describe(graph);
        graph.Output("y", graph.Input("x", OnnxElementType.Float32, [1]) + 1f);
        FusionContract contract = FusionContract.Check(Info(new Draft { TextLength = 3, Text = OnnxModelInfo.Read(graph.ToBytes()).Metadata }));

        Assert.True(contract.TakesText);
        Assert.Equal(("nano", 3, "abc", "an image"), (contract.Text.Encoder, contract.Text.Length, contract.Text.EncoderSha256, contract.Text.NeutralPrompt));
        Assert.Equal([0.1f, -2, 1e-9f], contract.Text.Neutral());
    }

    [Fact]
    public void WithoutMetadataOfItsOwnTheNeutralValuesAreZeros()
    {
        FusionContract contract = FusionContract.Check(Info(new Draft { TextLength = 4, TextEncoder = "nano" }));

        Assert.Equal([0f, 0, 0, 0], contract.Text!.Neutral());
        Assert.Null(contract.Text.NeutralPrompt);
        Assert.Null(FusionContract.Check(Info(new Draft())).Text);
    }

    [Fact]
    public void NeutralValuesThatDoNotFitAreRefused()
    {
        Dictionary<string, string> encoder = new() { [FusionContract.TextEncoderKey] = "nano" };
        Refused("has the metadata 'ivif.neutral_prompt' without", new() { TextLength = 2, Text = new Dictionary<string, string>(encoder) { [FusionContract.NeutralPromptKey] = "an image" } });
        Refused("has 3 values", new() { TextLength = 2, Text = new Dictionary<string, string>(encoder) { [FusionContract.NeutralEmbeddingKey] = "1,2,3" } });
        Refused("2 finite numbers were expected", new() { TextLength = 2, Text = new Dictionary<string, string>(encoder) { [FusionContract.NeutralEmbeddingKey] = "1,two" } });
        FusionTextInput wrong = new() { Encoder = "nano", Length = 2, NeutralPrompt = "an image" };
        Assert.Contains("ivif.neutral_embedding", Assert.Throws<ArgumentException>(() => wrong.Describe(new OnnxGraph("x"))).Message, StringComparison.Ordinal);
    }

    private static void Refused(string expected, Draft draft)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => FusionContract.Check(Info(draft)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    private static OnnxModelInfo Info(Draft draft)
    {
        OnnxGraph graph = new("draft");
        OnnxValue infrared = graph.Input(draft.Infrared, OnnxElementType.Float32, [1, "L"]);
        OnnxValue visible = graph.Reshape(graph.Input("visible", OnnxElementType.Float32, draft.VisibleShape), 1, -1);
        OnnxValue sum = infrared + visible;
        OnnxValue shape = graph.Cast(graph.Input("shape", OnnxElementType.Int64, [1, draft.ShapeLength]), OnnxElementType.Float32);
        sum += graph.ReduceMean(shape, 0, 1);
        if (draft.TextLength is { } length)
        {
            sum += graph.ReduceMean(graph.Input("text", OnnxElementType.Float32, [1, length]), 1);
        }

        if (draft.Extra is not null)
        {
            sum += graph.Input(draft.Extra, OnnxElementType.Float32, [1, "L"]);
        }

        graph.Output(draft.Fused, sum, [1, "L"]);
        Dictionary<string, string?> metadata = new()
        {
            [FusionContract.ContractKey] = draft.Contract,
            [FusionContract.NameKey] = "draft",
            [FusionContract.VersionKey] = "0.1",
            [FusionContract.ColourKey] = draft.Colour,
            [FusionContract.RangeKey] = draft.Range,
            [FusionContract.TrainingDataKey] = "none",
            [FusionContract.LicenceKey] = draft.Licence,
            [FusionContract.TextEncoderKey] = draft.TextEncoder,
        };
        foreach ((string key, string value) in draft.Text)
        {
            metadata[key] = value;
        }

        foreach ((string key, string? value) in metadata)
        {
            if (value is not null)
            {
                graph.Metadata(key, value);
            }
        }

        return OnnxModelInfo.Read(graph.ToBytes());
    }

    private sealed record Draft
    {
        public string? Contract { get; init; } = FusionContract.Id;

        public string Colour { get; init; } = FusionContract.LuminanceColour;

        public string Range { get; init; } = FusionContract.UnitRange;

        public string Licence { get; init; } = "MIT";

        public string Infrared { get; init; } = FusionContract.InfraredInput;

        public OnnxShape VisibleShape { get; init; } = [1, "L"];

        public long ShapeLength { get; init; } = 4;

        public long? TextLength { get; init; }

        public string? TextEncoder { get; init; }

        public IReadOnlyDictionary<string, string> Text { get; init; } = new Dictionary<string, string>();

        public string? Extra { get; init; }

        public string Fused { get; init; } = FusionContract.FusedOutput;
    }
}
