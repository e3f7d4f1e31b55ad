using System.Runtime.CompilerServices;

namespace IvifMl.Metrics;

/// <summary>What a mean of differences is divided by.</summary>
public enum GradientMean
{
    /// <summary>The number of differences that exist.</summary>
    Differences,

    /// <summary>The number of pixels.</summary>
    Pixels,

    /// <summary>(height − 1)(width − 1).</summary>
    InnerPixels,
}

/// <summary>
/// SF, spatial frequency: √(RF² + CF²), RF² the mean of (F(y,x) − F(y,x−1))², CF² that of (F(y,x) − F(y−1,x))². In levels,
/// 0 to 255·√2. Higher means more detail, or more noise. Source: Eskicioglu and Fisher 1995.
/// </summary>
/// <example>A checkerboard of 0 and 10: every difference is ±10, RF² = CF² = 100, SF = √200 ≈ 14.142.</example>
public static class SpatialFrequency
{
    /// <summary>Spatial frequency in levels; null for an image without a neighbour in one direction (height or width 1).</summary>
    /// <param name="image">Any gray image.</param>
    /// <param name="mean">By the differences that exist (the definition, CDDFuse, Tang) or by all pixels (VIFB).</param>
    public static double? Of(GrayImage image, GradientMean mean = GradientMean.Differences)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Height < 2 || image.Width < 2)
        {
            return null;
        }

        long along = 0;
        long down = 0;
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            along += SquaredDifferences(row[1..], row[..^1]);
            if (y > 0)
            {
                down += SquaredDifferences(row, image.Row(y - 1));
            }
        }

        (double alongCount, double downCount) = mean switch
        {
            GradientMean.Differences => ((double)image.Height * (image.Width - 1), (double)(image.Height - 1) * image.Width),
            GradientMean.Pixels => (image.Length, image.Length),
            _ => ((image.Height - 1.0) * (image.Width - 1), (image.Height - 1.0) * (image.Width - 1)),
        };
        return Math.Sqrt((along / alongCount) + (down / downCount));
    }

    [MethodImpl(HotLoop.Options)]
    private static long SquaredDifferences(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        long sum = 0;
        for (int x = 0; x < a.Length && x < b.Length; x++)
        {
            int difference = a[x] - b[x];
            sum += difference * difference;
        }

        return sum;
    }
}
