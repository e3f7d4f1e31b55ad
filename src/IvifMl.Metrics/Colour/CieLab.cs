using IvifMl.Imaging;

namespace IvifMl.Metrics;

/// <summary>The two chroma coordinates of CIELAB from sRGB (IEC 61966-2-1) under D65.</summary>
internal static class CieLab
{
    private const double WhiteX = 0.95047;
    private const double WhiteZ = 1.08883;

    private static readonly double[] LinearOfByte = [.. Enumerable.Range(0, 256).Select(level => Linear(level / 255.0))];

    /// <summary>a* and b* of a pixel; 0 for gray pictures.</summary>
    public static (double A, double B) Chroma(RasterImage image, int pixel)
    {
        if (image.Channels == 1)
        {
            return (0, 0);
        }

        int sample = pixel * image.Channels;
        double red = LinearSample(image, sample);
        double green = LinearSample(image, sample + 1);
        double blue = LinearSample(image, sample + 2);
        double x = Compressed(((0.4124564 * red) + (0.3575761 * green) + (0.1804375 * blue)) / WhiteX);
        double y = Compressed((0.2126729 * red) + (0.7151522 * green) + (0.0721750 * blue));
        double z = Compressed(((0.0193339 * red) + (0.1191920 * green) + (0.9503041 * blue)) / WhiteZ);
        return (500 * (x - y), 200 * (y - z));
    }

    private static double LinearSample(RasterImage image, int sample)
        => image.SampleType == SampleType.UInt8 ? LinearOfByte[image.Bytes[sample]] : Linear(GrayLevels.Unit(image, sample));

    private static double Linear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static double Compressed(double value)
    {
        const double Knee = 6.0 / 29;
        return value > Knee * Knee * Knee ? Math.Cbrt(value) : (value / (3 * Knee * Knee)) + (4.0 / 29);
    }
}
