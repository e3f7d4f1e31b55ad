using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace IvifMl.StandIns.Tests.Onnx;

public sealed class OnnxShapeTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Free
    {
        public float[] X { get; set; } = [];
    }

    private sealed class Known
    {
        [VectorType(6)] public float[] X { get; set; } = [1, 2, 3, 4, 5, 6];
    }

    private float[][] Score<T>(T[] rows, byte[] graph, int[]? shape = null)
        where T : class
    {
        using var stream = new MemoryStream(graph);
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        var shapes = new Dictionary<string, int[]>();
        if (shape is not null)
        {
            shapes["X"] = shape;
        }

        using OnnxTransformer model = _ml.Transforms.ApplyOnnxModel(["Y"], ["X"], stream, shapes, recursionLimit: 100).Fit(data);
        return [.. model.Transform(data).GetColumn<float[]>("Y")];
    }

    /// <summary>What fails in a row may be read ahead on another thread, and then comes inside an exception of that reading.</summary>
    private static void RefusedInARow(Action action) => Assert.IsAssignableFrom<ArgumentException>(Assert.ThrowsAny<Exception>(action).GetBaseException());

    [Fact]
    public void A_free_dimension_follows_the_length_of_each_row()
    {
        float[][] rows = Score([new Free { X = [1, 2] }, new Free { X = [1, 2, 3, 4, 5, 6] }, new Free()], OnnxBytes.Identity(OnnxBytes.Single, "batch", 2, "rest"));

        Assert.Equal([[1f, 2], [1, 2, 3, 4, 5, 6], []], rows);
    }

    [Fact]
    public void A_length_that_the_other_dimensions_do_not_divide_is_refused() =>
        RefusedInARow(() => Score([new Free { X = [1, 2, 3] }], OnnxBytes.Identity(OnnxBytes.Single, 1, 2, "rest")));

    [Fact]
    public void Free_dimensions_need_vectors_of_free_length_and_fixed_ones_of_known_length()
    {
        RefusedInARow(() => Score([new Known()], OnnxBytes.Identity(OnnxBytes.Single, 1, "length")));
        RefusedInARow(() => Score([new Free { X = [1, 2, 3, 4, 5, 6] }], OnnxBytes.Identity(OnnxBytes.Single, 1, 6)));
        Assert.Equal([1f, 2, 3, 4, 5, 6], Score([new Known()], OnnxBytes.Identity(OnnxBytes.Single, 2, 3)).Single());
    }

    [Fact]
    public void Given_shapes_fix_free_dimensions_only()
    {
        byte[] graph = OnnxBytes.Identity(OnnxBytes.Single, "batch", "height", "width");

        Assert.Equal([1f, 2, 3, 4, 5, 6], Score([new Known()], graph, [1, 2, 3]).Single());
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => Score([new Known()], graph, [2, 3]));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => Score([new Known()], OnnxBytes.Identity(OnnxBytes.Single, 1, 6), [1, 5]));
    }

    [Fact]
    public void Column_types_say_what_is_known()
    {
        using var known = new MemoryStream(OnnxBytes.Identity(OnnxBytes.Single, "batch", 2, 3));
        using var free = new MemoryStream(OnnxBytes.Identity(OnnxBytes.Single, 1, "length"));
        using var sixes = _ml.Transforms.ApplyOnnxModel("Y", "X", known).Fit(_ml.Data.LoadFromEnumerable(new[] { new Known() }));
        using var any = _ml.Transforms.ApplyOnnxModel("Y", "X", free).Fit(_ml.Data.LoadFromEnumerable(new[] { new Free() }));

        DataViewType fixedType = sixes.GetOutputSchema(_ml.Data.LoadFromEnumerable(new[] { new Known() }).Schema)["Y"].Type;
        Assert.Equal([1, 2, 3], ((VectorDataViewType)fixedType).Dimensions.ToArray());
        Assert.False(((VectorDataViewType)any.GetOutputSchema(_ml.Data.LoadFromEnumerable(new[] { new Free() }).Schema)["Y"].Type).IsKnownSize);
    }
}
