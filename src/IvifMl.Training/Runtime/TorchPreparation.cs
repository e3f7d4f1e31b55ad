using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// What a process that trains needs once, before its first step: an allocator that keeps its pages, and convolutions that are right.
/// </summary>
internal static class TorchPreparation
{
    // glibc's names and numbers, malloc.h.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapsMax = -4;
    private const int ArenasMax = -8;
    private const int KeptBytes = int.MaxValue;
    private const int GrownBytes = 1 << 26;

    private const int Repeats = 3;
    private const long Batch = 4;
    private const long Side = 64;
    private const float Tolerance = 1e-2f;
    private const int SmallestSoil = 1 << 9;
    private const int LargestSoil = 1 << 19;
    private const int SoilCopies = 8;
    private const float SoilValue = 1e6f;

    // at::globalContext().setUserEnabledMkldnn(bool), behind Python's torch.backends.mkldnn.enabled; TorchSharp has no way to it.
    private const string GlobalContext = "_ZN2at13globalContextEv";
    private const string EnableOneDnn = "_ZN2at7Context20setUserEnabledMkldnnEb";
    private const string EnableNnpack = "_ZN2at7Context20setUserEnabledNNPACKEb";

    private static readonly (long In, long Out, long Kernel)[] Shapes = [(1, 1, 3), (1, 4, 7), (16, 12, 3), (3, 5, 3), (32, 2, 3)];

    private static readonly Lazy<bool> Done = new(Prepare);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SetAllocator(int parameter, int value);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint Context();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Enable(nint context, byte enabled);

    /// <summary>Prepares the process; from the second call on it does nothing.</summary>
    /// <returns>Whether convolutions run on oneDNN; where its gradients are wrong on this processor, they run without it.</returns>
    /// <exception cref="NotSupportedException">The gradients are wrong and oneDNN cannot be left out.</exception>
    public static bool Ensure() => Done.Value;

    /// <summary>
    /// Whether the gradient of a convolution to its input is what the convolution with the turned kernel says. oneDNN 3.7.1 gets it
    /// wrong on some AMD Zen 5 machines wherever channels do not fill its blocks.
    /// </summary>
    internal static bool GradientsAreRight()
    {
        Soil();
        return Shapes.All(shape => Enumerable.Range(0, Repeats).All(_ => GradientIsRight(shape.In, shape.Out, shape.Kernel)));
    }

    private static bool GradientIsRight(long channels, long outputs, long side)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable moving = enable_grad();
        Tensor input = (arange(Batch * channels * Side * Side, float32).reshape(Batch, channels, Side, Side) * 0.37).sin().requires_grad_();
        Tensor kernel = (arange(outputs * channels * side * side, float32).reshape(outputs, channels, side, side) * 0.71).cos();
        Tensor weights = (arange(Batch * outputs * Side * Side, float32).reshape(Batch, outputs, Side, Side) * 0.13).cos();
        (F.conv2d(input, kernel, padding: [side / 2, side / 2]) * weights).sum().backward();
        Tensor expected = F.conv2d(weights, kernel.transpose(0, 1).flip(2, 3), padding: [side / 2, side / 2]);
        return (input.grad! - expected).abs().max().item<float>() < Tolerance;
    }

    /// <summary>Leaves freed memory full of large numbers: the fault reads what it never wrote, and fresh pages hold zeros, which hide it.</summary>
    private static void Soil()
    {
        using DisposeScope scope = NewDisposeScope();
        for (int size = SmallestSoil; size <= LargestSoil; size *= 2)
        {
            for (int copy = 0; copy < SoilCopies; copy++)
            {
                full(size, SoilValue);
            }
        }
    }

    private static bool Prepare()
    {
        if (OperatingSystem.IsLinux())
        {
            KeepPages();
        }

        if (GradientsAreRight())
        {
            return true;
        }

        if (!TryLeaveOutOneDnn() || !GradientsAreRight())
        {
            throw new NotSupportedException(
                "Gradients of convolutions are wrong on this processor with this libtorch (oneDNN). Set the environment variable ONEDNN_MAX_CPU_ISA=SSE41 before the program starts, or train on another machine.");
        }

        return false;
    }

    /// <summary>
    /// By default glibc gives each large tensor pages of its own and hands them back when it is freed, so that every operator of every step
    /// pays for fresh pages: most of a step's time on virtual machines.
    /// </summary>
    private static void KeepPages()
    {
        // Another C library, such as musl, has no such function: its allocator stays as it is.
        if (NativeLibrary.TryLoad("libc.so.6", out nint library) && NativeLibrary.TryGetExport(library, "mallopt", out nint function))
        {
            SetAllocator set = Marshal.GetDelegateForFunctionPointer<SetAllocator>(function);
            _ = set(MapsMax, 0) + set(TrimThreshold, KeptBytes) + set(TopPad, GrownBytes) + set(ArenasMax, 1);
        }
    }

    private static bool TryLeaveOutOneDnn()
    {
        if (TorchRuntime.Library() is not { } library
            || !NativeLibrary.TryGetExport(library, GlobalContext, out nint context)
            || !NativeLibrary.TryGetExport(library, EnableOneDnn, out nint enable))
        {
            return false;
        }

        nint global = Marshal.GetDelegateForFunctionPointer<Context>(context)();
        Marshal.GetDelegateForFunctionPointer<Enable>(enable)(global, 0);

        // Next in line is NNPACK, which many processors cannot use, and which then complains on standard error at every convolution.
        if (NativeLibrary.TryGetExport(library, EnableNnpack, out nint nnpack))
        {
            Marshal.GetDelegateForFunctionPointer<Enable>(nnpack)(global, 0);
        }

        return true;
    }
}
