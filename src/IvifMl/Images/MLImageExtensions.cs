using IvifMl.Imaging;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>Between ML.NET's <see cref="MLImage"/> (8-bit BGRA or RGBA) and <see cref="RasterImage"/>.</summary>
public static class MLImageExtensions
{
    /// <summary>The picture as 8-bit RGB. Alpha is dropped: colours come as they were before it was multiplied in, as ML.NET keeps them.</summary>
    /// <param name="image">Any size; stays the caller's.</param>
    public static RasterImage ToRasterImage(this MLImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        ReadOnlySpan<byte> source = image.Pixels;
        byte[] target = new byte[source.Length / 4 * 3];
        (int red, int blue) = image.PixelFormat == MLPixelFormat.Rgba32 ? (0, 2) : (2, 0);
        for (int from = 0, to = 0; to < target.Length; from += 4, to += 3)
        {
            byte alpha = source[from + 3];
            target[to] = Straight(source[from + red], alpha);
            target[to + 1] = Straight(source[from + 1], alpha);
            target[to + 2] = Straight(source[from + blue], alpha);
        }

        return RasterImage.FromBytes(image.Height, image.Width, 3, target);
    }

    /// <summary>An opaque 8-bit BGRA picture; gray is repeated in its three channels, alpha is dropped.</summary>
    /// <param name="image">8-bit, 1, 3 or 4 channels.</param>
    /// <exception cref="ArgumentException">The samples are not 8-bit.</exception>
    public static MLImage ToMLImage(this RasterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.SampleType != SampleType.UInt8)
        {
            throw new ArgumentException($"MLImage holds 8-bit samples; this picture has {image.SampleType}. Map it to 0–1 and make it 8-bit first.", nameof(image));
        }

        ReadOnlySpan<byte> source = image.Bytes;
        int channels = image.Channels;
        int second = channels == 1 ? 0 : 1;
        int third = channels == 1 ? 0 : 2;
        byte[] target = new byte[image.Height * image.Width * 4];
        for (int from = 0, to = 0; to < target.Length; from += channels, to += 4)
        {
            target[to] = source[from + third];
            target[to + 1] = source[from + second];
            target[to + 2] = source[from];
            target[to + 3] = byte.MaxValue;
        }

        return MLImage.CreateFromPixels(image.Width, image.Height, MLPixelFormat.Bgra32, target);
    }

    private static byte Straight(byte premultiplied, byte alpha) => alpha switch
    {
        byte.MaxValue => premultiplied,
        0 => 0,
        _ => (byte)Math.Min(byte.MaxValue, ((premultiplied * byte.MaxValue) + (alpha / 2)) / alpha),
    };
}
