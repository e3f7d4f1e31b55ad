using Microsoft.ML.OnnxRuntime;

namespace IvifMl.Onnx.Tests;

public sealed class OnnxModelEditorTests
{
    private static byte[] Sum()
    {
        OnnxGraph graph = new("sum");
        OnnxValue a = graph.Input("a", OnnxElementType.Float32, [1, "L"]);
        OnnxValue b = graph.Input("b", OnnxElementType.Float32, [1, "L"]);
        graph.Output("sum", a + b);
        graph.Metadata("kept", "yes");
        return graph.ToBytes();
    }

    private static readonly OnnxEdit Everything = new()
    {
        InputNames = new Dictionary<string, string> { ["a"] = "left.a", ["b"] = "right.b" },
        OutputNames = new Dictionary<string, string> { ["sum"] = "the.sum" },
        Constants = new Dictionary<string, float[]> { ["settings"] = [1, 2.5f, -3] },
        Metadata = new Dictionary<string, string> { ["added"] = "too" },
    };

    [Fact]
    public void Renamed_inputs_and_outputs_and_constants_score_as_before()
    {
        using InferenceSession session = new(OnnxModelEditor.Edit(Sum(), Everything));
        using OrtValue left = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2, 3 }, [1, 3]);
        using OrtValue right = OrtValue.CreateTensorValueFromMemory(new float[] { 10, 20, 30 }, [1, 3]);
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, ["left.a", "right.b"], [left, right], ["the.sum", "settings"]);

        Assert.Equal([11f, 22f, 33f], results[0].GetTensorDataAsSpan<float>().ToArray());
        Assert.Equal([1f, 2.5f, -3f], results[1].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void The_facts_of_the_edited_model_are_as_asked()
    {
        OnnxModelInfo info = OnnxModelInfo.Read(OnnxModelEditor.Edit(Sum(), Everything));

        Assert.Equal(["left.a", "right.b"], info.Inputs.Select(i => i.Name));
        Assert.Equal(["settings", "the.sum"], info.Outputs.Select(o => o.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("yes", "too"), (info.Metadata["kept"], info.Metadata["added"]));
    }

    [Fact]
    public void A_flat_input_gets_its_lengths_inside()
    {
        OnnxGraph graph = new("rows");
        OnnxValue pictures = graph.Input("pictures", OnnxElementType.Float32, ["N", 2, "W"]);
        graph.Output("rows", graph.ReduceMax(pictures, 2));
        OnnxEdit edit = new()
        {
            InputNames = new Dictionary<string, string> { ["pictures"] = "flat" },
            FlatInputs = new Dictionary<string, long[]> { ["pictures"] = [1, 2, 3] },
        };
        byte[] edited = OnnxModelEditor.Edit(graph.ToBytes(), edit);
        using InferenceSession session = new(edited);
        using OrtValue values = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 5, 2, 9, 0, 7 }, [1, 6]);
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, ["flat"], [values], ["rows"]);
        OnnxEdit missing = edit with { FlatInputs = new Dictionary<string, long[]> { ["c"] = [1, 3] } };

        Assert.Equal("'flat' Float32[1,L]", OnnxModelInfo.Read(edited).Inputs.Single().ToString());
        Assert.Equal([5f, 9f], results[0].GetTensorDataAsSpan<float>().ToArray());
        Assert.Contains("'c'", Assert.Throws<InvalidDataException>(() => OnnxModelEditor.Edit(graph.ToBytes(), missing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_edit_gives_the_same_bytes_and_no_edit_changes_nothing()
    {
        Assert.Equal(OnnxModelEditor.Edit(Sum(), Everything), OnnxModelEditor.Edit(Sum(), Everything));
        Assert.Equal(Sum(), OnnxModelEditor.Edit(Sum(), new OnnxEdit()));
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_that_names_it()
    {
        OnnxEdit edit = new() { InputNames = new Dictionary<string, string> { ["c"] = "d" } };

        Assert.Contains("'c'", Assert.Throws<InvalidDataException>(() => OnnxModelEditor.Edit(Sum(), edit)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => OnnxModelEditor.Edit([], new OnnxEdit()));
        Assert.Throws<InvalidDataException>(() => OnnxModelEditor.Edit("this is no graph"u8.ToArray(), new OnnxEdit()));
        Assert.Throws<InvalidDataException>(() => OnnxModelEditor.Edit(Sum()[..^7], new OnnxEdit()));
    }

    [Fact]
    public void An_input_with_a_default_may_be_left_out_and_may_be_given()
    {
        OnnxGraph graph = new("scaled");
        OnnxValue a = graph.Input("a", OnnxElementType.Float32, [1, "L"]);
        OnnxValue scale = graph.Input("scale", OnnxElementType.Float32, [1, 2]);
        graph.Output("scaled", a * graph.Slice(scale, 1, 1, 2));
        byte[] edited = OnnxModelEditor.Edit(graph.ToBytes(), new OnnxEdit
        {
            InputNames = new Dictionary<string, string> { ["scale"] = "the.scale" },
            InputDefaults = new Dictionary<string, float[]> { ["scale"] = [5, 10] },
        });
        using Scorer scorer = new(edited);
        float[] values = [1, 2];

        Assert.Equal(["a"], OnnxModelInfo.Read(edited).Inputs.Select(i => i.Name));
        Assert.Equal([10f, 20f], scorer.Run(("a", [1, 2], values)));
        Assert.Equal([3f, 6f], scorer.Run(("a", [1, 2], values), ("the.scale", [1, 2], new float[] { 7, 3 })));
    }

    [Fact]
    public void Rows_of_an_output_are_brought_to_unit_length()
    {
        OnnxGraph graph = new("rows");
        graph.Output("rows", graph.Input("a", OnnxElementType.Float32, ["N", 2]) * 2f);
        using Scorer scorer = new(OnnxModelEditor.Edit(graph.ToBytes(), new OnnxEdit
        {
            OutputNames = new Dictionary<string, string> { ["rows"] = "unit" },
            UnitLengthOutputs = new HashSet<string> { "rows" },
        }));

        Assert.Equal([0.6f, 0.8f, 0f, 0f, 0f, -1f], scorer.Run(("a", [3, 2], new float[] { 3, 4, 0, 0, 0, -9 })), (x, y) => Math.Abs(x - y) < 1e-6f);
    }

    [Fact]
    public void An_output_is_put_behind_another()
    {
        OnnxGraph graph = new("two");
        OnnxValue a = graph.Input("a", OnnxElementType.Float32, [1, "L"]);
        graph.Output("first", a * 2f, [1, "L"]);
        graph.Output("second", a + 1f, [1, "L"]);
        byte[] edited = OnnxModelEditor.Edit(graph.ToBytes(), new OnnxEdit
        {
            OutputNames = new Dictionary<string, string> { ["first"] = "both" },
            JoinedOutputs = new Dictionary<string, string> { ["first"] = "second" },
        });
        Assert.Equal(["both"], OnnxModelInfo.Read(edited).Outputs.Select(output => output.Name));
        using Scorer scorer = new(edited);
        Assert.Equal([6f, 8f, 10f, 4f, 5f, 6f], scorer.Run(("a", [1, 3], new float[] { 3, 4, 5 })));
        OnnxEdit missing = new()
        {
            OutputNames = new Dictionary<string, string> { ["first"] = "both" },
            JoinedOutputs = new Dictionary<string, string> { ["first"] = "third" },
        };
        Assert.Contains("'third'", Assert.Throws<InvalidDataException>(() => OnnxModelEditor.Edit(graph.ToBytes(), missing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_takes_the_place_of_what_was_there()
    {
        byte[] edited = OnnxModelEditor.Edit(Sum(), new OnnxEdit { Metadata = new Dictionary<string, string> { ["kept"] = "no" } });

        Assert.Equal("no", OnnxModelInfo.Read(edited).Metadata["kept"]);
        Assert.Equal(edited.Length, OnnxModelEditor.Edit(edited, new OnnxEdit { Metadata = new Dictionary<string, string> { ["kept"] = "ab" } }).Length);
    }

    [Fact]
    public void A_default_or_a_unit_length_of_what_is_not_there_is_an_error()
    {
        OnnxEdit[] edits =
        [
            new() { InputDefaults = new Dictionary<string, float[]> { ["c"] = [1] } },
            new() { UnitLengthOutputs = new HashSet<string> { "c" } },
        ];

        Assert.All(edits, edit => Assert.Contains("'c'", Assert.Throws<InvalidDataException>(() => OnnxModelEditor.Edit(Sum(), edit)).Message, StringComparison.Ordinal));
    }
}
