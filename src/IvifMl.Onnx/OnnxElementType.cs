using System.Diagnostics.CodeAnalysis;

namespace IvifMl.Onnx;

/// <summary>The element types of ONNX tensors that this library writes or names; the numbers are those of <c>TensorProto.DataType</c>.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The members are names of types.")]
public enum OnnxElementType
{
    /// <summary>No element type given.</summary>
    None = 0,

    /// <summary>32-bit IEEE float.</summary>
    Float32 = 1,

    /// <summary>8-bit unsigned integer.</summary>
    UInt8 = 2,

    /// <summary>8-bit signed integer.</summary>
    Int8 = 3,

    /// <summary>32-bit signed integer.</summary>
    Int32 = 6,

    /// <summary>64-bit signed integer: shapes, indices, token ids.</summary>
    Int64 = 7,

    /// <summary>Text.</summary>
    Text = 8,

    /// <summary>Truth value.</summary>
    Boolean = 9,

    /// <summary>16-bit IEEE float.</summary>
    Float16 = 10,

    /// <summary>64-bit IEEE float.</summary>
    Float64 = 11,
}
