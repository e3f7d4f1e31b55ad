using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IvifMl.Imaging.Native;

/// <summary>Finds, loads and initialises libvips, once per process.</summary>
internal static unsafe class VipsLibrary
{
    // Formats that a fusion never needs and whose decoders are large or not hardened; blocked also where a foreign libvips has them.
    private static readonly string[] BlockedLoaders =
    [
        "VipsForeignLoadSvg", "VipsForeignLoadPdf", "VipsForeignLoadMagick", "VipsForeignLoadMagick7", "VipsForeignLoadOpenslide",
        "VipsForeignLoadMat", "VipsForeignLoadFits", "VipsForeignLoadOpenexr", "VipsForeignLoadNifti", "VipsForeignLoadAnalyze",
        "VipsForeignLoadCsv", "VipsForeignLoadMatrix", "VipsForeignLoadVips", "VipsForeignLoadPpm", "VipsForeignLoadRad",
        "VipsForeignLoadHeif", "VipsForeignLoadNsgif", "VipsForeignLoadJp2k", "VipsForeignLoadJxl", "VipsForeignLoadUhdr",
        "VipsForeignLoadDcRaw",
    ];

    private static string? _loadedFrom;

    private static readonly Lazy<string> LazyVersion = new(Start);

    /// <summary>"libvips 8.18.0".</summary>
    public static string Version => LazyVersion.Value;

    /// <summary>Loads and initialises libvips when that has not been done.</summary>
    /// <exception cref="DllNotFoundException">libvips is not on this machine; the message says how to get it.</exception>
    public static void Initialize() => _ = LazyVersion.Value;

    /// <summary>Where libvips is looked for, in order: names beside the program, then names for the system's own search.</summary>
    internal static IEnumerable<string> Candidates(string folder)
    {
        string[] names = OperatingSystem.IsWindows() ? ["libvips-42.dll", "vips.dll"]
            : OperatingSystem.IsMacOS() ? ["libvips.42.dylib", "libvips.dylib"]
            : ["libvips.so.42", "libvips.so"];
        string native = Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        return [.. names.Select(name => Path.Combine(folder, name)), .. names.Select(name => Path.Combine(native, name)), .. names];
    }

    /// <summary>What is said when no libvips is found.</summary>
    internal static DllNotFoundException Missing(string folder) => new(
        $"libvips, which reads and writes pictures, was not found beside the program ({folder}) nor by the system. "
        + "In a checkout run eng/setup and build again; in a project of your own add the package NetVips.Native; "
        + "on Debian or Ubuntu 'apt install libvips42' will do, on macOS 'brew install vips'.");

    private static string Start()
    {
        NativeLibrary.SetDllImportResolver(typeof(VipsLibrary).Assembly, Resolve);
        if (VipsNative.vips_init("IvifMl") != 0)
        {
            throw new DllNotFoundException($"libvips was found but did not start: {VipsException.FromErrorBuffer().Message}.");
        }

        // PNG, JPEG and TIFF decode and encode row after row: a second thread inside libvips was measured to gain nothing,
        // and its cache of past operations would hold on to memory.
        VipsNative.vips_concurrency_set(1);
        VipsNative.vips_cache_set_max(0);
        foreach (string loader in BlockedLoaders)
        {
            VipsNative.vips_operation_block_set(loader, 1);
        }

        // What libvips warns of is in its error text when it matters; a library does not write on the program's terminal.
        const int Warning = 1 << 4;
        VipsNative.g_log_set_handler("VIPS", Warning, &Ignore, 0);
        return $"libvips {VipsNative.vips_version(0)}.{VipsNative.vips_version(1)}.{VipsNative.vips_version(2)}";
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name is not (VipsNative.Library or VipsNative.GObject or VipsNative.GLib))
        {
            return 0;
        }

        if (OperatingSystem.IsWindows() && name != VipsNative.Library
            && NativeLibrary.TryLoad(Path.Combine(Path.GetDirectoryName(_loadedFrom) ?? string.Empty, $"lib{name}-0.dll"), out nint part))
        {
            return part;
        }

        foreach (string candidate in Candidates(AppContext.BaseDirectory))
        {
            if (NativeLibrary.TryLoad(candidate, out nint library))
            {
                _loadedFrom = candidate;
                return library;
            }
        }

        throw Missing(AppContext.BaseDirectory);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint domain, int level, nint message, nint data)
    {
    }
}
