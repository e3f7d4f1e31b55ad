using Microsoft.ML;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>The device that a training runs on.</summary>
internal static class TrainingDevice
{
    /// <summary>The device that was asked for, or the CPU where none was.</summary>
    /// <param name="context">Whose device counts where none is given.</param>
    /// <param name="gpu">The CUDA device, or null.</param>
    /// <param name="fallbackToCpu">Whether the CPU may take the place of a device that is not there.</param>
    /// <exception cref="InvalidOperationException">The device is not there, and the CPU was not allowed.</exception>
    public static Device Of(MLContext context, int? gpu, bool fallbackToCpu)
    {
        if ((gpu ?? context.GpuDeviceId) is not { } id)
        {
            return CPU;
        }

        if (cuda.is_available() && id < cuda.device_count())
        {
            return new Device(DeviceType.CUDA, id);
        }

        return context.FallbackToCpu || fallbackToCpu
            ? CPU
            : throw new InvalidOperationException($"CUDA device {id} is not there (torch sees {(cuda.is_available() ? cuda.device_count() : 0)}). Leave GpuDeviceId open, set FallbackToCpu, or use a libtorch with CUDA.");
    }
}
