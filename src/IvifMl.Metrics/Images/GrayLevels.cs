using IvifMl.Imaging;

namespace IvifMl.Metrics;

/// <summary>Gray images of pictures.</summary>
public static class GrayLevels
{
    /// <summary>The BT.601 luminance of a picture, rounded to 8 bits.</summary>
    /// <param name="image">Gray, RGB or RGBA; 8- or 16-bit, or float in 0–1.</param>
    /// <exception cref="ArgumentException">A float value is no luminance.</exception>
    public static GrayImage Luminance(RasterImage image) => GrayImage.FromPlane(Bt601.Luminance(image));

    /// <summary>One channel of a picture, rounded to 8 bits; gray pictures have the same in all three.</summary>
    /// <param name="image">Gray, RGB or RGBA; 8- or 16-bit, or float in 0–1.</param>
    /// <param name="channel">0 (red), 1 (green) or 2 (blue).</param>
    public static GrayImage Channel(RasterImage image, int channel)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channel, 2);
        Plane plane = new(image.Height, image.Width);
        int offset = image.Channels == 1 ? 0 : channel;
        for (int i = 0; i < plane.Length; i++)
        {
            plane.Values[i] = Unit(image, (i * image.Channels) + offset);
        }

        return GrayImage.FromPlane(plane);
    }

    /// <summary>Images of one height beside each other.</summary>
    internal static GrayImage SideBySide(IReadOnlyList<GrayImage> images)
    {
        int width = images.Sum(image => image.Width);
        byte[] levels = new byte[width * images[0].Height];
        for (int y = 0; y < images[0].Height; y++)
        {
            Span<byte> row = levels.AsSpan(y * width, width);
            foreach (GrayImage image in images)
            {
                image.Row(y).CopyTo(row);
                row = row[image.Width..];
            }
        }

        return new(images[0].Height, width, levels);
    }

    /// <summary>One sample of a picture on the scale 0–1.</summary>
    internal static float Unit(RasterImage image, int sample) => image.SampleType switch
    {
        SampleType.UInt8 => image.Bytes[sample] / 255f,
        SampleType.UInt16 => image.UInt16Samples[sample] / 65535f,
        _ => image.SingleSamples[sample],
    };
}
