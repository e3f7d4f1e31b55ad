using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace Microsoft.ML.ImageAnalytics.Vips;

/// <summary>PNG, JPEG and WebP to blue, green, red, alpha with 8 bits each, alpha multiplied in, upright as stored (EXIF is not applied).</summary>
internal static unsafe class PictureDecoder
{
    private const int UChar = 0;
    private const int UShort = 2;
    private const int Cmyk = 15;
    private const int Srgb = 22;

    // What the official decoder reads as well; libvips would read more.
    private static readonly string[] Loaders = ["VipsForeignLoadPng", "VipsForeignLoadJpeg", "VipsForeignLoadWebp"];

    /// <returns>The pixels, row by row, or null with the reason why the bytes are no picture.</returns>
    public static byte[] TryDecode(ReadOnlySpan<byte> file, out int width, out int height, out string reason)
    {
        VipsLibrary.Initialize();
        width = height = 0;
        fixed (byte* data = file)
        {
            string loader = file.IsEmpty ? null : Marshal.PtrToStringUTF8(VipsNative.vips_foreign_find_load_buffer(data, (nuint)file.Length));
            if (loader is null || !Loaders.Any(known => loader.StartsWith(known, StringComparison.Ordinal)))
            {
                _ = VipsNative.TakeError();
                reason = "the bytes are no PNG, JPEG or WebP picture";
                return null;
            }

            using VipsImageHandle image = VipsNative.vips_image_new_from_buffer(data, (nuint)file.Length, "[access=sequential]", 0);
            if (image.IsInvalid)
            {
                reason = VipsNative.TakeError();
                return null;
            }

            if (VipsNative.vips_image_get_interpretation(image) != Cmyk)
            {
                return TryRead(image, out width, out height, out reason);
            }

            int failed = VipsNative.vips_colourspace(image, out VipsImageHandle converted, Srgb, 0);
            using (converted)
            {
                reason = failed != 0 ? VipsNative.TakeError() : "";
                return failed != 0 ? null : TryRead(converted, out width, out height, out reason);
            }
        }
    }

    private static byte[] TryRead(VipsImageHandle image, out int width, out int height, out string reason)
    {
        (width, height) = (VipsNative.vips_image_get_width(image), VipsNative.vips_image_get_height(image));
        int bands = VipsNative.vips_image_get_bands(image);
        int format = VipsNative.vips_image_get_format(image);
        long pixels = (long)width * height;
        if (pixels > int.MaxValue / 4)
        {
            reason = $"{width}×{height} pixels are more than an image holds";
            return null;
        }

        if (format is not (UChar or UShort) || bands is < 1 or > 4)
        {
            reason = $"{bands} bands of format {format} are no picture of 8 or 16 bits";
            return null;
        }

        using VipsMemoryHandle memory = VipsNative.vips_image_write_to_memory(image, out _);
        if (memory.IsInvalid)
        {
            reason = VipsNative.TakeError();
            return null;
        }

        // A damaged picture that could be shown in part leaves its complaints behind; they belong to nobody else.
        VipsNative.vips_error_clear();
        byte[] result = GC.AllocateUninitializedArray<byte>(checked((int)pixels * 4));
        int samples = (int)pixels * bands;
        if (format == UChar)
        {
            PixelLayout.ToBgra(memory.AsSpan<byte>(samples), bands, result);
        }
        else
        {
            PixelLayout.ToBgra(memory.AsSpan<ushort>(samples), bands, result);
        }

        Premultiplied.Multiply(result);
        reason = "";
        return result;
    }
}
