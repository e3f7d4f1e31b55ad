namespace IvifMl.Onnx;

/// <content>Operators that reduce axes to one value; the reduced axes stay with length 1.</content>
public sealed partial class OnnxGraph
{
    /// <summary>Mean over axes.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="axes">The axes to reduce.</param>
    /// <returns>The tensor with those axes of length 1.</returns>
    public OnnxValue ReduceMean(OnnxValue value, params ReadOnlySpan<long> axes) => Reduce("ReduceMean", value, axes);

    /// <summary>Greatest value over axes.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="axes">The axes to reduce.</param>
    /// <returns>The tensor with those axes of length 1.</returns>
    public OnnxValue ReduceMax(OnnxValue value, params ReadOnlySpan<long> axes) => Reduce("ReduceMax", value, axes);

    /// <summary>Least value over axes.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="axes">The axes to reduce.</param>
    /// <returns>The tensor with those axes of length 1.</returns>
    public OnnxValue ReduceMin(OnnxValue value, params ReadOnlySpan<long> axes) => Reduce("ReduceMin", value, axes);

    /// <summary>Euclidean length over axes.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="axes">The axes to reduce.</param>
    /// <returns>The tensor with those axes of length 1.</returns>
    public OnnxValue ReduceL2(OnnxValue value, params ReadOnlySpan<long> axes) => Reduce("ReduceL2", value, axes);

    private OnnxValue Reduce(string operation, OnnxValue value, ReadOnlySpan<long> axes)
    {
        OnnxShape shape = value.Shape;
        foreach (long axis in axes)
        {
            shape = shape.With(Axis(operation, value, (int)axis), 1);
        }

        return Node(operation, [value], value.ElementType, shape, OnnxAttribute.Of("axes", axes), OnnxAttribute.Of("keepdims", 1L));
    }
}
