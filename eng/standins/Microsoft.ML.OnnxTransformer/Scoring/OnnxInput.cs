using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A column of one moving row as an input of the graph.</summary>
internal abstract class OnnxInput
{
    /// <summary>One row of one value.</summary>
    protected static readonly long[] ScalarShape = [1, 1];

    /// <summary>The tensor of the row as it stands; it may share memory with the input and is used before that reads again.</summary>
    public abstract OrtValue Read();
}
