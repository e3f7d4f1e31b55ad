using System.Globalization;
using System.Runtime.InteropServices;
using IvifMl.Imaging.Native;

namespace IvifMl.Imaging;

/// <summary>Pixels to bytes through libvips.</summary>
internal static unsafe class VipsEncoder
{
    /// <summary>Deflate's fastest level: for a 640×480 RGB picture 4.6 ms instead of 20 ms at libvips' default of 6, for 1.5 times the bytes.</summary>
    private const string TiffDeflateLevel = "1";

    /// <summary>From this quality on JPEG chroma keeps full resolution.</summary>
    private const int FullChromaQuality = 90;

    public static TResult Encode<TResult>(RasterImage image, ImageFormat format, EncodeOptions options, string name, Func<ReadOnlySpan<byte>, TResult> use)
    {
        options.Validate();
        RequireHolds(image, format, name);
        GCHandle pin = GCHandle.Alloc(image.SampleArray, GCHandleType.Pinned);
        try
        {
            using GObjectHandle picture = Wrap(image, (void*)pin.AddrOfPinnedObject());
            using GObjectHandle opaque = format == ImageFormat.Jpeg && image.Channels == 4 ? WithoutAlpha(picture) : Labelled(picture, image);
            using VipsOperation save = Saver(format, options, image.SampleType);
            return save.Set("in", opaque).BuildBlob(use);
        }
        catch (VipsException error)
        {
            throw new ImageFormatException(name, $"libvips could not encode {image} as {format}: {error.Message}.", error);
        }
        finally
        {
            pin.Free();
        }
    }

    /// <summary>A libvips image over the memory of ours; it must be released before the memory moves.</summary>
    public static GObjectHandle Wrap(RasterImage image, void* samples)
    {
        VipsLibrary.Initialize();
        (BandFormat format, int size) = image.SampleType switch
        {
            SampleType.UInt8 => (BandFormat.UChar, sizeof(byte)),
            SampleType.UInt16 => (BandFormat.UShort, sizeof(ushort)),
            _ => (BandFormat.Float, sizeof(float)),
        };
        return GObjectHandle.Own(VipsNative.vips_image_new_from_memory(samples, (nuint)image.Length * (nuint)size, image.Width, image.Height, image.Channels, format));
    }

    private static void RequireHolds(RasterImage image, ImageFormat format, string name)
    {
        string? problem = (format, image.SampleType) switch
        {
            (ImageFormat.WebP or ImageFormat.Bmp, _) => $"{format} can be read but not written. Write PNG, JPEG or TIFF.",
            (ImageFormat.Png, SampleType.Float32) => "PNG holds 8 or 16 bits, not floats. Write TIFF, or convert the plane with Bt601.ToGray.",
            (ImageFormat.Jpeg, not SampleType.UInt8) => $"JPEG holds 8 bits, not {image.SampleType}. Write PNG or TIFF, or convert to 8 bits.",
            _ => null,
        };
        if (problem is not null)
        {
            throw new ImageFormatException(name, problem);
        }
    }

    private static GObjectHandle WithoutAlpha(GObjectHandle picture)
    {
        using VipsOperation extract = new("extract_band");
        return extract.Set("in", picture).Set("band", "0").Set("n", "3").BuildImage();
    }

    // Without the colour space libvips takes 16-bit gray for 8-bit when it saves.
    private static GObjectHandle Labelled(GObjectHandle picture, RasterImage image)
    {
        string space = (image.SampleType, image.Channels) switch
        {
            (SampleType.UInt16, 1) => "grey16",
            (SampleType.UInt16, _) => "rgb16",
            (SampleType.UInt8, 1) => "b-w",
            (SampleType.UInt8, _) => "srgb",
            (_, 1) => "b-w",
            _ => "scrgb",
        };
        using VipsOperation copy = new("copy");
        return copy.Set("in", picture).Set("interpretation", space).BuildImage();
    }

    private static VipsOperation Saver(ImageFormat format, EncodeOptions options, SampleType sampleType)
    {
        switch (format)
        {
            case ImageFormat.Png:
                return new VipsOperation("pngsave_buffer")
                    .Set("compression", options.PngCompression.ToString(CultureInfo.InvariantCulture))
                    .Set("filter", "sub");
            case ImageFormat.Jpeg:
                return new VipsOperation("jpegsave_buffer")
                    .Set("Q", options.JpegQuality.ToString(CultureInfo.InvariantCulture))
                    .Set("subsample-mode", options.JpegQuality >= FullChromaQuality ? "off" : "on");
            default:
                VipsOperation tiff = new("tiffsave_buffer");
                tiff.Set("predictor", sampleType == SampleType.Float32 ? "float" : "horizontal");
                return options.TiffCompression switch
                {
                    TiffCompression.None => tiff.Set("compression", "none"),
                    TiffCompression.Lzw => tiff.Set("compression", "lzw"),
                    _ => tiff.Set("compression", "deflate").Set("level", TiffDeflateLevel),
                };
        }
    }
}
