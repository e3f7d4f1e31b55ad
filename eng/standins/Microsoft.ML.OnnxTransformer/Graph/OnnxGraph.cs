using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A session over a graph file, and what the graph takes and gives.</summary>
internal sealed class OnnxGraph : IDisposable
{
    private readonly RunOptions _runOptions = new();
    private InferenceSession _session;

    /// <summary>Takes the file over.</summary>
    public OnnxGraph(GraphFile file, SessionSettings settings)
    {
        File = file;
        try
        {
            _session = SessionFactory.Open(file.Path, settings);
            Inputs = [.. _session.InputNames.Select(n => OnnxVariable.Of(n, _session.InputMetadata[n], settings.Shapes))];
            OptionalInputs = [.. _session.OverridableInitializerMetadata.Select(p => OnnxVariable.Of(p.Key, p.Value, settings.Shapes))];
            Outputs = [.. _session.OutputNames.Select(n => OnnxVariable.Of(n, _session.OutputMetadata[n], settings.Shapes))];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public GraphFile File { get; }

    public IReadOnlyList<OnnxVariable> Inputs { get; }

    /// <summary>Inputs that have a value where none is given.</summary>
    public IReadOnlyList<OnnxVariable> OptionalInputs { get; }

    public IReadOnlyList<OnnxVariable> Outputs { get; }

    /// <exception cref="ArgumentOutOfRangeException">The graph has no such input.</exception>
    public OnnxVariable Input(string name) => Find([.. Inputs, .. OptionalInputs], name, "input");

    /// <exception cref="ArgumentOutOfRangeException">The graph has no such output.</exception>
    public OnnxVariable Output(string name) => Find(Outputs, name, "output");

    /// <summary>Computes some outputs; may be called from several threads.</summary>
    public IDisposableReadOnlyCollection<OrtValue> Run(string[] inputNames, OrtValue[] inputs, string[] outputNames)
    {
        InferenceSession session = _session;
        ObjectDisposedException.ThrowIf(session is null, this);
        return session.Run(_runOptions, inputNames, inputs, outputNames);
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _session, null)?.Dispose();
        _runOptions.Dispose();
        File.Dispose();
    }

    private static OnnxVariable Find(IReadOnlyList<OnnxVariable> variables, string name, string role) =>
        variables.FirstOrDefault(v => v.Name == name) ?? throw new ArgumentOutOfRangeException(
            nameof(name), name, $"The graph has no {role} '{name}'. It has: {string.Join(", ", variables.Select(v => $"'{v.Name}'"))}.");
}
