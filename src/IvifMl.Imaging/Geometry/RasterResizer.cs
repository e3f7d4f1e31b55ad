namespace IvifMl.Imaging;

/// <summary>Resizing of images, a channel at a time.</summary>
public static class RasterResizer
{
    /// <summary>Scales an image to another size as <see cref="PlaneResizer.Resize"/> does each channel.</summary>
    /// <param name="source">Gray, RGB or RGBA; alpha is resized like a colour.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    /// <param name="kernel">How source values are weighed.</param>
    /// <returns>A new image of the same channels and sample type; integer samples are rounded and clamped, float ones left as they come.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or an unknown kernel.</exception>
    public static RasterImage Resize(RasterImage source, int height, int width, ResizeKernel kernel = ResizeKernel.Bilinear)
    {
        ArgumentNullException.ThrowIfNull(source);
        RasterImage result = new(height, width, source.Channels, source.SampleType);
        Plane channel = new(source.Height, source.Width);
        for (int c = 0; c < source.Channels; c++)
        {
            Take(source, c, channel.Values);
            Put(PlaneResizer.Resize(channel, height, width, kernel).Values, c, result);
        }

        return result;
    }

    private static void Take(RasterImage image, int channel, Span<float> values)
    {
        for (int i = 0, at = channel; i < values.Length; i++, at += image.Channels)
        {
            values[i] = image.SampleType switch
            {
                SampleType.UInt8 => image.Bytes[at],
                SampleType.UInt16 => image.UInt16Samples[at],
                _ => image.SingleSamples[at],
            };
        }
    }

    private static void Put(ReadOnlySpan<float> values, int channel, RasterImage image)
    {
        for (int i = 0, at = channel; i < values.Length; i++, at += image.Channels)
        {
            switch (image.SampleType)
            {
                case SampleType.UInt8: image.Bytes[at] = (byte)Math.Clamp(values[i] + 0.5f, 0, byte.MaxValue); break;
                case SampleType.UInt16: image.UInt16Samples[at] = (ushort)Math.Clamp(values[i] + 0.5f, 0, ushort.MaxValue); break;
                default: image.SingleSamples[at] = values[i]; break;
            }
        }
    }
}
