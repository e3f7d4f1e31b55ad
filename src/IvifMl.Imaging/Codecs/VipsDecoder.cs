using System.Runtime.InteropServices;
using IvifMl.Imaging.Native;

namespace IvifMl.Imaging;

/// <summary>Bytes to pixels through libvips.</summary>
internal static unsafe class VipsDecoder
{
    public static RasterImage Decode(ReadOnlySpan<byte> encoded, string name, DecodeLimits limits)
    {
        ImageFormat format = ImageSignature.Require(encoded, name);
        if (format == ImageFormat.Bmp)
        {
            return BmpDecoder.Decode(encoded, name, limits);
        }

        try
        {
            fixed (byte* data = encoded)
            {
                using GObjectHandle stored = Open(data, encoded.Length, format);
                RequirePlausible(stored, encoded.Length, name, limits);
                using GObjectHandle picture = StandardForm.Of(stored, name, out SampleType sampleType, out int channels);
                int orientation = OrientationOf(stored);
                RasterImage image = RasterImage.Uninitialized(
                    VipsNative.vips_image_get_height(picture), VipsNative.vips_image_get_width(picture), channels, sampleType);
                CopyTo(picture, image);
                return Orientation.Apply(image, orientation);
            }
        }
        catch (VipsException error)
        {
            throw Damaged(name, format, error);
        }
    }

    public static ImageHeader Identify(ReadOnlySpan<byte> encoded, string name, DecodeLimits limits)
    {
        ImageFormat format = ImageSignature.Require(encoded, name);
        if (format == ImageFormat.Bmp)
        {
            return BmpDecoder.Identify(encoded, name, limits);
        }

        try
        {
            fixed (byte* data = encoded)
            {
                using GObjectHandle stored = Open(data, encoded.Length, format);
                RequirePlausible(stored, encoded.Length, name, limits);
                using GObjectHandle picture = StandardForm.Of(stored, name, out SampleType sampleType, out int channels);
                int orientation = OrientationOf(stored);
                (int height, int width) = (VipsNative.vips_image_get_height(stored), VipsNative.vips_image_get_width(stored));
                return orientation >= Orientation.FirstTransposed
                    ? new ImageHeader(width, height, channels, sampleType, orientation, format)
                    : new ImageHeader(height, width, channels, sampleType, orientation, format);
            }
        }
        catch (VipsException error)
        {
            throw Damaged(name, format, error);
        }
    }

    private static GObjectHandle Open(byte* data, int length, ImageFormat format)
    {
        string loader = format switch
        {
            ImageFormat.Png => "pngload_buffer",
            ImageFormat.Jpeg => "jpegload_buffer",
            ImageFormat.Tiff => "tiffload_buffer",
            _ => "webpload_buffer",
        };
        using VipsOperation load = new(loader);
        return load.Set("buffer", data, length).Set("access", "sequential").Set("fail-on", "error").BuildImage();
    }

    private static void CopyTo(GObjectHandle picture, RasterImage image)
    {
        GCHandle pin = GCHandle.Alloc(image.SampleArray, GCHandleType.Pinned);
        try
        {
            using GObjectHandle target = VipsEncoder.Wrap(image, (void*)pin.AddrOfPinnedObject());
            if (VipsNative.vips_image_write(picture, target) != 0)
            {
                throw VipsException.FromErrorBuffer();
            }
        }
        finally
        {
            pin.Free();
        }
    }

    private static int OrientationOf(GObjectHandle stored)
        => VipsNative.vips_image_get_orientation(stored) is >= 1 and <= 8 and int orientation ? orientation : Orientation.Upright;

    private static void RequirePlausible(GObjectHandle stored, int encodedLength, string name, DecodeLimits limits)
        => limits.Require(
            VipsNative.vips_image_get_height(stored), VipsNative.vips_image_get_width(stored), VipsNative.vips_image_get_bands(stored), encodedLength, name);

    private static ImageFormatException Damaged(string name, ImageFormat format, VipsException error)
        => new(name, $"the {format.ToString().ToUpperInvariant()} file is damaged or incomplete, or of a kind that libvips does not read ({error.Message}). Copy or record it again, or convert it to 8, 16 or 32 bits.", error);
}
