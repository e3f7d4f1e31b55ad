using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A vector of texts.</summary>
internal sealed class TextVectorInput(DataViewRow row, DataViewSchema.Column column, TensorShape shape) : OnnxInput
{
    private readonly ValueGetter<VBuffer<ReadOnlyMemory<char>>> _getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
    private VBuffer<ReadOnlyMemory<char>> _value;

    public override OrtValue Read()
    {
        _getter(ref _value);
        OrtValue tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape.For(_value.Length));
        foreach (KeyValuePair<int, ReadOnlyMemory<char>> text in _value.Items())
        {
            tensor.StringTensorSetElementAt(text.Value, text.Key);
        }

        return tensor;
    }
}

/// <summary>A single text, as a row of one.</summary>
internal sealed class TextScalarInput(DataViewRow row, DataViewSchema.Column column) : OnnxInput
{
    private readonly ValueGetter<ReadOnlyMemory<char>> _getter = row.GetGetter<ReadOnlyMemory<char>>(column);
    private ReadOnlyMemory<char> _value;

    public override OrtValue Read()
    {
        _getter(ref _value);
        OrtValue tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, ScalarShape);
        tensor.StringTensorSetElementAt(_value, 0);
        return tensor;
    }
}
