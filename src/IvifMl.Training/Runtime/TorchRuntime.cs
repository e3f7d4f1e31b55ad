using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace IvifMl.Training;

/// <summary>What libtorch says of itself; null where it does not tell.</summary>
/// <param name="TorchSharp">The version of TorchSharp.</param>
/// <param name="LibTorch">The version of libtorch.</param>
/// <param name="Blas">The library for matrix products.</param>
/// <param name="OneDnn">The version of oneDNN, which convolutions run on.</param>
/// <param name="Instructions">The instruction set that libtorch uses on this processor.</param>
/// <param name="Threads">The threads that one operator may use.</param>
/// <param name="Cuda">Whether a CUDA device can be used.</param>
/// <param name="ConvolvesByOneDnn">Whether convolutions run on oneDNN; false where its gradients are wrong on this processor and it is left out.</param>
internal sealed record TorchRuntime(string TorchSharp, string? LibTorch, string? Blas, string? OneDnn, string? Instructions, int Threads, bool Cuda, bool ConvolvesByOneDnn)
{
    // at::show_config(), the text behind Python's torch.__config__.show(); TorchSharp has no way to it.
    private const string ShowConfig = "_ZN2at11show_configB5cxx11Ev";

    /// <summary>Loads libtorch and asks it; null where it is not here.</summary>
    public static TorchRuntime? Find()
    {
        bool cuda;
        try
        {
            cuda = torch.cuda.is_available();
        }
        catch (Exception error) when (error is TypeInitializationException or NotSupportedException or DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }

        TorchConfiguration configuration = TorchConfiguration.Parse(Configuration());
        string managed = typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? typeof(torch).Assembly.GetName().Version!.ToString();
        return new TorchRuntime(managed, configuration.Version, configuration.Blas, configuration.OneDnn, configuration.Instructions, torch.get_num_threads(), cuda, TorchPreparation.Ensure());
    }

    /// <summary>Checks that libtorch is here.</summary>
    /// <exception cref="DllNotFoundException">It is not; the message says how to get it.</exception>
    public static void Require()
    {
        if (Find() is null)
        {
            throw new DllNotFoundException("libtorch is not here, which training and its export need. In a checkout run eng/setup --training and build again; elsewhere add a TorchSharp-cpu package.");
        }
    }

    /// <summary>The loaded libtorch_cpu.so; null on other systems than Linux, or while it is not loaded.</summary>
    internal static nint? Library()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        using Process process = Process.GetCurrentProcess();
        string? path = process.Modules.Cast<ProcessModule>().Select(m => m.FileName).FirstOrDefault(f => Path.GetFileName(f) == "libtorch_cpu.so");
        return path is not null && NativeLibrary.TryLoad(path, out nint library) ? library : null;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void ReturnsText(nint text);

    // A function that returns a std::string gets the place for it as a hidden first argument on x86-64: a pointer to the
    // characters, their count, and a buffer of 16 for short texts. The one text that is asked for is never freed.
    private static string Configuration()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64 || Library() is not { } library || !NativeLibrary.TryGetExport(library, ShowConfig, out nint function))
        {
            return "";
        }

        nint text = Marshal.AllocHGlobal(32);
        try
        {
            Marshal.GetDelegateForFunctionPointer<ReturnsText>(function)(text);
            return Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(text), (int)Marshal.ReadInt64(text, nint.Size));
        }
        finally
        {
            Marshal.FreeHGlobal(text);
        }
    }
}
