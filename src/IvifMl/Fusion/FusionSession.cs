using IvifMl.Imaging;
using IvifMl.Mapping;
using Microsoft.ML.OnnxRuntime;

namespace IvifMl;

/// <summary>One ONNX Runtime session over a packaged fusion graph; may score from several threads at once.</summary>
internal sealed class FusionSession : IDisposable
{
    private static readonly string[] Inputs = [ColumnNames.Infrared, ColumnNames.Visible, ColumnNames.Shape];
    private static readonly string[] InputsWithText = [.. Inputs, ColumnNames.Text];
    private static readonly string[] FusedOutput = [ColumnNames.Fused];

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    /// <summary>Opens the session.</summary>
    /// <param name="packaged">A graph as <see cref="FusionPackage"/> makes it.</param>
    /// <param name="threads">Threads for one scoring; 0 lets ONNX Runtime choose.</param>
    public FusionSession(byte[] packaged, int threads)
    {
        // Pairs of any size pass through one session: planned memory of each size seen would pile up.
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, EnableMemoryPattern = false };
        // A text's default is an input's initializer on purpose; ONNX Runtime would warn of that at each start.
        options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(packaged, options);
        _run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
    }

    /// <summary>The fused luminance, and what becomes of the chroma, of an infrared and a luminance of one size.</summary>
    /// <param name="infrared">The infrared.</param>
    /// <param name="luminance">The luminance.</param>
    /// <param name="text">The text input; what the graph was packed with where null.</param>
    public FusedPlanes Score(Plane infrared, Plane luminance, float[]? text = null)
    {
        long[] flat = [1, infrared.Length];
        long[] shape = [1, 1, infrared.Height, infrared.Width];
        using OrtValue first = OrtValue.CreateTensorValueFromMemory(infrared.Array, flat);
        using OrtValue second = OrtValue.CreateTensorValueFromMemory(luminance.Array, flat);
        using OrtValue third = OrtValue.CreateTensorValueFromMemory(shape, [1, 4]);
        using OrtValue? fourth = text is null ? null : OrtValue.CreateTensorValueFromMemory(text, [1, text.Length]);
        using IDisposableReadOnlyCollection<OrtValue> results = fourth is null
            ? _session.Run(_run, Inputs, [first, second, third], FusedOutput)
            : _session.Run(_run, InputsWithText, [first, second, third, fourth], FusedOutput);
        return FusedPlanes.Of(results[0].GetTensorDataAsSpan<float>(), infrared.Height, infrared.Width);
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
