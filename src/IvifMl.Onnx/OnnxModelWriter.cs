using Google.Protobuf;

namespace IvifMl.Onnx;

/// <summary>Writes the messages of an .onnx file; field numbers are those of onnx.proto.</summary>
internal static class OnnxModelWriter
{
    private const string Producer = "IvifMl";

    /// <summary>The bytes of a <c>ModelProto</c>.</summary>
    internal static byte[] Write(
        string name, List<OnnxValue> inputs, List<OnnxValue> initializers, List<OnnxNode> nodes, List<OnnxValue> outputs, List<KeyValuePair<string, string>> metadata) =>
        ProtoWriting.Message(model =>
        {
            model.WriteNumber(1, OnnxGraph.IrVersion);
            model.WriteText(2, Producer);
            model.WriteMessage(7, graph => WriteGraph(graph, name, inputs, initializers, nodes, outputs));
            model.WriteMessage(8, set =>
            {
                set.WriteText(1, string.Empty);
                set.WriteNumber(2, OnnxGraph.Opset);
            });
            foreach ((string key, string value) in metadata)
            {
                model.WriteMessage(14, entry =>
                {
                    entry.WriteText(1, key);
                    entry.WriteText(2, value);
                });
            }
        });

    private static void WriteGraph(
        CodedOutputStream graph, string name, List<OnnxValue> inputs, List<OnnxValue> initializers, List<OnnxNode> nodes, List<OnnxValue> outputs)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            OnnxNode node = nodes[i];
            string nodeName = $"{node.Operation}{i}";
            graph.WriteMessage(1, message => WriteNode(message, nodeName, node));
        }

        graph.WriteText(2, name);
        foreach (OnnxValue value in initializers)
        {
            graph.WriteMessage(5, message => WriteTensor(message, value));
        }

        foreach (OnnxValue value in inputs)
        {
            graph.WriteMessage(11, message => WriteValueInfo(message, value));
        }

        foreach (OnnxValue value in outputs)
        {
            graph.WriteMessage(12, message => WriteValueInfo(message, value));
        }
    }

    private static void WriteNode(CodedOutputStream message, string name, OnnxNode node)
    {
        foreach (OnnxValue? input in node.Inputs)
        {
            message.WriteText(1, input?.Name ?? string.Empty);
        }

        foreach (OnnxValue result in node.Results)
        {
            message.WriteText(2, result.Name);
        }

        message.WriteText(3, name);
        message.WriteText(4, node.Operation);
        foreach (OnnxAttribute attribute in node.Attributes)
        {
            message.WriteMessage(5, attribute.WriteTo);
        }
    }

    private static void WriteTensor(CodedOutputStream message, OnnxValue value)
    {
        foreach (OnnxDimension dimension in value.Shape)
        {
            message.WriteNumber(1, dimension.Length!.Value);
        }

        message.WriteNumber(2, (long)value.ElementType);
        message.WriteText(8, value.Name);
        message.WriteRaw(9, value.Raw!);
    }

    private static void WriteValueInfo(CodedOutputStream message, OnnxValue value)
    {
        message.WriteText(1, value.Name);
        message.WriteMessage(2, type => type.WriteMessage(1, tensor =>
        {
            tensor.WriteNumber(1, (long)value.ElementType);
            tensor.WriteMessage(2, shape =>
            {
                foreach (OnnxDimension dimension in value.Shape)
                {
                    shape.WriteMessage(1, message => WriteDimension(message, dimension));
                }
            });
        }));
    }

    private static void WriteDimension(CodedOutputStream message, OnnxDimension dimension)
    {
        if (dimension.Length is { } length)
        {
            message.WriteNumber(1, length);
        }
        else if (dimension.Name is { } name)
        {
            message.WriteText(2, name);
        }
    }
}
