using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.StandIns.Tests.Onnx;

public sealed class OnnxElementTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Vectors<T>
    {
        [VectorType(1, 3)] public T[] X { get; set; } = [];
    }

    private sealed class Scalar<T>
    {
        public T X { get; set; } = default!;
    }

    private T[] Through<T>(int element, T[] values)
    {
        using var graph = new MemoryStream(OnnxBytes.Identity(element, "batch", 3));
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Vectors<T> { X = values } });
        using var model = _ml.Transforms.ApplyOnnxModel("Y", "X", graph).Fit(data);
        return model.Transform(data).GetColumn<T[]>("Y").Single();
    }

    private T[] Alone<T>(int element, T value)
    {
        using var graph = new MemoryStream(OnnxBytes.Identity(element, 1, 1));
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Scalar<T> { X = value } });
        using var model = _ml.Transforms.ApplyOnnxModel("Y", "X", graph).Fit(data);
        return model.Transform(data).GetColumn<T[]>("Y").Single();
    }

    [Fact]
    public void Vectors_of_every_element_go_through_unchanged()
    {
        Assert.Equal([1.5f, float.NaN, float.NegativeInfinity], Through<float>(OnnxBytes.Single, [1.5f, float.NaN, float.NegativeInfinity]));
        Assert.Equal([1.5, Math.PI, -0.0], Through<double>(OnnxBytes.Double, [1.5, Math.PI, -0.0]));
        Assert.Equal([1, int.MinValue, int.MaxValue], Through<int>(OnnxBytes.Int32, [1, int.MinValue, int.MaxValue]));
        Assert.Equal([1, long.MinValue, long.MaxValue], Through<long>(OnnxBytes.Int64, [1, long.MinValue, long.MaxValue]));
        Assert.Equal([0, 7, 255], Through<byte>(OnnxBytes.Byte, [0, 7, 255]));
        Assert.Equal([true, false, true], Through<bool>(OnnxBytes.Boolean, [true, false, true]));
        Assert.Equal(["", "infrared", "weiß 🌡"], Through<string>(OnnxBytes.Text, ["", "infrared", "weiß 🌡"]));
    }

    [Fact]
    public void A_single_value_is_a_row_of_one()
    {
        Assert.Equal([2.5f], Alone(OnnxBytes.Single, 2.5f));
        Assert.Equal([-3L], Alone(OnnxBytes.Int64, -3L));
        Assert.Equal([true], Alone(OnnxBytes.Boolean, true));
        Assert.Equal(["visible"], Alone(OnnxBytes.Text, "visible"));
    }

    [Fact]
    public void A_sparse_vector_is_filled_up_with_zeros()
    {
        using var graph = new MemoryStream(OnnxBytes.Identity(OnnxBytes.Single, 1, 4));
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Sparse() });
        using var model = _ml.Transforms.ApplyOnnxModel("Y", "X", graph).Fit(data);

        Assert.Equal([0f, 0, 5, 0], model.Transform(data).GetColumn<float[]>("Y").Single());
    }

    private sealed class Sparse
    {
        [VectorType(4)] public VBuffer<float> X { get; set; } = new(4, 1, [5], [2]);
    }

    [Fact]
    public void An_element_without_a_column_type_is_refused()
    {
        using var graph = new MemoryStream(OnnxBytes.Identity(OnnxBytes.Half, 1, 4));

        Assert.Contains("Float16", Assert.ThrowsAny<InvalidOperationException>(() => _ml.Transforms.ApplyOnnxModel("Y", "X", graph)).Message, StringComparison.Ordinal);
    }
}
