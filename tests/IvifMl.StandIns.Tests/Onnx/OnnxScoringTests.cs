using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace IvifMl.StandIns.Tests.Onnx;

public sealed class OnnxScoringTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        [VectorType(1, 4)] public float[] X { get; set; } = [1, 2, 3, 4];
    }

    private sealed class Source
    {
        public float[] S { get; set; } = [];
    }

    private sealed class Mapped
    {
        public float[] X { get; set; } = [];
    }

    private IDataView Rows(int count) => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row { X = [i, 2, 3, 4] }));

    private OnnxTransformer Model(byte[] graph)
    {
        using var stream = new MemoryStream(graph);
        return _ml.Transforms.ApplyOnnxModel(stream).Fit(Rows(1));
    }

    [Fact]
    public void All_outputs_of_a_row_come_from_one_run()
    {
        using OnnxTransformer model = Model(OnnxBytes.Random(4));
        IDataView result = model.Transform(Rows(3));
        using DataViewRowCursor cursor = result.GetRowCursor(result.Schema);
        ValueGetter<VBuffer<float>> a = cursor.GetGetter<VBuffer<float>>(result.Schema["A"]);
        ValueGetter<VBuffer<float>> b = cursor.GetGetter<VBuffer<float>>(result.Schema["B"]);
        var seen = new List<float[]>();
        VBuffer<float> first = default, second = default, again = default;
        while (cursor.MoveNext())
        {
            b(ref second);
            a(ref first);
            a(ref again);
            Assert.Equal(first.DenseValues(), second.DenseValues());
            Assert.Equal(first.DenseValues(), again.DenseValues());
            seen.Add([.. first.DenseValues()]);
        }

        Assert.Equal(3, seen.Select(s => s[0]).Distinct().Count());
    }

    [Fact]
    public void Nothing_is_computed_for_outputs_that_are_not_asked_for()
    {
        int read = 0;
        IDataView rows = _ml.Data.LoadFromEnumerable(new[] { new Source { S = [1, 2] }, new Source { S = [3, 4] } });
        IDataView counted = _ml.Transforms.CustomMapping<Source, Mapped>((from, to) => { read++; to.X = from.S; }, null).Fit(rows).Transform(rows);
        using var stream = new MemoryStream(OnnxBytes.Identity(OnnxBytes.Single, 1, "length"));
        using OnnxTransformer model = _ml.Transforms.ApplyOnnxModel("Y", "X", stream).Fit(counted);
        IDataView scored = model.Transform(counted);

        Assert.Equal(2, scored.GetColumn<float[]>("S").Count());
        Assert.Equal(0, read);
        Assert.Equal([[1f, 2], [3, 4]], scored.GetColumn<float[]>("Y"));
        Assert.Equal(2, read);
    }

    [Fact]
    public void Several_cursors_use_one_transformer_at_once()
    {
        using OnnxTransformer model = Model(OnnxBytes.Identity(OnnxBytes.Single, 1, 4));
        float[][] expected = [.. Enumerable.Range(0, 200).Select(i => new float[] { i, 2, 3, 4 })];

        Parallel.For(0, 8, _ => Assert.Equal(expected, model.Transform(Rows(200)).GetColumn<float[]>("Y")));
    }

    [Fact]
    public void A_transformer_that_is_disposed_scores_no_more()
    {
        OnnxTransformer model = Model(OnnxBytes.Identity(OnnxBytes.Single, 1, 4));
        IDataView result = model.Transform(Rows(1));
        model.Dispose();
        model.Dispose();

        Assert.ThrowsAny<Exception>(() => result.GetColumn<float[]>("Y").ToArray());
    }

    [Fact]
    public void A_gpu_that_is_not_there_is_refused_where_the_cpu_is_not_allowed()
    {
        using var stream = new MemoryStream(OnnxBytes.Identity(OnnxBytes.Single, 1, 4));

        Assert.ThrowsAny<Exception>(() => _ml.Transforms.ApplyOnnxModel("Y", "X", stream, gpuDeviceId: 10_000, fallbackToCpu: false));
    }
}
