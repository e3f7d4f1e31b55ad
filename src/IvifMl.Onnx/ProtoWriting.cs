using Google.Protobuf;

namespace IvifMl.Onnx;

/// <summary>Protobuf fields written one by one: the few shapes of field that ONNX messages have.</summary>
internal static class ProtoWriting
{
    /// <summary>An integer field.</summary>
    internal static void WriteNumber(this CodedOutputStream output, int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    /// <summary>A text field, UTF-8.</summary>
    internal static void WriteText(this CodedOutputStream output, int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    /// <summary>A field of raw bytes.</summary>
    internal static void WriteRaw(this CodedOutputStream output, int field, byte[] value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(value));
    }

    /// <summary>A field that holds a message, whose own fields <paramref name="body"/> writes.</summary>
    internal static void WriteMessage(this CodedOutputStream output, int field, Action<CodedOutputStream> body) => output.WriteRaw(field, Message(body));

    /// <summary>The bytes of a message, whose fields <paramref name="body"/> writes.</summary>
    internal static byte[] Message(Action<CodedOutputStream> body)
    {
        using MemoryStream memory = new();
        using (CodedOutputStream output = new(memory, leaveOpen: true))
        {
            body(output);
        }

        return memory.ToArray();
    }
}
