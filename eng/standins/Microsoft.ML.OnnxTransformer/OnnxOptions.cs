namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Everything that can be said about scoring with a graph.</summary>
public sealed class OnnxOptions
{
    public string ModelFile;

    /// <summary>Names of the graph's inputs, which are those of the columns; an empty list means all.</summary>
    public string[] InputColumns;

    /// <summary>Names of the graph's outputs, which are those of the columns; an empty list means all.</summary>
    public string[] OutputColumns;

    /// <summary>The GPU; null for the one of the context, and the CPU where that names none.</summary>
    public int? GpuDeviceId;

    public bool FallbackToCpu;

    /// <summary>Shapes in place of those in the graph, where that leaves dimensions free.</summary>
    public IDictionary<string, int[]> ShapeDictionary;

    public int RecursionLimit = 100;

    public int? InterOpNumThreads;

    public int? IntraOpNumThreads;
}
