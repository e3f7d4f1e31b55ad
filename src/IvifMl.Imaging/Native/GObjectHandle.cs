using System.Runtime.InteropServices;

namespace IvifMl.Imaging.Native;

/// <summary>One reference to a GObject of libvips: an image or an operation.</summary>
internal sealed class GObjectHandle : SafeHandle
{
    private static int _live;

    public GObjectHandle()
        : base(0, ownsHandle: true)
    {
    }

    private GObjectHandle(nint reference)
        : base(0, ownsHandle: true)
    {
        SetHandle(reference);
        Interlocked.Increment(ref _live);
    }

    /// <summary>Handles not yet released, in the whole process; tests look for leaks with it.</summary>
    public static int Live => Volatile.Read(ref _live);

    public override bool IsInvalid => handle == 0;

    /// <summary>Takes over the caller's reference.</summary>
    /// <param name="reference">The object; 0 when the call that should have given it failed.</param>
    /// <exception cref="VipsException">The reference is 0.</exception>
    public static GObjectHandle Own(nint reference) => reference == 0 ? throw VipsException.FromErrorBuffer() : new(reference);

    protected override bool ReleaseHandle()
    {
        VipsNative.g_object_unref(handle);
        Interlocked.Decrement(ref _live);
        return true;
    }
}
