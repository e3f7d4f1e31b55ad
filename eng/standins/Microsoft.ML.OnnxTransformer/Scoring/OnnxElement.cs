using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>What the elements of a tensor are, and how they come from and go to columns.</summary>
internal abstract class OnnxElement(PrimitiveDataViewType type)
{
    private static readonly Dictionary<Type, OnnxElement> Known = new OnnxElement[]
    {
        new NumericElement<float>(NumberDataViewType.Single),
        new NumericElement<double>(NumberDataViewType.Double),
        new NumericElement<sbyte>(NumberDataViewType.SByte),
        new NumericElement<byte>(NumberDataViewType.Byte),
        new NumericElement<short>(NumberDataViewType.Int16),
        new NumericElement<ushort>(NumberDataViewType.UInt16),
        new NumericElement<int>(NumberDataViewType.Int32),
        new NumericElement<uint>(NumberDataViewType.UInt32),
        new NumericElement<long>(NumberDataViewType.Int64),
        new NumericElement<ulong>(NumberDataViewType.UInt64),
        new NumericElement<bool>(BooleanDataViewType.Instance),
        new TextElement(),
    }.ToDictionary(e => e.RuntimeType);

    public PrimitiveDataViewType Type => type;

    /// <summary>The type by ONNX Runtime's name.</summary>
    protected abstract Type RuntimeType { get; }

    public static OnnxElement Of(string name, NodeMetadata metadata) => Known.GetValueOrDefault(metadata.ElementType)
        ?? throw new InvalidOperationException($"'{name}' of the graph holds {metadata.ElementDataType}, for which there is no column type.");

    /// <summary>Reads a column of a moving row as tensors.</summary>
    public abstract OnnxInput Input(DataViewRow row, DataViewSchema.Column column, TensorShape shape);

    /// <summary>A getter of vectors that hold an output of the row's run.</summary>
    /// <param name="output">Gives the tensor for the row as it stands.</param>
    public abstract Delegate Getter(Func<OrtValue> output);
}
