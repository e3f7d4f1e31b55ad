using System.Runtime.InteropServices;
using IvifMl.Imaging.Native;

namespace IvifMl.Imaging.Tests.Codecs;

/// <summary>What libvips says it holds for pixels.</summary>
internal static class VipsMemory
{
    public static ulong InUse()
    {
        foreach (string candidate in VipsLibrary.Candidates(AppContext.BaseDirectory))
        {
            if (NativeLibrary.TryLoad(candidate, out nint library))
            {
                return Marshal.GetDelegateForFunctionPointer<GetMemory>(NativeLibrary.GetExport(library, "vips_tracked_get_mem"))();
            }
        }

        throw new DllNotFoundException("libvips is not here.");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nuint GetMemory();
}
