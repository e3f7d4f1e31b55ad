using Google.Protobuf;

namespace IvifMl.Onnx;

/// <summary>One attribute of a node: a number, a text, or a list of numbers.</summary>
public sealed class OnnxAttribute
{
    private readonly object _value;

    private OnnxAttribute(string name, object value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _value = value;
    }

    /// <summary>The attribute's name as the operator's definition has it.</summary>
    public string Name { get; }

    /// <summary>An integer attribute.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The attribute.</returns>
    public static OnnxAttribute Of(string name, long value) => new(name, value);

    /// <summary>A float attribute.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The attribute.</returns>
    public static OnnxAttribute Of(string name, float value) => new(name, value);

    /// <summary>A text attribute.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The attribute.</returns>
    public static OnnxAttribute Of(string name, string value) => new(name, value);

    /// <summary>An attribute of several integers.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="values">Its values.</param>
    /// <returns>The attribute.</returns>
    public static OnnxAttribute Of(string name, params ReadOnlySpan<long> values) => new(name, values.ToArray());

    /// <summary>An attribute of several floats.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="values">Its values.</param>
    /// <returns>The attribute.</returns>
    public static OnnxAttribute Of(string name, params ReadOnlySpan<float> values) => new(name, values.ToArray());

    /// <summary>Writes the fields of an <c>AttributeProto</c>.</summary>
    internal void WriteTo(CodedOutputStream output)
    {
        output.WriteText(1, Name);
        switch (_value)
        {
            case float number:
                output.WriteTag(2, WireFormat.WireType.Fixed32);
                output.WriteFloat(number);
                output.WriteNumber(20, 1);
                break;
            case long number:
                output.WriteNumber(3, number);
                output.WriteNumber(20, 2);
                break;
            case string text:
                output.WriteText(4, text);
                output.WriteNumber(20, 3);
                break;
            case float[] numbers:
                foreach (float number in numbers)
                {
                    output.WriteTag(7, WireFormat.WireType.Fixed32);
                    output.WriteFloat(number);
                }

                output.WriteNumber(20, 6);
                break;
            case long[] numbers:
                foreach (long number in numbers)
                {
                    output.WriteNumber(8, number);
                }

                output.WriteNumber(20, 7);
                break;
        }
    }
}
