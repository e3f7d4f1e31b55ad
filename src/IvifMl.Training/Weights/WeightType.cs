namespace IvifMl.Training;

/// <summary>The element types of weight files.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "They are the names of element types.")]
public enum WeightType
{
    /// <summary>16-bit IEEE float (<c>F16</c>).</summary>
    Float16,

    /// <summary>The upper half of a 32-bit float (<c>BF16</c>).</summary>
    BFloat16,

    /// <summary>32-bit float (<c>F32</c>).</summary>
    Float32,

    /// <summary>64-bit float (<c>F64</c>).</summary>
    Float64,

    /// <summary>Signed byte (<c>I8</c>).</summary>
    Int8,

    /// <summary>Unsigned byte (<c>U8</c>).</summary>
    UInt8,

    /// <summary>16-bit integer (<c>I16</c>).</summary>
    Int16,

    /// <summary>32-bit integer (<c>I32</c>).</summary>
    Int32,

    /// <summary>64-bit integer (<c>I64</c>).</summary>
    Int64,

    /// <summary>One byte, 0 or 1 (<c>BOOL</c>).</summary>
    Bool,
}
