using System.Text;

namespace IvifMl.StandIns.Tests.Onnx;

/// <summary>Small ONNX graphs, written field by field.</summary>
internal static class OnnxBytes
{
    public const int Single = 1, Byte = 2, Int32 = 6, Int64 = 7, Text = 8, Boolean = 9, Half = 10, Double = 11;

    /// <summary>A graph whose output <c>Y</c> is its input <c>X</c>.</summary>
    /// <param name="dimensions">A number, or a name where a dimension is free.</param>
    public static byte[] Identity(int element, params object[] dimensions) =>
        Model([Node("Identity", "X", "Y")], [Variable("X", element, dimensions)], [Variable("Y", element, dimensions)]);

    /// <summary>A graph whose outputs <c>A</c> and <c>B</c> are the same random numbers, others at every run.</summary>
    public static byte[] Random(int length) => Model(
        [Node("RandomUniformLike", "X", "R"), Node("Identity", "R", "A"), Node("Identity", "R", "B")],
        [Variable("X", Single, [1, length])],
        [Variable("A", Single, [1, length]), Variable("B", Single, [1, length])]);

    private static byte[] Model(byte[][] nodes, byte[][] inputs, byte[][] outputs)
    {
        byte[] graph = [.. nodes.SelectMany(n => Field(1, n)), .. Field(2, "test"u8.ToArray()), .. inputs.SelectMany(i => Field(11, i)), .. outputs.SelectMany(o => Field(12, o))];
        return [.. Number(1, 7), .. Field(7, graph), .. Field(8, Number(2, 13))];
    }

    private static byte[] Node(string type, string input, string output) =>
        [.. Field(1, Encoding.UTF8.GetBytes(input)), .. Field(2, Encoding.UTF8.GetBytes(output)), .. Field(4, Encoding.UTF8.GetBytes(type))];

    private static byte[] Variable(string name, int element, object[] dimensions)
    {
        byte[] shape = [.. dimensions.SelectMany(d => Field(1, d is int size ? Number(1, size) : Field(2, Encoding.UTF8.GetBytes((string)d))))];
        byte[] tensor = [.. Number(1, element), .. Field(2, shape)];
        return [.. Field(1, Encoding.UTF8.GetBytes(name)), .. Field(2, Field(1, tensor))];
    }

    private static byte[] Field(int number, byte[] content) => [.. Varint(number << 3 | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int number, int value) => [.. Varint(number << 3), .. Varint(value)];

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
