using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Numbers and booleans: memory is shared with ONNX Runtime on the way in and copied once on the way out.</summary>
internal sealed class NumericElement<T>(PrimitiveDataViewType type) : OnnxElement(type)
    where T : unmanaged
{
    protected override Type RuntimeType => typeof(T);

    public override OnnxInput Input(DataViewRow row, DataViewSchema.Column column, TensorShape shape) => column.Type is VectorDataViewType
        ? new VectorInput<T>(row, column, shape)
        : new ScalarInput<T>(row, column);

    public override Delegate Getter(Func<OrtValue> output) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
    {
        ReadOnlySpan<T> values = output().GetTensorDataAsSpan<T>();
        VBufferEditor<T> editor = VBufferEditor.Create(ref value, values.Length);
        values.CopyTo(editor.Values);
        value = editor.Commit();
    });
}
