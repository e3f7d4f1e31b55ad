using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>How MS-SSIM halves an image between its scales.</summary>
public enum ScaleHalving
{
    /// <summary>Means of 2 × 2 pixels from the upper left corner; an odd last row or column is repeated.</summary>
    Replicate,

    /// <summary>Means of 2 × 2 pixels; an odd side gets one row or column of zeros before and after. IVIF_ZOO.</summary>
    ZeroPadded,
}

/// <summary>
/// MS-SSIM of the fused image with each source, summed: Π cs_j^w_j over the first four of five scales times SSIM₅^w₅, with
/// w = 0.0448, 0.2856, 0.3001, 0.2363, 0.1333, cs the mean contrast–structure factor of SSIM, negative means taken as 0. 0 to 2, higher is better.
/// Undefined (null) where a side is 160 pixels or less: the fifth scale would be smaller than the window.
/// Source: Wang, Simoncelli and Bovik 2003.
/// </summary>
/// <example>F = A = B: every factor is 1, so the sum is 2.</example>
public static class MultiScaleStructuralSimilarity
{
    private const int SmallestSide = 161;

    private static readonly double[] Weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    /// <summary>MS-SSIM summed over both sources (or their mean, as the options say).</summary>
    /// <param name="images">The image set.</param>
    /// <param name="options">Window, constants and combination of each scale's SSIM; the paper's if null.</param>
    /// <param name="halving">How the scales are made.</param>
    public static double? Of(FusionImages images, SsimOptions? options = null, ScaleHalving halving = ScaleHalving.Replicate)
        => OfSources(images, options, halving) is { } p ? (p.Infrared + p.Visible) / (options is { Mean: true } ? 2 : 1) : null;

    /// <summary>MS-SSIM of the fused image with each source, 0 to 1; null where the image is too small.</summary>
    /// <inheritdoc cref="Of"/>
    public static (double Infrared, double Visible)? OfSources(FusionImages images, SsimOptions? options = null, ScaleHalving halving = ScaleHalving.Replicate)
    {
        ArgumentNullException.ThrowIfNull(images);
        options ??= SsimOptions.Default;
        if (Math.Min(images.Height, images.Width) < SmallestSide)
        {
            return null;
        }

        Product product = new(1, 1);
        IPixelRows[] scale = [images.Infrared, images.Visible, images.Fused];
        for (int s = 0; s < Weights.Length; s++)
        {
            if (s > 0)
            {
                scale = [.. scale.Select(image => Halve(image, halving))];
            }

            SsimScale? means = s == 0 ? StructuralSimilarity.FullScale(images, options) : StructuralSimilarity.Scan(scale[0], scale[1], scale[2], options);
            if (means is not { } m)
            {
                return null;
            }

            bool last = s == Weights.Length - 1;
            product = new(
                product.Infrared * Math.Pow(Math.Max(0, last ? m.Infrared : m.InfraredContrast), Weights[s]),
                product.Visible * Math.Pow(Math.Max(0, last ? m.Visible : m.VisibleContrast), Weights[s]));
        }

        return (product.Infrared, product.Visible);
    }

    private static DoublePlane Halve(IPixelRows image, ScaleHalving halving)
        => image.Kept?.FromSecondTime(halving, () => Halve(image, halving, new KeptResults())) ?? Halve(image, halving, kept: null);

    private static DoublePlane Halve(IPixelRows image, ScaleHalving halving, KeptResults? kept)
    {
        bool padded = halving == ScaleHalving.ZeroPadded;
        int top = padded ? image.Height % 2 : 0;
        int left = padded ? image.Width % 2 : 0;
        DoublePlane half = new((image.Height + 1) / 2, (image.Width + 1) / 2) { Kept = kept };
        double[] upper = new double[image.Width];
        double[] lower = new double[image.Width];
        for (int y = 0; y < half.Height; y++)
        {
            Read(image, (2 * y) - top, upper, padded);
            Read(image, (2 * y) + 1 - top, lower, padded);
            Span<double> target = half.Row(y);
            for (int x = 0; x < target.Length; x++)
            {
                int first = (2 * x) - left;
                target[x] = (Column(upper, first, padded) + Column(upper, first + 1, padded) + Column(lower, first, padded) + Column(lower, first + 1, padded)) / 4;
            }
        }

        return half;
    }

    private static void Read(IPixelRows image, int y, double[] row, bool padded)
    {
        if (padded && (y < 0 || y >= image.Height))
        {
            Array.Clear(row);
            return;
        }

        image.ReadRow(Math.Min(y, image.Height - 1), row);
    }

    private static double Column(double[] row, int x, bool padded)
        => padded && (x < 0 || x >= row.Length) ? 0 : row[Math.Min(x, row.Length - 1)];

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Product(double Infrared, double Visible);
}
