using System.Reflection;
using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.Vips;

/// <summary>Finds, loads and initialises libvips, once per process.</summary>
internal static unsafe class VipsLibrary
{
    private const int Warning = 1 << 4;

    private static readonly string[] Names = ["libvips.so.42", "libvips.so", "libvips.42.dylib", "libvips-42.dll"];

    private static readonly Lazy<bool> Started = new(Start);

    public static void Initialize() => _ = Started.Value;

    private static bool Start()
    {
        NativeLibrary.SetDllImportResolver(typeof(VipsLibrary).Assembly, Resolve);
        if (VipsNative.vips_init("MLImage") != 0)
        {
            throw new DllNotFoundException($"libvips was found but did not start: {VipsNative.TakeError()}.");
        }

        // A picture is small and rows are worked on side by side: threads of libvips would wait for each other. Its cache
        // of past operations would keep pointers into memory that is ours only while a picture is decoded.
        VipsNative.vips_concurrency_set(1);
        VipsNative.vips_cache_set_max(0);
        VipsNative.vips_block_untrusted_set(1);

        // Warnings are in the error text when they matter; a library does not write on the program's terminal.
        VipsNative.g_log_set_handler("VIPS", Warning, &Ignore, 0);
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != VipsNative.Library)
        {
            return 0;
        }

        string folder = AppContext.BaseDirectory;
        string native = Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        foreach (string candidate in Names.Select(n => Path.Combine(folder, n)).Concat(Names.Select(n => Path.Combine(native, n))).Concat(Names))
        {
            if (NativeLibrary.TryLoad(candidate, out nint library))
            {
                return library;
            }
        }

        throw new DllNotFoundException(
            $"libvips, which reads and writes pictures, is neither beside the program ({folder}) nor installed. Run eng/setup and build again, or install libvips42.");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void Ignore(nint domain, int level, nint message, nint data)
    {
    }
}
