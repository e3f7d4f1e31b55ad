namespace IvifMl.Onnx;

/// <content>Operators that find or take single entries.</content>
public sealed partial class OnnxGraph
{
    /// <summary>Where the highest value of an axis is; the first one of several equal.</summary>
    /// <param name="value">The tensor, not of 64-bit integers (ONNX Runtime has no such kernel; cast them).</param>
    /// <param name="axis">The axis.</param>
    /// <returns>int64, the tensor's shape with that axis of length 1.</returns>
    /// <exception cref="ArgumentException">No such axis, or 64-bit integers.</exception>
    public OnnxValue ArgMax(OnnxValue value, int axis)
    {
        if (value.ElementType == OnnxElementType.Int64)
        {
            throw new ArgumentException($"ArgMax: {value} has 64-bit integers, which ONNX Runtime does not search; use Cast.", nameof(value));
        }

        int at = Axis("ArgMax", value, axis);
        return Node("ArgMax", [value], OnnxElementType.Int64, value.Shape.With(at, 1), OnnxAttribute.Of("axis", at), OnnxAttribute.Of("keepdims", 1L));
    }

    /// <summary>From each item of a batch the row at its own index.</summary>
    /// <param name="value">[N, L, …].</param>
    /// <param name="indices">int64 [N, 1], 0 … L − 1.</param>
    /// <returns>[N, …].</returns>
    /// <exception cref="ArgumentException">Ranks, types or the batch do not fit.</exception>
    public OnnxValue GatherRows(OnnxValue value, OnnxValue indices)
    {
        CheckType("GatherND", indices, OnnxElementType.Int64);
        CheckRank("GatherND", indices, 2);
        CheckEqual("GatherND", $"batch of {value} and {indices}", value.Shape[0], indices.Shape[0]);
        CheckEqual("GatherND", $"one index per row in {indices}", indices.Shape[1], 1);
        OnnxDimension[] old = value.Shape.ToArray();
        return Node("GatherND", [value, indices], value.ElementType, OnnxShape.Create([old[0], .. old[2..]]), OnnxAttribute.Of("batch_dims", 1L));
    }
}
