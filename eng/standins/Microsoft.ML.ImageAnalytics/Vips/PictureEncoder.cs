using Microsoft.ML.Data;

namespace Microsoft.ML.ImageAnalytics.Vips;

/// <summary>Four bytes a pixel to a PNG, JPEG or WebP file in memory, in the best quality of each.</summary>
internal static unsafe class PictureEncoder
{
    private const int UChar = 0;

    // What a file extension promises, and libvips' own name and options for it; null where the official encoder has none.
    private static readonly Dictionary<string, string> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = ".png",
        [".jpg"] = ".jpg[Q=100,subsample_mode=on]",
        [".jpeg"] = ".jpg[Q=100,subsample_mode=on]",
        [".webp"] = ".webp[lossless]",
        [".bmp"] = null,
        [".gif"] = null,
        [".ico"] = null,
        [".wbmp"] = null,
        [".heif"] = null,
        [".avif"] = null,
    };

    /// <summary>The encoder for a file name.</summary>
    /// <exception cref="ArgumentException">Its extension is none that can be written.</exception>
    public static string FormatOf(string path) => Formats.TryGetValue(Path.GetExtension(path), out string format)
        ? format ?? throw new ArgumentException($"Pictures cannot be written as '{Path.GetExtension(path)}'; use .png, .jpg or .webp.", nameof(path))
        : throw new ArgumentException($"'{path}' has no file extension of a picture; use .png, .jpg or .webp.", nameof(path));

    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, MLPixelFormat order, string format)
    {
        VipsLibrary.Initialize();
        int bands = format.StartsWith(".jpg", StringComparison.Ordinal) || Premultiplied.IsOpaque(pixels) ? 3 : 4;
        byte[] samples = ToFileOrder(pixels, order, bands);
        fixed (byte* data = samples)
        {
            using VipsImageHandle image = VipsNative.vips_image_new_from_memory(data, (nuint)samples.Length, width, height, bands, UChar);
            if (image.IsInvalid)
            {
                throw Failed(width, height, format);
            }

            int failed = VipsNative.vips_image_write_to_buffer(image, format, out VipsMemoryHandle file, out nuint length, 0);
            using (file)
            {
                return failed == 0 ? file.AsSpan<byte>(checked((int)length)).ToArray() : throw Failed(width, height, format);
            }
        }
    }

    private static byte[] ToFileOrder(ReadOnlySpan<byte> pixels, MLPixelFormat order, int bands)
    {
        int red = order == MLPixelFormat.Rgba32 ? 0 : 2;
        byte[] samples = GC.AllocateUninitializedArray<byte>(pixels.Length / 4 * bands);
        for (int from = 0, to = 0; from < pixels.Length; from += 4, to += bands)
        {
            // JPEG knows no alpha: what was multiplied in stays, as on a black ground.
            byte alpha = bands == 4 ? pixels[from + 3] : byte.MaxValue;
            samples[to] = Premultiplied.Divide(pixels[from + red], alpha);
            samples[to + 1] = Premultiplied.Divide(pixels[from + 1], alpha);
            samples[to + 2] = Premultiplied.Divide(pixels[from + 2 - red], alpha);
            if (bands == 4)
            {
                samples[to + 3] = alpha;
            }
        }

        return samples;
    }

    private static InvalidOperationException Failed(int width, int height, string format) =>
        new($"An image of {width}×{height} could not be written as {format}: {VipsNative.TakeError()}.");
}
