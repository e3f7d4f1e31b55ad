using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.StandIns.Tests.Core;

/// <summary>What the advisors rely on: tables of names and of whole files that travel in a model.</summary>
public sealed class ValueMappingBehaviourTests
{
    private static readonly Dictionary<int, string> Names = new() { [0] = "none", [1] = "eins", [-7] = "ß" };
    private static readonly Dictionary<int, byte[]> Files = new() { [0] = [1, 2, 255], [1] = [], [2] = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)] };
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public int Key { get; set; }
        public string Text { get; set; } = "";
        [VectorType(2)] public int[] Keys { get; set; } = [0, 1];
    }

    private sealed class Named
    {
        public string Name { get; set; } = "";
    }

    private IDataView Data(params int[] keys) =>
        _ml.Data.LoadFromEnumerable(keys.Select(k => new Row { Key = k, Text = $"t{k}" }).ToArray());

    private ITransformer SavedAndLoaded(ITransformer model, IDataView data)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Numbers_are_mapped_to_texts_and_unknown_ones_to_none(bool reload)
    {
        IDataView data = Data(1, 5, -7, 0);
        ITransformer model = _ml.Transforms.Conversion.MapValue("Name", Names, "Key").Fit(data);
        IDataView mapped = (reload ? SavedAndLoaded(model, data) : model).Transform(data);

        Assert.Equal(TextDataViewType.Instance, mapped.Schema["Name"].Type);
        Assert.Equal(["eins", "", "ß", "none"], mapped.GetColumn<string>("Name"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Numbers_are_mapped_to_bytes_of_any_length_and_unknown_ones_to_none(bool reload)
    {
        IDataView data = Data(2, 9, 0, 1, 2);
        ITransformer model = _ml.Transforms.Conversion.MapValue("File", Files, "Key").Fit(data);
        IDataView mapped = (reload ? SavedAndLoaded(model, data) : model).Transform(data);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Byte), mapped.Schema["File"].Type);
        Assert.Equal([Files[2], [], Files[0], [], Files[2]], mapped.GetColumn<byte[]>("File"));
    }

    [Fact]
    public void Vectors_of_one_length_have_a_type_of_that_length()
    {
        IDataView data = Data(3);
        var table = new Dictionary<int, float[]> { [3] = [1, 2], [4] = [3, 4] };

        DataViewSchema schema = _ml.Transforms.Conversion.MapValue("V", table, "Key").Fit(data).Transform(data).Schema;

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), schema["V"].Type);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Texts_are_keys_by_their_characters_and_an_unknown_one_is_zero(bool reload)
    {
        IDataView data = Data(4, 5);
        ITransformer model = _ml.Transforms.Conversion.MapValue("F", new Dictionary<string, float> { ["t4"] = 0.5f }, "Text")
            .Append(_ml.Transforms.Conversion.MapValue("I", new Dictionary<string, int> { ["t4"] = 8 }, "Text"))
            .Fit(data);
        IDataView mapped = (reload ? SavedAndLoaded(model, data) : model).Transform(data);

        Assert.Equal([0.5f, 0f], mapped.GetColumn<float>("F"));
        Assert.Equal([8, 0], mapped.GetColumn<int>("I"));
    }

    [Fact]
    public void A_column_can_be_mapped_onto_itself()
    {
        IDataView data = Data(1);

        IDataView mapped = _ml.Transforms.Conversion.MapValue("Key", Names).Fit(data).Transform(data);

        Assert.Equal(["eins"], mapped.GetColumn<string>("Key"));
    }

    [Fact]
    public void An_engine_maps_row_by_row()
    {
        ITransformer model = _ml.Transforms.CopyColumns("Copy", "Key").Append(_ml.Transforms.Conversion.MapValue("Name", Names, "Copy")).Fit(Data(0));
        using PredictionEngine<Row, Named> engine = _ml.Model.CreatePredictionEngine<Row, Named>(model);

        Assert.Equal(("eins", "", "none"), (engine.Predict(new Row { Key = 1 }).Name, engine.Predict(new Row { Key = 2 }).Name, engine.Predict(new Row()).Name));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        KeyValuePair<int, string>[] twice = [new(1, "a"), new(1, "b")];

        Assert.ThrowsAny<InvalidOperationException>(() => _ml.Transforms.Conversion.MapValue("Name", twice, "Key"));
        Assert.ThrowsAny<InvalidOperationException>(() => _ml.Transforms.Conversion.MapValue("Name", new Dictionary<int, Row> { [1] = new() }, "Key"));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Transforms.Conversion.MapValue("Name", Names, "Nowhere").Fit(Data(1)));
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.Conversion.MapValue("File", Files, "Keys").Fit(Data(1)));
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.Conversion.MapValue("Name", Names, "Text").Fit(Data(1)).Transform(Data(1)).GetColumn<string>("Name").ToArray());
    }
}
