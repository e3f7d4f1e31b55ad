using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.Vips;

/// <summary>Memory that libvips made for us and GLib frees.</summary>
internal sealed class VipsMemoryHandle : SafeHandle
{
    public VipsMemoryHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The memory; valid while the handle is open and alive.</summary>
    public unsafe ReadOnlySpan<T> AsSpan<T>(int length)
        where T : unmanaged => new((void*)handle, length);

    protected override bool ReleaseHandle()
    {
        VipsNative.g_free(handle);
        return true;
    }
}
