using System.Runtime.InteropServices;

namespace Microsoft.ML.ImageAnalytics.Vips;

/// <summary>
/// The functions of libvips and GLib that MLImage calls. Four of them have variable arguments in C; they are only ever given
/// the closing null, which on x64 and on arm64 Linux is passed as an ordinary argument is.
/// </summary>
internal static unsafe partial class VipsNative
{
    public const string Library = "vips";

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_init(string name);

    [LibraryImport(Library)]
    public static partial void vips_concurrency_set(int threads);

    [LibraryImport(Library)]
    public static partial void vips_cache_set_max(int operations);

    [LibraryImport(Library)]
    public static partial void vips_block_untrusted_set(int state);

    [LibraryImport(Library)]
    public static partial nint vips_error_buffer_copy();

    [LibraryImport(Library)]
    public static partial void vips_error_clear();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint g_log_set_handler(string domain, int levels, delegate* unmanaged[Cdecl]<nint, int, nint, nint, void> handler, nint data);

    [LibraryImport(Library)]
    public static partial void g_free(nint memory);

    [LibraryImport(Library)]
    public static partial void g_object_unref(nint handle);

    [LibraryImport(Library)]
    public static partial nint vips_foreign_find_load_buffer(byte* data, nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial VipsImageHandle vips_image_new_from_buffer(byte* data, nuint length, string options, nint end);

    [LibraryImport(Library)]
    public static partial VipsImageHandle vips_image_new_from_memory(byte* data, nuint length, int width, int height, int bands, int format);

    [LibraryImport(Library)]
    public static partial int vips_colourspace(VipsImageHandle image, out VipsImageHandle result, int interpretation, nint end);

    [LibraryImport(Library)]
    public static partial VipsMemoryHandle vips_image_write_to_memory(VipsImageHandle image, out nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_image_write_to_buffer(VipsImageHandle image, string suffix, out VipsMemoryHandle data, out nuint length, nint end);

    [LibraryImport(Library)]
    public static partial int vips_image_get_width(VipsImageHandle image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_height(VipsImageHandle image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_bands(VipsImageHandle image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_format(VipsImageHandle image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_interpretation(VipsImageHandle image);

    /// <summary>What libvips says went wrong; asking clears it.</summary>
    public static string TakeError()
    {
        nint text = vips_error_buffer_copy();
        string message = Marshal.PtrToStringUTF8(text)?.Trim().ReplaceLineEndings("; ") ?? "";
        g_free(text);
        return message.Length == 0 ? "no reason given" : message;
    }
}
