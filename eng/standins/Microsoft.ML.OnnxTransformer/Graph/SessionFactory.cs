using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Opens sessions on the device that is asked for.</summary>
internal static class SessionFactory
{
    /// <exception cref="InvalidOperationException">The file is no graph that can be run, or the GPU is not there and the CPU was not allowed.</exception>
    public static InferenceSession Open(string path, SessionSettings settings)
    {
        try
        {
            return settings.GpuDeviceId is int device ? OpenOnGpu(path, device, settings) : OpenOnCpu(path, settings);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidOperationException($"The graph '{path}' could not be opened: {e.Message}", e);
        }
    }

    private static InferenceSession OpenOnGpu(string path, int device, SessionSettings settings)
    {
        try
        {
            using SessionOptions options = SessionOptions.MakeSessionOptionWithCudaProvider(device);
            return Open(path, options, settings);
        }
        catch (OnnxRuntimeException) when (settings.FallbackToCpu)
        {
            return OpenOnCpu(path, settings);
        }
    }

    private static InferenceSession OpenOnCpu(string path, SessionSettings settings)
    {
        using SessionOptions options = new();
        return Open(path, options, settings);
    }

    private static InferenceSession Open(string path, SessionOptions options, SessionSettings settings)
    {
        // 0 leaves the choice to ONNX Runtime.
        options.InterOpNumThreads = settings.InterOpNumThreads ?? 0;
        options.IntraOpNumThreads = settings.IntraOpNumThreads ?? 0;
        return new InferenceSession(path, options);
    }
}
