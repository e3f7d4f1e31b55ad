using System.Runtime.CompilerServices;

namespace IvifMl.Metrics;

/// <summary>
/// AG, average gradient: the mean of √((gx² + gy²)/2), with central differences inside and one-sided ones at the border.
/// In levels, 0 to 255. Higher means sharper, or noisier. Source: Cui et al. 2015.
/// </summary>
/// <example>A ramp F(y,x) = 2x: gx = 2 and gy = 0 everywhere, AG = √(4/2) = √2.</example>
public static class AverageGradient
{
    /// <summary>Average gradient in levels; null where height or width is 1, which has no gradient.</summary>
    /// <param name="image">Any gray image.</param>
    /// <param name="mean">
    /// Divide the sum by all pixels (the mean of what was summed; CDDFuse, IVIF_ZOO) or by (height − 1)(width − 1) (Tang, VIFB).
    /// There is a gradient at every pixel, so <see cref="GradientMean.Differences"/> is the same as <see cref="GradientMean.Pixels"/>.
    /// </param>
    public static double? Of(GrayImage image, GradientMean mean = GradientMean.Pixels)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Height < 2 || image.Width < 2)
        {
            return null;
        }

        double sum = 0;
        for (int y = 0; y < image.Height; y++)
        {
            sum += RowSum(image, y);
        }

        return sum / (mean == GradientMean.InnerPixels ? (image.Height - 1.0) * (image.Width - 1) : image.Length);
    }

    [MethodImpl(HotLoop.Options)]
    private static double RowSum(GrayImage image, int y)
    {
        ReadOnlySpan<byte> row = image.Row(y);
        ReadOnlySpan<byte> above = image.Row(Math.Max(0, y - 1));
        ReadOnlySpan<byte> below = image.Row(Math.Min(image.Height - 1, y + 1));

        // Doubled differences are integers: the one-sided ones at the border count twice the step, the central ones once.
        int down = y == 0 || y == image.Height - 1 ? 2 : 1;
        int last = row.Length - 1;
        double sum = Length(2 * (row[1] - row[0]), down * (below[0] - above[0]))
            + Length(2 * (row[last] - row[last - 1]), down * (below[last] - above[last]));
        for (int x = 1; x < last; x++)
        {
            sum += Length(row[x + 1] - row[x - 1], down * (below[x] - above[x]));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Length(int doubledX, int doubledY) => Math.Sqrt(((doubledX * doubledX) + (doubledY * doubledY)) / 8.0);
}
