using IvifMl.Imaging;

namespace IvifMl.Metrics;

/// <summary>
/// How colourful a picture is: M = √(σ²_rg + σ²_yb) + 0.3 √(μ²_rg + μ²_yb) with rg = R − G, yb = ½(R + G) − B in levels 0–255. 0 for gray, about 110 for extremely
/// colourful photographs. Fusion should keep the visible picture's, not raise it. Source: Hasler and Süsstrunk 2003.
/// </summary>
/// <example>Pure red throughout: rg = 255, yb = 127.5, no variance, M = 0.3 √(255² + 127.5²) ≈ 85.53.</example>
public static class Colourfulness
{
    private const double White = 255;

    /// <summary>Colourfulness of a picture, in levels; 0 for gray.</summary>
    /// <param name="image">Gray, RGB or RGBA; 8- or 16-bit, or float in 0–1.</param>
    public static double Of(RasterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels == 1)
        {
            return 0;
        }

        double redGreen = 0;
        double redGreenSquares = 0;
        double yellowBlue = 0;
        double yellowBlueSquares = 0;
        for (int i = 0; i < image.Length; i += image.Channels)
        {
            double red = White * GrayLevels.Unit(image, i);
            double green = White * GrayLevels.Unit(image, i + 1);
            double blue = White * GrayLevels.Unit(image, i + 2);
            double rg = red - green;
            double yb = ((red + green) / 2) - blue;
            redGreen += rg;
            redGreenSquares += rg * rg;
            yellowBlue += yb;
            yellowBlueSquares += yb * yb;
        }

        double count = (double)image.Height * image.Width;
        (redGreen, yellowBlue) = (redGreen / count, yellowBlue / count);
        double means = (redGreen * redGreen) + (yellowBlue * yellowBlue);
        double variances = Math.Max(0, ((redGreenSquares + yellowBlueSquares) / count) - means);
        return Math.Sqrt(variances) + (0.3 * Math.Sqrt(means));
    }
}
