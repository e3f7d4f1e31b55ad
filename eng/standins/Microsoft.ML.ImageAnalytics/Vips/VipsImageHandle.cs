using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.Vips;

/// <summary>A VipsImage of which we hold one reference.</summary>
internal sealed class VipsImageHandle : SafeHandle
{
    public VipsImageHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        VipsNative.g_object_unref(handle);
        return true;
    }
}
