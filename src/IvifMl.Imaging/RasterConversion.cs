namespace IvifMl.Imaging;

/// <summary>Between kinds of <see cref="RasterImage"/>.</summary>
public static class RasterConversion
{
    /// <summary>
    /// An image to look at: 8-bit RGB. Alpha is dropped, gray repeated; 16-bit is divided by 257 and float multiplied by 255,
    /// both rounded, float clamped to 0–1 with NaN as 0.
    /// </summary>
    /// <param name="image">Any image; for raw thermal counts use <see cref="ThermalToneMapping"/> first.</param>
    /// <returns>A new image, or the same one when it is 8-bit RGB already.</returns>
    public static RasterImage ToRgb8(RasterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels == 3 && image.SampleType == SampleType.UInt8)
        {
            return image;
        }

        RasterImage rgb = RasterImage.Uninitialized(image.Height, image.Width, 3, SampleType.UInt8);
        Span<byte> target = rgb.Bytes;
        int pixels = image.Height * image.Width;
        for (int i = 0; i < pixels; i++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                target[(i * 3) + channel] = Byte(image, (i * image.Channels) + (image.Channels == 1 ? 0 : channel));
            }
        }

        return rgb;
    }

    private static byte Byte(RasterImage image, int index) => image.SampleType switch
    {
        SampleType.UInt8 => image.Bytes[index],
        SampleType.UInt16 => (byte)((image.UInt16Samples[index] + 128) / 257),
        _ => (byte)((Math.Clamp(float.IsNaN(image.SingleSamples[index]) ? 0 : image.SingleSamples[index], 0, 1) * 255) + 0.5f),
    };
}
