using Microsoft.ML;

namespace IvifMl;

/// <summary>The steps that run graphs.</summary>
internal static class OnnxScoring
{
    private const int Attempts = 3;

    /// <summary>What ONNX Runtime says of a file in the ONNX format whose name ends as one in its own does.</summary>
    private const string TakenForItsOwnFormat = "ORT model verification failed";

    /// <summary>A step that runs a graph where the context says, or on a device.</summary>
    public static IEstimator<ITransformer> Of(
        TransformsCatalog catalog, string[] outputs, string[] inputs, byte[] graph, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        WithAnotherName(() =>
        {
            using MemoryStream stream = new(graph);
            return catalog.ApplyOnnxModel(outputs, inputs, stream, gpuDeviceId, fallbackToCpu);
        });

    /// <summary>A step that runs a graph; where it may, on the CPU instead of a device that cannot be used.</summary>
    /// <exception cref="InvalidOperationException">The device cannot be used, and the CPU was not allowed.</exception>
    public static IEstimator<ITransformer> Of(
        TransformsCatalog catalog, string component, string[] outputs, string[] inputs, byte[] graph, int? gpuDeviceId, bool fallbackToCpu)
    {
        try
        {
            return Of(catalog, outputs, inputs, graph, gpuDeviceId, fallbackToCpu);
        }
        catch (EntryPointNotFoundException) when (gpuDeviceId is not null && fallbackToCpu)
        {
            // An ONNX Runtime built for the CPU alone has no entry point for CUDA, and ML.NET's own way back does not expect that.
            return Of(catalog, outputs, inputs, graph, null, fallbackToCpu);
        }
        catch (EntryPointNotFoundException error)
        {
            throw new InvalidOperationException(
                $"{component} was to score on a CUDA device, but this process has the ONNX Runtime for the CPU alone. Reference Microsoft.ML.OnnxRuntime.Gpu in its place, or set {nameof(FusionOptions.FallbackToCpu)} beside {nameof(FusionOptions.GpuDeviceId)}.",
                error);
        }
    }

    /// <summary>
    /// Loads a graph again where ML.NET's temporary copy got a name that ONNX Runtime misreads: the name is random, and one in about
    /// 33,000 ends in <c>.ort</c>.
    /// </summary>
    internal static T WithAnotherName<T>(Func<T> load)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return load();
            }
            catch (Exception error) when (attempt < Attempts && error.ToString().Contains(TakenForItsOwnFormat, StringComparison.Ordinal))
            {
            }
        }
    }
}
