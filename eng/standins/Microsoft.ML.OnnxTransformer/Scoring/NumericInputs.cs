using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A vector, whose own memory becomes the tensor's.</summary>
internal sealed class VectorInput<T>(DataViewRow row, DataViewSchema.Column column, TensorShape shape) : OnnxInput
    where T : unmanaged
{
    private readonly ValueGetter<VBuffer<T>> _getter = row.GetGetter<VBuffer<T>>(column);
    private VBuffer<T> _value;
    private VBuffer<T> _dense;

    public override OrtValue Read()
    {
        _getter(ref _value);
        if (!_value.IsDense)
        {
            _value.CopyToDense(ref _dense);
        }

        T[] values = (_value.IsDense ? _value : _dense).ValuesArray ?? [];
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(0, _value.Length), shape.For(_value.Length));
    }
}

/// <summary>A single number, as a row of one.</summary>
internal sealed class ScalarInput<T>(DataViewRow row, DataViewSchema.Column column) : OnnxInput
    where T : unmanaged
{
    private readonly ValueGetter<T> _getter = row.GetGetter<T>(column);
    private readonly T[] _value = new T[1];

    public override OrtValue Read()
    {
        _getter(ref _value[0]);
        return OrtValue.CreateTensorValueFromMemory(_value, ScalarShape);
    }
}
