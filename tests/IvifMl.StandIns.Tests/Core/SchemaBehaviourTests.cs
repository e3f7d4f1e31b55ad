using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.StandIns.Tests.Core;

public sealed class SchemaBehaviourTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float A { get; set; }
        public float B { get; set; }
        public float C { get; set; }
        [KeyType(5)] public uint Key { get; set; }
        [VectorType(2, 3)] public byte[] Shaped { get; set; } = [];
        public string[] Words { get; set; } = [];
        public DateTime Time { get; set; }
    }

    private IDataView Data() => _ml.Data.LoadFromEnumerable(new[]
    {
        new Row { A = 1, B = 2, C = 3, Key = 4, Shaped = [1, 2, 3, 4, 5, 6], Words = ["one", "two"], Time = new DateTime(2024, 5, 6) },
    });

    [Fact]
    public void A_column_of_an_old_name_lies_right_behind_the_one_it_hides()
    {
        IDataView view = _ml.Transforms.CopyColumns("A", "C").Append(_ml.Transforms.CopyColumns("A", "B")).Fit(Data()).Transform(Data());

        Assert.Equal(["A", "A", "A", "B"], view.Schema.Take(4).Select(c => c.Name));
        Assert.Equal([true, true, false], view.Schema.Take(3).Select(c => c.IsHidden));
        Assert.Equal([1f], view.GetColumn<float>(view.Schema[0]));
        Assert.Equal([3f], view.GetColumn<float>(view.Schema[1]));
        Assert.Equal([2f], view.GetColumn<float>("A"));
    }

    [Fact]
    public void Dropping_leaves_hidden_columns_of_other_names_and_selecting_does_not()
    {
        IDataView copied = _ml.Transforms.CopyColumns("A", "B").Fit(Data()).Transform(Data());

        Assert.Equal(2, _ml.Transforms.DropColumns("C").Fit(copied).Transform(copied).Schema.Count(c => c.Name == "A"));
        Assert.Single(_ml.Transforms.SelectColumns("A", "C").Fit(copied).Transform(copied).Schema, c => c.Name == "A");
        Assert.Equal(2, _ml.Transforms.SelectColumns(["A", "C"], keepHidden: true).Fit(copied).Transform(copied).Schema.Count(c => c.Name == "A"));
    }

    [Fact]
    public void Keys_shapes_words_and_times_survive_reading_and_the_schema_of_a_saved_model()
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.CopyColumns("X", "A").Fit(Data()), Data().Schema, stream);
        stream.Position = 0;
        _ml.Model.Load(stream, out DataViewSchema schema);
        Row back = _ml.Data.CreateEnumerable<Row>(Data(), reuseRowObject: false).Single();

        Assert.Equal(new KeyDataViewType(typeof(uint), 5), schema["Key"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Byte, 2, 3), schema["Shaped"].Type);
        Assert.Equal(new VectorDataViewType(TextDataViewType.Instance), schema["Words"].Type);
        Assert.Equal("DateTime", schema["Time"].Type.ToString());
        Assert.Equal(new DateTime(2024, 5, 6), back.Time);
        Assert.Equal(["one", "two"], back.Words);
        Assert.Equal(["one", "two"], Data().GetColumn<string[]>("Words").Single());
    }

    [Fact]
    public void A_key_in_an_object_counts_from_zero_and_in_a_column_from_one()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new uint[] { 0, 4, 5, 9 }.Select(k => new Row { Key = k }).ToArray());

        // Zero is the missing value: 5 and 9 are beyond the five keys.
        Assert.Equal([1u, 5, 0, 0], data.GetColumn<uint>("Key"));
        Assert.Equal([1u, 5, 0, 0], _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false).Select(r => r.Key));
    }

    private sealed class Unregistered
    {
        public Version? Column { get; set; }
    }

    [Fact]
    public void A_member_of_an_unregistered_type_is_named()
    {
        Exception error = Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Data.LoadFromEnumerable(new[] { new Unregistered() }));

        Assert.Contains("Column", error.Message, StringComparison.Ordinal);
    }

    private sealed class Twins
    {
        public float A { get; set; }
        [ColumnName("A")] public float Other { get; set; }
    }

    [Fact]
    public void Two_members_of_one_column_are_refused() =>
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Data.LoadFromEnumerable(new[] { new Twins() }));

    [Fact]
    public void A_null_in_the_sequence_is_an_error_when_it_is_reached()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Row { A = 7 }, null! });

        Assert.Equal([7f], data.GetColumn<float>("A").Take(1));
        Assert.ThrowsAny<InvalidOperationException>(() => data.GetColumn<float>("A").Count());
    }

    [Fact]
    public void A_column_of_other_data_is_refused()
    {
        IDataView data = Data();
        DataViewSchema.Column other = _ml.Transforms.CopyColumns("X", "A").Fit(data).Transform(data).Schema["X"];

        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => data.GetColumn<float>(other));
    }
}
