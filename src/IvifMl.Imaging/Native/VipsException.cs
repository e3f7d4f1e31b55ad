using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace IvifMl.Imaging.Native;

/// <summary>A call into libvips failed; the message is libvips' own. The codec turns it into an <see cref="ImageFormatException"/>.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves the codec, which turns it into an ImageFormatException.")]
internal sealed class VipsException : Exception
{
    public VipsException()
    {
    }

    public VipsException(string message)
        : base(message)
    {
    }

    public VipsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Takes the text that libvips gathered. Its buffer is one for the whole process, so with several threads failing at once
    /// the text may also hold another thread's lines.
    /// </summary>
    public static VipsException FromErrorBuffer()
    {
        nint copy = VipsNative.vips_error_buffer_copy();
        VipsNative.vips_error_clear();
        string text = Marshal.PtrToStringUTF8(copy) ?? string.Empty;
        VipsNative.g_free(copy);
        IEnumerable<string> lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Take(3);
        return new VipsException(string.Join("; ", lines));
    }
}
