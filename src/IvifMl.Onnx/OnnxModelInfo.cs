namespace IvifMl.Onnx;

/// <summary>What an .onnx file says about itself: versions, inputs, outputs, metadata, size. Read without running or copying the model.</summary>
public sealed class OnnxModelInfo
{
    internal OnnxModelInfo()
    {
    }

    /// <summary>Version of the file format.</summary>
    public long IrVersion { get; internal set; }

    /// <summary>Version of each operator set by its domain; the default set's domain is empty.</summary>
    public IReadOnlyDictionary<string, long> Opsets { get; internal set; } = new Dictionary<string, long>();

    /// <summary>Name of the program that wrote the model, or empty.</summary>
    public string Producer { get; internal set; } = string.Empty;

    /// <summary>The graph's name, or empty.</summary>
    public string GraphName { get; internal set; } = string.Empty;

    /// <summary>What must be given to run the model; constants that older files list among the inputs are left out.</summary>
    public IReadOnlyList<OnnxValueInfo> Inputs { get; internal set; } = [];

    /// <summary>What the model gives.</summary>
    public IReadOnlyList<OnnxValueInfo> Outputs { get; internal set; } = [];

    /// <summary>The notes in <c>metadata_props</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; internal set; } = new Dictionary<string, string>();

    /// <summary>Number of nodes, those of subgraphs included.</summary>
    public int NodeCount { get; internal set; }

    /// <summary>How often each operator occurs.</summary>
    public IReadOnlyDictionary<string, int> Operators { get; internal set; } = new Dictionary<string, int>();

    /// <summary>Number of values in all constants (weights).</summary>
    public long ParameterCount { get; internal set; }

    /// <summary>Whether constants lie in files beside the model; such a model cannot be loaded from bytes.</summary>
    public bool HasExternalData { get; internal set; }

    /// <summary>Size of the model in bytes.</summary>
    public long SizeInBytes { get; internal set; }

    /// <summary>Reads a model's facts from a file.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <returns>The facts.</returns>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is not an ONNX model.</exception>
    public static OnnxModelInfo Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no model at '{Path.GetFullPath(path)}'.", path);
        }

        if (new FileInfo(path).Length > Array.MaxLength)
        {
            throw new InvalidDataException($"'{path}' is larger than the 2 GB an ONNX file can have.");
        }

        return OnnxModelReader.Read(File.ReadAllBytes(path), $"'{path}'");
    }

    /// <summary>Reads a model's facts from its bytes.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <returns>The facts.</returns>
    /// <exception cref="InvalidDataException">The bytes are not an ONNX model.</exception>
    public static OnnxModelInfo Read(ReadOnlySpan<byte> model) => OnnxModelReader.Read(model, "The model");

    /// <summary>The input of a name, or null.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The input, or null.</returns>
    public OnnxValueInfo? FindInput(string name) => Inputs.FirstOrDefault(value => value.Name == name);

    /// <summary>The output of a name, or null.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The output, or null.</returns>
    public OnnxValueInfo? FindOutput(string name) => Outputs.FirstOrDefault(value => value.Name == name);
}
