using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Texts, which ONNX Runtime keeps in memory of its own.</summary>
internal sealed class TextElement() : OnnxElement(TextDataViewType.Instance)
{
    protected override Type RuntimeType => typeof(string);

    public override OnnxInput Input(DataViewRow row, DataViewSchema.Column column, TensorShape shape) => column.Type is VectorDataViewType
        ? new TextVectorInput(row, column, shape)
        : new TextScalarInput(row, column);

    public override Delegate Getter(Func<OrtValue> output) => (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) =>
    {
        string[] texts = output().GetStringTensorAsArray();
        VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref value, texts.Length);
        for (int i = 0; i < texts.Length; i++)
        {
            editor.Values[i] = texts[i].AsMemory();
        }

        value = editor.Commit();
    });
}
