using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace IvifMl.StandIns.Tests.Core;

/// <summary>What our own mappings rely on beyond the shared suite.</summary>
public sealed class CustomMappingBehaviourTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Source
    {
        public float[] Values { get; set; } = [];
    }

    private sealed class Result
    {
        public byte[] Bytes { get; set; } = [];
        [VectorType(1, 4)] public long[] Shape { get; set; } = [];
        public float Sum { get; set; }
        public float Twice => 2 * Sum;
    }

    [CustomMappingFactoryAttribute("IvifMl.StandIns.Tests/Hidden/1")]
    private sealed class HiddenFactory : CustomMappingFactory<Source, Result>
    {
        public static CustomMappingFactory<Source, Result> Instance { get; } = new HiddenFactory();

        public override Action<Source, Result> GetMapping() => (row, result) => result.Sum = row.Values.Sum();
    }

    private IDataView Data(int length = 3) =>
        _ml.Data.LoadFromEnumerable(Enumerable.Range(1, 3).Select(i => new Source { Values = [.. Enumerable.Repeat((float)i, length)] }).ToArray());

    [Fact]
    public void Bytes_are_vectors_of_free_size_and_shapes_keep_their_dimensions()
    {
        DataViewSchema schema = _ml.Transforms.CustomMapping<Source, Result>((_, _) => { }, null).Fit(Data()).GetOutputSchema(Data().Schema);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Byte), schema["Bytes"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Int64, 1, 4), schema["Shape"].Type);
    }

    [Fact]
    public void A_property_that_cannot_be_written_is_no_output_column()
    {
        DataViewSchema schema = _ml.Transforms.CustomMapping<Source, Result>((_, _) => { }, null).Fit(Data()).GetOutputSchema(Data().Schema);

        Assert.Null(schema.GetColumnOrNull("Twice"));
    }

    [Fact]
    public void One_pair_of_objects_serves_all_rows_and_arrays_of_one_length_are_filled_again()
    {
        var sources = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var results = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var arrays = new HashSet<object>(ReferenceEqualityComparer.Instance);
        IDataView view = _ml.Transforms.CustomMapping<Source, Result>(
            (row, result) =>
            {
                sources.Add(row);
                results.Add(result);
                arrays.Add(row.Values);
                result.Sum = row.Values.Sum();
            },
            null).Fit(Data()).Transform(Data());

        Assert.Equal([3f, 6f, 9f], view.GetColumn<float>("Sum"));
        Assert.Equal((1, 1, 1), (sources.Count, results.Count, arrays.Count));
    }

    [Fact]
    public void A_row_is_computed_once_whichever_of_its_columns_are_read()
    {
        int runs = 0;
        IDataView view = _ml.Transforms.CustomMapping<Source, Result>((_, result) => result.Sum = ++runs, null).Fit(Data()).Transform(Data());
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Sum"], view.Schema["Shape"]]);
        ValueGetter<float> sum = cursor.GetGetter<float>(view.Schema["Sum"]);
        ValueGetter<VBuffer<long>> shape = cursor.GetGetter<VBuffer<long>>(view.Schema["Shape"]);
        float value = 0;
        VBuffer<long> vector = default;
        while (cursor.MoveNext())
        {
            sum(ref value);
            shape(ref vector);
            sum(ref value);
        }

        Assert.Equal(3, runs);
    }

    [Fact]
    public void A_getter_before_the_first_row_is_an_error()
    {
        IDataView view = _ml.Transforms.CustomMapping<Source, Result>((_, _) => { }, null).Fit(Data()).Transform(Data());
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Values"]]);
        VBuffer<float> value = default;

        Assert.ThrowsAny<Exception>(() => cursor.GetGetter<VBuffer<float>>(view.Schema["Values"])(ref value));
    }

    [Fact]
    public void Classes_of_rows_and_factories_may_be_private()
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.CustomMapping(HiddenFactory.Instance.GetMapping(), "IvifMl.StandIns.Tests/Hidden/1").Fit(Data()), null, stream);
        stream.Position = 0;

        Assert.Equal([3f, 6f, 9f], new MLContext().Model.Load(stream, out _).Transform(Data()).GetColumn<float>("Sum"));
    }

    [Fact]
    public void A_contract_that_no_class_has_is_named_when_loading()
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.CustomMapping<Source, Result>((_, _) => { }, "IvifMl.StandIns.Tests/Nobody/1").Fit(Data()), null, stream);
        stream.Position = 0;

        Exception error = Assert.ThrowsAny<Exception>(() => new MLContext().Model.Load(stream, out _));
        Assert.Contains("IvifMl.StandIns.Tests/Nobody/1", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_contract_name_nothing_can_be_saved() => Assert.ThrowsAny<InvalidOperationException>(() =>
        _ml.Model.Save(_ml.Transforms.CustomMapping<Source, Result>((_, _) => { }, null).Fit(Data()), null, new MemoryStream()));
}
