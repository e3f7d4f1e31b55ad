using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>
/// Adds the outputs of a graph as columns. It holds one session of ONNX Runtime, which any number of cursors use;
/// disposing it lets the session go.
/// </summary>
public sealed class OnnxTransformer : RowToRowTransformerBase, IDisposable
{
    internal const string Signature = "OnnxTransform";
    private const string GraphName = "OnnxModel";
    private readonly SessionSettings _settings;

    /// <summary>Takes the file over.</summary>
    /// <param name="inputs">Names, or none for all of the graph.</param>
    /// <param name="outputs">Names, or none for all of the graph.</param>
    internal OnnxTransformer(IHostEnvironment environment, string[] outputs, string[] inputs, Func<GraphFile> file, SessionSettings settings)
        : base(environment.Register(nameof(OnnxTransformer)))
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        foreach (string name in inputs.Concat(outputs))
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
        }

        _settings = settings;
        Graph = new OnnxGraph(file(), settings);
        try
        {
            Inputs = inputs.Length == 0 ? [.. Graph.Inputs.Select(i => i.Name)] : inputs;
            Outputs = outputs.Length == 0 ? [.. Graph.Outputs.Select(o => o.Name)] : outputs;
            OutputVariables = [.. Outputs.Select(Graph.Output)];
        }
        catch
        {
            Graph.Dispose();
            throw;
        }
    }

    internal OnnxGraph Graph { get; }

    internal string[] Inputs { get; }

    internal string[] Outputs { get; }

    internal OnnxVariable[] OutputVariables { get; }

    public void Dispose() => Graph.Dispose();

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckVersion(1);
        string[] inputs = ReadNames(context.Reader), outputs = ReadNames(context.Reader);
        Dictionary<string, int[]> shapes = [];
        for (int count = context.Reader.ReadInt32(); count > 0; count--)
        {
            string name = context.Reader.ReadString();
            int[] shape = new int[context.Reader.ReadInt32()];
            for (int i = 0; i < shape.Length; i++)
            {
                shape[i] = context.Reader.ReadInt32();
            }

            shapes.Add(name, shape);
        }

        // The device is that of the machine that loads, not of the one that saved.
        HostEnvironment host = HostEnvironment.Of(environment);
        SessionSettings settings = new()
        {
            GpuDeviceId = host.GpuDeviceId,
            FallbackToCpu = host.FallbackToCpu,
            Shapes = shapes,
            RecursionLimit = context.Reader.ReadInt32(),
        };
        return new OnnxTransformer(environment, outputs, inputs, () => ReadGraph(environment, context), settings);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        if (Inputs.Length == 0)
        {
            throw new InvalidOperationException("A graph without inputs cannot be saved; give it one.");
        }

        ctx.SetSignature(Signature, typeof(OnnxTransformer), 1);
        ctx.SaveBinaryStream(GraphName, Graph.File.WriteTo);
        WriteNames(ctx.Writer, Inputs);
        WriteNames(ctx.Writer, Outputs);
        ctx.Writer.Write(_settings.Shapes.Count);
        foreach ((string name, int[] shape) in _settings.Shapes)
        {
            ctx.Writer.Write(name);
            ctx.Writer.Write(shape.Length);
            Array.ForEach(shape, ctx.Writer.Write);
        }

        ctx.Writer.Write(_settings.RecursionLimit);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new OnnxRowMapper(Graph, Inputs, Outputs, schema);

    private static GraphFile ReadGraph(IHostEnvironment environment, ModelLoadContext context)
    {
        GraphFile file = null;
        return context.TryLoadBinaryStream(GraphName, reader => file = GraphFile.ReadFrom(reader, environment))
            ? file
            : throw new FormatException($"The model has no entry '{GraphName}' with the bytes of the graph; it is damaged.");
    }

    private static void WriteNames(BinaryWriter writer, string[] names)
    {
        writer.Write(names.Length);
        Array.ForEach(names, writer.Write);
    }

    private static string[] ReadNames(BinaryReader reader)
    {
        string[] names = new string[reader.ReadInt32()];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = reader.ReadString();
        }

        return names;
    }
}
