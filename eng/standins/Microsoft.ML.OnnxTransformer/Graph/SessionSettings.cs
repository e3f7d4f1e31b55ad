namespace Microsoft.ML.Transforms.Onnx;

/// <summary>How a session is made: device, threads, shapes.</summary>
internal sealed record SessionSettings
{
    public int? GpuDeviceId { get; init; }

    public bool FallbackToCpu { get; init; }

    public int? InterOpNumThreads { get; init; }

    public int? IntraOpNumThreads { get; init; }

    /// <summary>Kept with a saved model as the official package does; ONNX Runtime parses the graph by its own limits.</summary>
    public int RecursionLimit { get; init; } = 100;

    /// <summary>Shapes by the names of inputs and outputs.</summary>
    public IReadOnlyDictionary<string, int[]> Shapes { get; init; } = new Dictionary<string, int[]>();
}
