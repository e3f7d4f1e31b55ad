namespace IvifMl.Onnx;

/// <summary>Reads what a model declares of an input or output; field numbers are those of onnx.proto.</summary>
internal static class OnnxValueReader
{
    /// <summary>The input or output that a <c>ValueInfoProto</c> declares.</summary>
    internal static OnnxValueInfo Read(ReadOnlySpan<byte> value)
    {
        OnnxValueInfo info = new(string.Empty, OnnxElementType.None, null);
        ProtoReader fields = new(value);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    info = info with { Name = fields.Text() };
                    break;
                case 2:
                    info = ReadType(fields.Bytes(), info);
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        return info;
    }

    private static OnnxValueInfo ReadType(ReadOnlySpan<byte> type, OnnxValueInfo info)
    {
        ProtoReader fields = new(type);
        while (fields.Next())
        {
            if (fields.Field != 1)
            {
                fields.Skip();
                continue;
            }

            ProtoReader tensor = new(fields.Bytes());
            while (tensor.Next())
            {
                switch (tensor.Field)
                {
                    case 1:
                        info = info with { ElementType = (OnnxElementType)tensor.Number() };
                        break;
                    case 2:
                        info = info with { Shape = ReadShape(tensor.Bytes()) };
                        break;
                    default:
                        tensor.Skip();
                        break;
                }
            }
        }

        return info;
    }

    private static OnnxShape ReadShape(ReadOnlySpan<byte> shape)
    {
        List<OnnxDimension> dimensions = [];
        ProtoReader fields = new(shape);
        while (fields.Next())
        {
            if (fields.Field != 1)
            {
                fields.Skip();
                continue;
            }

            dimensions.Add(ReadDimension(fields.Bytes()));
            if (dimensions.Count > OnnxModelReader.MostDimensions)
            {
                throw new InvalidDataException($"more than {OnnxModelReader.MostDimensions} dimensions");
            }
        }

        return OnnxShape.Create([.. dimensions]);
    }

    private static OnnxDimension ReadDimension(ReadOnlySpan<byte> dimension)
    {
        OnnxDimension result = OnnxDimension.Unknown;
        ProtoReader fields = new(dimension);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    // Exporters write −1 or 0 for "any length".
                    long length = fields.Number();
                    result = length > 0 ? length : OnnxDimension.Unknown;
                    break;
                case 2:
                    string name = fields.Text();
                    result = string.IsNullOrWhiteSpace(name) ? OnnxDimension.Unknown : name;
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        return result;
    }
}
