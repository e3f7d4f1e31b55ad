using System.Runtime.InteropServices;
using Google.Protobuf;

namespace IvifMl.Onnx;

/// <summary>What <see cref="OnnxModelEditor"/> changes in a model.</summary>
public sealed record OnnxEdit
{
    /// <summary>New names of graph inputs, by their old ones.</summary>
    public IReadOnlyDictionary<string, string> InputNames { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Renamed float inputs that are taken flat, as [1, L], and given these lengths inside, by their old names: ML.NET hands over no vector of variable
    /// length where an input's lengths are all known.
    /// </summary>
    public IReadOnlyDictionary<string, long[]> FlatInputs { get; init; } = new Dictionary<string, long[]>();

    /// <summary>New names of graph outputs, by their old ones.</summary>
    public IReadOnlyDictionary<string, string> OutputNames { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// For renamed float outputs [1, L], by their old names, another output of that shape whose values are put behind them, [1, 2L]; it is no output of
    /// its own any more.
    /// </summary>
    public IReadOnlyDictionary<string, string> JoinedOutputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Outputs to add that are always the same: float vectors, by name.</summary>
    public IReadOnlyDictionary<string, float[]> Constants { get; init; } = new Dictionary<string, float[]>();

    /// <summary>Values of float inputs of shape [1, n] where a caller gives none, by the input's old name: n numbers each.</summary>
    public IReadOnlyDictionary<string, float[]> InputDefaults { get; init; } = new Dictionary<string, float[]>();

    /// <summary>Old names of renamed outputs whose rows are divided by their Euclidean length; a row of zeros stays.</summary>
    public IReadOnlySet<string> UnitLengthOutputs { get; init; } = new HashSet<string>();

    /// <summary>Metadata to add, or to take the place of what the model has under the same key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>
/// Changes the outside of an ONNX model and leaves its nodes and weights as they are, byte for byte: a renamed input or
/// output is joined to the old name by an Identity node, which engines remove.
/// </summary>
public static class OnnxModelEditor
{
    private const int ModelGraph = 7;
    private const int ModelMetadata = 14;
    private const int GraphNode = 1;
    private const int GraphInitializer = 5;
    private const int GraphInput = 11;
    private const int GraphOutput = 12;
    private const int ValueName = 1;
    private const string ConstantSuffix = "/constant";

    /// <summary>The model with the edit made.</summary>
    /// <param name="model">An ONNX ModelProto.</param>
    /// <param name="edit">What to change.</param>
    /// <returns>A new ModelProto; the same bytes for the same arguments.</returns>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model, or an input or output to rename is not there.</exception>
    public static byte[] Edit(byte[] model, OnnxEdit edit)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(edit);
        try
        {
            bool hasGraph = false;
            byte[] edited = ProtoWriting.Message(output =>
            {
                Copy(model, output, (field, bytes) =>
                {
                    if (field != ModelGraph)
                    {
                        return field == ModelMetadata && NameOf(bytes) is { } key && edit.Metadata.ContainsKey(key);
                    }

                    hasGraph = true;
                    output.WriteRaw(ModelGraph, EditGraph(bytes, edit));
                    return true;
                });
                foreach ((string key, string value) in edit.Metadata.OrderBy(p => p.Key, StringComparer.Ordinal))
                {
                    output.WriteMessage(ModelMetadata, entry =>
                    {
                        entry.WriteText(1, key);
                        entry.WriteText(2, value);
                    });
                }
            });
            return hasGraph ? edited : throw new InvalidDataException("The bytes are no ONNX model: they hold no graph.");
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InvalidDataException($"The bytes are no ONNX model: {error.Message}", error);
        }
    }

    private static byte[] EditGraph(byte[] graph, OnnxEdit edit)
    {
        var missing = new HashSet<string>(edit.InputNames.Keys.Concat(edit.OutputNames.Keys).Concat(edit.InputDefaults.Keys).Concat(edit.FlatInputs.Keys), StringComparer.Ordinal);
        missing.UnionWith(edit.UnitLengthOutputs.Concat(edit.JoinedOutputs.Keys).Where(name => !edit.OutputNames.ContainsKey(name)));
        missing.UnionWith(edit.JoinedOutputs.Values);
        byte[] edited = ProtoWriting.Message(output =>
        {
            // Nodes stand in the order of their computation: what feeds the old names comes first.
            foreach ((string old, string name) in edit.InputNames.OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                if (edit.FlatInputs.TryGetValue(old, out long[]? lengths))
                {
                    WriteReshape(output, name, old, lengths);
                }
                else
                {
                    WriteNode(output, "Identity", name, old);
                }
            }

            Copy(graph, output, (field, bytes) =>
            {
                IReadOnlyDictionary<string, string>? names = field switch { GraphInput => edit.InputNames, GraphOutput => edit.OutputNames, _ => null };
                if (names is null || NameOf(bytes) is not { } old)
                {
                    return false;
                }

                string name = names.GetValueOrDefault(old, old);
                missing.Remove(old);
                if (field == GraphOutput && edit.JoinedOutputs.Values.Contains(old))
                {
                    return true;
                }

                if (field == GraphInput && edit.InputDefaults.TryGetValue(old, out float[]? values))
                {
                    WriteTensor(output, name, [1, values.Length], values);
                }

                if (name == old)
                {
                    return false;
                }

                if ((field == GraphInput && edit.FlatInputs.ContainsKey(old)) || (field == GraphOutput && edit.JoinedOutputs.ContainsKey(old)))
                {
                    WriteFlat(output, field, name);
                    return true;
                }

                output.WriteRaw(field, Rename(bytes, name));
                return true;
            });
            foreach ((string old, string name) in edit.OutputNames.OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                if (edit.JoinedOutputs.TryGetValue(old, out string? behind))
                {
                    WriteJoin(output, old, behind, name);
                }
                else
                {
                    WriteNode(output, edit.UnitLengthOutputs.Contains(old) ? "LpNormalization" : "Identity", old, name);
                }
            }

            foreach ((string name, float[] values) in edit.Constants.OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                WriteConstant(output, name, values);
            }
        });
        return missing.Count == 0
            ? edited
            : throw new InvalidDataException($"The graph has no input or output {string.Join(", ", missing.Order(StringComparer.Ordinal).Select(n => $"'{n}'"))} to change.");
    }

    // Of the operators used here, LpNormalization's defaults are the last axis and the Euclidean norm.
    private static void WriteNode(CodedOutputStream output, string operation, string from, string to) => output.WriteMessage(GraphNode, node =>
    {
        node.WriteText(1, from);
        node.WriteText(2, to);
        node.WriteText(3, $"{to}/{operation.ToLowerInvariant()}");
        node.WriteText(4, operation);
    });

    private static void WriteJoin(CodedOutputStream output, string first, string second, string to) => output.WriteMessage(GraphNode, node =>
    {
        node.WriteText(1, first);
        node.WriteText(1, second);
        node.WriteText(2, to);
        node.WriteText(3, $"{to}/concat");
        node.WriteText(4, "Concat");
        node.WriteMessage(5, attribute =>
        {
            attribute.WriteText(1, "axis");
            attribute.WriteNumber(3, 1);
            attribute.WriteNumber(20, 2);
        });
    });

    private static void WriteReshape(CodedOutputStream output, string from, string to, long[] lengths)
    {
        string shape = from + ConstantSuffix;
        WriteTensor(output, shape, [lengths.Length], OnnxElementType.Int64, MemoryMarshal.AsBytes(lengths.AsSpan()));
        output.WriteMessage(GraphNode, node =>
        {
            node.WriteText(1, from);
            node.WriteText(1, shape);
            node.WriteText(2, to);
            node.WriteText(3, $"{to}/reshape");
            node.WriteText(4, "Reshape");
        });
    }

    private static void WriteTensor(CodedOutputStream output, string name, long[] shape, OnnxElementType type, ReadOnlySpan<byte> values)
    {
        byte[] bytes = values.ToArray();
        output.WriteMessage(GraphInitializer, tensor =>
        {
            Array.ForEach(shape, length => tensor.WriteNumber(1, length));
            tensor.WriteNumber(2, (long)type);
            tensor.WriteText(8, name);
            tensor.WriteRaw(9, bytes);
        });
    }

    private static void WriteTensor(CodedOutputStream output, string name, long[] shape, float[] values) =>
        WriteTensor(output, name, shape, OnnxElementType.Float32, MemoryMarshal.AsBytes(values.AsSpan()));

    private static void WriteConstant(CodedOutputStream output, string name, float[] values)
    {
        WriteTensor(output, name + ConstantSuffix, [values.Length], values);
        WriteNode(output, "Identity", name + ConstantSuffix, name);
        WriteValue(output, GraphOutput, name, shape => shape.WriteMessage(1, dimension => dimension.WriteNumber(1, values.Length)));
    }

    private static void WriteFlat(CodedOutputStream output, int field, string name) => WriteValue(output, field, name, shape =>
    {
        shape.WriteMessage(1, dimension => dimension.WriteNumber(1, 1));
        shape.WriteMessage(1, dimension => dimension.WriteText(2, field == GraphInput ? "L" : "joined"));
    });

    private static void WriteValue(CodedOutputStream output, int field, string name, Action<CodedOutputStream> lengths) => output.WriteMessage(field, value =>
    {
        value.WriteText(ValueName, name);
        value.WriteMessage(2, type => type.WriteMessage(1, tensor =>
        {
            tensor.WriteNumber(1, (long)OnnxElementType.Float32);
            tensor.WriteMessage(2, lengths);
        }));
    });

    private static string? NameOf(byte[] value)
    {
        string? name = null;
        using var input = new CodedInputStream(value);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == ValueName)
            {
                name = input.ReadString();
            }
            else
            {
                input.SkipLastField();
            }
        }

        return name;
    }

    private static byte[] Rename(byte[] value, string name) => ProtoWriting.Message(output => Copy(value, output, (field, _) =>
    {
        if (field == ValueName)
        {
            output.WriteText(ValueName, name);
        }

        return field == ValueName;
    }));

    /// <summary>Copies a message field by field; fields that <paramref name="replace"/> has written itself are left out.</summary>
    private static void Copy(byte[] message, CodedOutputStream output, Func<int, byte[], bool> replace)
    {
        using var input = new CodedInputStream(message);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            int field = WireFormat.GetTagFieldNumber(tag);
            switch (WireFormat.GetTagWireType(tag))
            {
                case WireFormat.WireType.LengthDelimited:
                    byte[] bytes = input.ReadBytes().ToByteArray();
                    if (!replace(field, bytes))
                    {
                        output.WriteRaw(field, bytes);
                    }

                    break;
                case WireFormat.WireType.Varint:
                    output.WriteNumber(field, input.ReadInt64());
                    break;
                case WireFormat.WireType.Fixed32:
                    output.WriteTag(field, WireFormat.WireType.Fixed32);
                    output.WriteFixed32(input.ReadFixed32());
                    break;
                case WireFormat.WireType.Fixed64:
                    output.WriteTag(field, WireFormat.WireType.Fixed64);
                    output.WriteFixed64(input.ReadFixed64());
                    break;
                default:
                    throw new InvalidDataException($"The bytes are no ONNX model: field {field} has a wire type that ONNX does not use.");
            }
        }
    }
}
