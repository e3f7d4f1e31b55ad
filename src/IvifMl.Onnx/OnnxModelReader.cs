namespace IvifMl.Onnx;

/// <summary>Collects the facts of a <c>ModelProto</c>; field numbers are those of onnx.proto.</summary>
internal sealed class OnnxModelReader
{
    /// <summary>More dimensions than any real tensor has.</summary>
    internal const int MostDimensions = 64;

    private const int DeepestSubgraph = 16;
    private const int MostNodes = 10_000_000;

    private readonly OnnxModelInfo _info = new();
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _opsets = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _operators = new(StringComparer.Ordinal);
    private readonly List<OnnxValueInfo> _inputs = [];
    private readonly List<OnnxValueInfo> _outputs = [];
    private readonly HashSet<string> _constants = new(StringComparer.Ordinal);

    /// <summary>Reads the facts; <paramref name="what"/> names the model in errors.</summary>
    internal static OnnxModelInfo Read(ReadOnlySpan<byte> model, string what)
    {
        try
        {
            OnnxModelReader reader = new();
            bool hasGraph = reader.ReadModel(model);
            if (!hasGraph || reader._info.IrVersion < 1 || reader._opsets.Count == 0)
            {
                throw new InvalidDataException(model.IsEmpty ? "no bytes at all" : "no graph, format version or operator set");
            }

            return reader.Finish(model.Length);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{what} is not a valid ONNX model: it has {error.Message}. Export it again, or check that the file arrived whole.", error);
        }
        catch (OverflowException error)
        {
            throw new InvalidDataException($"{what} is not a valid ONNX model: it has a tensor with an impossible size. Export it again, or check that the file arrived whole.", error);
        }
    }

    private OnnxModelInfo Finish(long size)
    {
        _info.SizeInBytes = size;
        _info.Metadata = _metadata;
        _info.Opsets = _opsets;
        _info.Operators = _operators;
        _info.Inputs = [.. _inputs.Where(input => !_constants.Contains(input.Name))];
        _info.Outputs = _outputs;
        return _info;
    }

    private bool ReadModel(ReadOnlySpan<byte> model)
    {
        bool hasGraph = false;
        ProtoReader fields = new(model);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    _info.IrVersion = fields.Number();
                    break;
                case 2:
                    _info.Producer = fields.Text();
                    break;
                case 7:
                    hasGraph = true;
                    ReadGraph(fields.Bytes(), 0);
                    break;
                case 8:
                    ReadOpset(fields.Bytes());
                    break;
                case 14:
                    ReadMetadata(fields.Bytes());
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        return hasGraph;
    }

    private void ReadGraph(ReadOnlySpan<byte> graph, int depth)
    {
        if (depth > DeepestSubgraph)
        {
            throw new InvalidDataException($"subgraphs nested more than {DeepestSubgraph} deep");
        }

        ProtoReader fields = new(graph);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    ReadNode(fields.Bytes(), depth);
                    break;
                case 2 when depth == 0:
                    _info.GraphName = fields.Text();
                    break;
                case 5:
                    ReadTensor(fields.Bytes(), depth);
                    break;
                case 11 when depth == 0:
                    _inputs.Add(OnnxValueReader.Read(fields.Bytes()));
                    break;
                case 12 when depth == 0:
                    _outputs.Add(OnnxValueReader.Read(fields.Bytes()));
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }
    }

    private void ReadNode(ReadOnlySpan<byte> node, int depth)
    {
        if (++_info.NodeCount > MostNodes)
        {
            throw new InvalidDataException($"more than {MostNodes} nodes");
        }

        string operation = string.Empty;
        ProtoReader fields = new(node);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 4:
                    operation = fields.Text();
                    break;
                case 5:
                    ReadAttribute(fields.Bytes(), depth);
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        _operators[operation] = _operators.GetValueOrDefault(operation) + 1;
    }

    private void ReadAttribute(ReadOnlySpan<byte> attribute, int depth)
    {
        ProtoReader fields = new(attribute);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 5:
                    ReadTensor(fields.Bytes(), depth + 1);
                    break;
                case 6 or 11:
                    ReadGraph(fields.Bytes(), depth + 1);
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }
    }

    private void ReadTensor(ReadOnlySpan<byte> tensor, int depth)
    {
        List<long> lengths = [];
        ProtoReader fields = new(tensor);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    fields.Numbers(lengths, MostDimensions);
                    break;
                case 8 when depth == 0:
                    _constants.Add(fields.Text());
                    break;
                case 13:
                    _info.HasExternalData = true;
                    fields.Skip();
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        long count = 1;
        foreach (long length in lengths)
        {
            count = length >= 0 ? checked(count * length) : throw new InvalidDataException($"a tensor with the length {length}");
        }

        _info.ParameterCount = checked(_info.ParameterCount + count);
    }

    private void ReadOpset(ReadOnlySpan<byte> opset)
    {
        string domain = string.Empty;
        long version = 0;
        ProtoReader fields = new(opset);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    domain = fields.Text();
                    break;
                case 2:
                    version = fields.Number();
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        _opsets[domain] = version;
    }

    private void ReadMetadata(ReadOnlySpan<byte> entry)
    {
        string key = string.Empty;
        string value = string.Empty;
        ProtoReader fields = new(entry);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    key = fields.Text();
                    break;
                case 2:
                    value = fields.Text();
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        _metadata[key] = value;
    }
}
