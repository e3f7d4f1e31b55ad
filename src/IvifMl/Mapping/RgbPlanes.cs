using IvifMl.Imaging;

namespace IvifMl.Mapping;

/// <summary>A picture as the flat planes red, green, blue in 0–1 that graphs take.</summary>
internal static class RgbPlanes
{
    public static float[] Of(RasterImage image)
    {
        ReadOnlySpan<byte> source = RasterConversion.ToRgb8(image).Bytes;
        int pixels = image.Height * image.Width;
        float[] planes = new float[3 * pixels];
        for (int channel = 0; channel < 3; channel++)
        {
            Span<float> plane = planes.AsSpan(channel * pixels, pixels);
            for (int i = 0; i < plane.Length; i++)
            {
                plane[i] = source[(3 * i) + channel] / 255f;
            }
        }

        return planes;
    }

    public static long[] ShapeOf(RasterImage image) => [1, 3, image.Height, image.Width];
}
