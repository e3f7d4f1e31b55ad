using System.Runtime.InteropServices;

namespace IvifMl.Imaging.Native;

/// <summary>
/// The functions of libvips and GObject that the codec calls. Only those without variable arguments, whose calling convention
/// differs from ordinary functions on arm64 macOS.
/// </summary>
internal static unsafe partial class VipsNative
{
    public const string Library = "vips";

    /// <summary>GObject: within or behind libvips, except on Windows, where it can be a DLL of its own.</summary>
    public const string GObject = "gobject-2.0";

    /// <summary>GLib; see <see cref="GObject"/>.</summary>
    public const string GLib = "glib-2.0";

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_init(string name);

    [LibraryImport(Library)]
    public static partial int vips_version(int part);

    [LibraryImport(Library)]
    public static partial void vips_cache_set_max(int operations);

    [LibraryImport(Library)]
    public static partial void vips_concurrency_set(int threads);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void vips_operation_block_set(string name, int state);

    [LibraryImport(Library)]
    public static partial nint vips_error_buffer_copy();

    [LibraryImport(Library)]
    public static partial void vips_error_clear();

    [LibraryImport(GLib, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint g_log_set_handler(string domain, int levels, delegate* unmanaged[Cdecl]<nint, int, nint, nint, void> handler, nint data);

    [LibraryImport(GLib)]
    public static partial void g_free(nint memory);

    [LibraryImport(GObject)]
    public static partial void g_object_unref(nint handle);

    [LibraryImport(GObject)]
    public static partial nint g_object_ref(GObjectHandle handle);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_set_property(GObjectHandle target, string name, in GValue value);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_get_property(GObjectHandle target, string name, ref GValue value);

    [LibraryImport(GObject)]
    public static partial nint g_value_init(ref GValue value, nuint type);

    [LibraryImport(GObject)]
    public static partial void g_value_unset(ref GValue value);

    [LibraryImport(GObject)]
    public static partial void g_value_set_object(ref GValue value, GObjectHandle instance);

    [LibraryImport(GObject)]
    public static partial nint g_value_dup_object(in GValue value);

    [LibraryImport(GObject)]
    public static partial void g_value_set_boxed(ref GValue value, nint boxed);

    [LibraryImport(Library)]
    public static partial nint vips_value_get_blob(in GValue value, out nuint length);

    [LibraryImport(Library)]
    public static partial nuint vips_image_get_type();

    [LibraryImport(Library)]
    public static partial nuint vips_blob_get_type();

    [LibraryImport(Library)]
    public static partial nint vips_blob_new(nint free, void* data, nuint length);

    [LibraryImport(Library)]
    public static partial void vips_area_unref(nint area);

    [LibraryImport(Library)]
    public static partial nint vips_foreign_find_load_buffer(void* data, nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint vips_operation_new(string name);

    [LibraryImport(Library)]
    public static partial int vips_object_build(GObjectHandle target);

    [LibraryImport(Library)]
    public static partial void vips_object_unref_outputs(GObjectHandle target);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_object_set_argument_from_string(GObjectHandle target, string name, string value);

    [LibraryImport(Library)]
    public static partial nint vips_image_new_from_memory(void* data, nuint size, int width, int height, int bands, BandFormat format);

    [LibraryImport(Library)]
    public static partial int vips_image_write(GObjectHandle image, GObjectHandle target);

    [LibraryImport(Library)]
    public static partial int vips_image_get_width(GObjectHandle image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_height(GObjectHandle image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_bands(GObjectHandle image);

    [LibraryImport(Library)]
    public static partial BandFormat vips_image_get_format(GObjectHandle image);

    [LibraryImport(Library)]
    public static partial Interpretation vips_image_get_interpretation(GObjectHandle image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_coding(GObjectHandle image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_orientation(GObjectHandle image);
}

/// <summary>GObject's tagged value: a type and 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    public nuint Type;
    public long First;
    public long Second;
}

/// <summary>libvips' sample types (VipsBandFormat).</summary>
internal enum BandFormat
{
    UChar = 0,
    Char = 1,
    UShort = 2,
    Short = 3,
    UInt = 4,
    Int = 5,
    Float = 6,
    Complex = 7,
    Double = 8,
    DoubleComplex = 9,
}

/// <summary>The colour spaces of libvips (VipsInterpretation) that the codec tells apart.</summary>
internal enum Interpretation
{
    Multiband = 0,
    BlackWhite = 1,
    Xyz = 12,
    Lab = 13,
    Cmyk = 15,
    LabQ = 16,
    Rgb = 17,
    Cmc = 18,
    Lch = 19,
    LabS = 21,
    Srgb = 22,
    Yxy = 23,
    Rgb16 = 25,
    Grey16 = 26,
    ScRgb = 28,
    Hsv = 29,
}
