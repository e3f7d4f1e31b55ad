using System.Runtime.InteropServices;

namespace IvifMl.Onnx;

/// <summary>Reads the weights of a model; field numbers are those of onnx.proto.</summary>
internal static class OnnxConstants
{
    private const long Float32 = 1;

    /// <summary>The 32-bit float constants of a model's graph by name; other types and subgraphs are passed over.</summary>
    /// <param name="path">The .onnx file; its weights must lie inside it.</param>
    /// <exception cref="InvalidDataException">The file is not an ONNX model, or a constant is not whole.</exception>
    internal static IReadOnlyDictionary<string, (long[] Shape, float[] Values)> Read(string path)
    {
        byte[] model = File.ReadAllBytes(path);
        OnnxModelReader.Read(model, $"'{path}'");
        Dictionary<string, (long[] Shape, float[] Values)> constants = new(StringComparer.Ordinal);
        ProtoReader fields = new(model);
        while (fields.Next())
        {
            if (fields.Field == 7)
            {
                ReadGraph(fields.Bytes(), constants, path);
            }
            else
            {
                fields.Skip();
            }
        }

        return constants;
    }

    private static void ReadGraph(ReadOnlySpan<byte> graph, Dictionary<string, (long[] Shape, float[] Values)> constants, string path)
    {
        ProtoReader fields = new(graph);
        while (fields.Next())
        {
            if (fields.Field == 5)
            {
                ReadTensor(fields.Bytes(), constants, path);
            }
            else
            {
                fields.Skip();
            }
        }
    }

    private static void ReadTensor(ReadOnlySpan<byte> tensor, Dictionary<string, (long[] Shape, float[] Values)> constants, string path)
    {
        List<long> lengths = [];
        long type = 0;
        string name = string.Empty;
        ReadOnlySpan<byte> data = [];
        ProtoReader fields = new(tensor);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    fields.Numbers(lengths, OnnxModelReader.MostDimensions);
                    break;
                case 2:
                    type = fields.Number();
                    break;
                case 8:
                    name = fields.Text();
                    break;
                case 4 or 9:
                    // Packed float_data and raw_data are the same bytes.
                    data = fields.Bytes();
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        if (type != Float32)
        {
            return;
        }

        long count = lengths.Aggregate(1L, (product, length) => checked(product * length));
        if (data.Length != count * sizeof(float))
        {
            throw new InvalidDataException($"'{path}': the constant '{name}' has {data.Length} bytes where [{string.Join(", ", lengths)}] needs {count * sizeof(float)}.");
        }

        constants[name] = ([.. lengths], MemoryMarshal.Cast<byte, float>(data).ToArray());
    }
}
