using Microsoft.ML;

namespace IvifMl;

/// <summary>The step that runs a graph; where it may, on the CPU instead of a device that cannot be used.</summary>
internal static class OnnxScoring
{
    /// <exception cref="InvalidOperationException">The device cannot be used, and the CPU was not allowed.</exception>
    public static IEstimator<ITransformer> Of(
        TransformsCatalog catalog, string component, string[] outputs, string[] inputs, MemoryStream graph, int? gpuDeviceId, bool fallbackToCpu)
    {
        try
        {
            return On(gpuDeviceId);
        }
        catch (EntryPointNotFoundException) when (gpuDeviceId is not null && fallbackToCpu)
        {
            // An ONNX Runtime built for the CPU alone has no entry point for CUDA, and ML.NET's own way back does not expect that.
            graph.Position = 0;
            return On(null);
        }
        catch (EntryPointNotFoundException error)
        {
            throw new InvalidOperationException(
                $"{component} was to score on a CUDA device, but this process has the ONNX Runtime for the CPU alone. Reference Microsoft.ML.OnnxRuntime.Gpu in its place, or set {nameof(FusionOptions.FallbackToCpu)} beside {nameof(FusionOptions.GpuDeviceId)}.",
                error);
        }

        IEstimator<ITransformer> On(int? device) => catalog.ApplyOnnxModel(outputs, inputs, graph, device, fallbackToCpu);
    }
}
