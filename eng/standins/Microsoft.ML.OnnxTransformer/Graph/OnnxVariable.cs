using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">In the graph, and of the column.</param>
/// <param name="Shape">As the graph or the user says; −1 (or 0) where it is free; empty for a scalar.</param>
/// <param name="Element">What its elements are.</param>
/// <param name="ColumnType">The type of the column.</param>
internal sealed record OnnxVariable(string Name, int[] Shape, OnnxElement Element, DataViewType ColumnType)
{
    public static OnnxVariable Of(string name, NodeMetadata metadata, IReadOnlyDictionary<string, int[]> shapes)
    {
        if (!metadata.IsTensor)
        {
            throw new NotSupportedException($"'{name}' of the graph is a {metadata.OnnxValueType}; only tensors can be columns.");
        }

        OnnxElement element = OnnxElement.Of(name, metadata);
        if (!shapes.TryGetValue(name, out int[] given))
        {
            return new OnnxVariable(name, metadata.Dimensions, element, TypeOf(element.Type, metadata.Dimensions, firstIsOne: true));
        }

        return Agree(given, metadata.Dimensions)
            ? new OnnxVariable(name, [.. given], element, TypeOf(element.Type, given, firstIsOne: false))
            : throw new ArgumentOutOfRangeException(
                nameof(shapes), $"The shape {Text(given)} given for '{name}' does not fit {Text(metadata.Dimensions)} of the graph: only free dimensions can be fixed.");
    }

    public static string Text(IEnumerable<int> shape) => $"[{string.Join(", ", shape.Select(d => d > 0 ? $"{d}" : "?"))}]";

    private static bool Agree(int[] given, int[] shape) =>
        given.Length == shape.Length && given.Zip(shape).All(d => d.First == d.Second || d.First <= 0 || d.Second <= 0);

    // A batch of one row: a first dimension that is free in the graph is 1. Any other free one makes a vector of free length.
    private static DataViewType TypeOf(PrimitiveDataViewType item, int[] shape, bool firstIsOne)
    {
        if (shape.Length == 0)
        {
            return item;
        }

        int[] dimensions = [.. shape.Select((d, i) => i == 0 && d <= 0 && firstIsOne ? 1 : d)];
        return dimensions.All(d => d > 0) ? new VectorDataViewType(item, dimensions) : new VectorDataViewType(item);
    }
}
