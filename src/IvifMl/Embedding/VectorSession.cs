using Microsoft.ML.OnnxRuntime;

namespace IvifMl;

/// <summary>An ONNX Runtime session over a graph that gives one vector; may run from several threads at once.</summary>
internal sealed class VectorSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _output;

    public VectorSession(byte[] graph, string output)
    {
        // Texts and pictures of any size pass through one session: planned memory of each size seen would pile up.
        using var options = new SessionOptions { InterOpNumThreads = 1, EnableMemoryPattern = false };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(graph, options);
        _output = [output];
    }

    /// <summary>The vector for named inputs, which stay the caller's.</summary>
    public float[] Run(string[] names, params OrtValue[] inputs)
    {
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_run, names, inputs, _output);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
