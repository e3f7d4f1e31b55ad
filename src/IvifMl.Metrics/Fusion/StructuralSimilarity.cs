using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>
/// SSIM of the fused image with each source, summed (−2 to 2, higher is better; some evaluators take the mean):
/// the mean over all whole windows of (2μxμy + C₁)(2σxy + C₂) / ((μx² + μy² + C₁)(σx² + σy² + C₂)).
/// A plain average of the sources scores high, so read it beside others. Source: Wang, Bovik, Sheikh and Simoncelli 2004.
/// </summary>
/// <example>F = A = B: 1 + 1 = 2. Constant images F = 0, A = B = 255: C₁/(255² + C₁) each, with C₁ = 6.5025 in sum 0.0002.</example>
public static class StructuralSimilarity
{
    /// <summary>SSIM over both sources; null where the image is smaller than the window.</summary>
    /// <param name="images">The image set.</param>
    /// <param name="options">Window, constants and combination; the paper's if null.</param>
    public static double? Of(FusionImages images, SsimOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        (double Infrared, double Visible)? parts = OfSources(images, options);
        return parts is { } p ? (p.Infrared + p.Visible) / (options is { Mean: true } ? 2 : 1) : null;
    }

    /// <summary>SSIM of the fused image with each source, −1 to 1; null where the image is smaller than the window.</summary>
    /// <param name="images">The image set.</param>
    /// <param name="options">Window and constants; the paper's if null.</param>
    public static (double Infrared, double Visible)? OfSources(FusionImages images, SsimOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        SsimScale? scale = FullScale(images, options ?? SsimOptions.Default);
        return scale is { } s ? (s.Infrared, s.Visible) : null;
    }

    /// <summary>The means at the images' own size, which SSIM and MS-SSIM share.</summary>
    internal static SsimScale? FullScale(FusionImages images, SsimOptions options)
        => images.Shared(
            (typeof(StructuralSimilarity), options with { Mean = false }),
            () => new StrongBox<SsimScale?>(Scan(images.Infrared, images.Visible, images.Fused, options))).Value;

    /// <summary>Means of SSIM and of its contrast–structure factor over one scale.</summary>
    internal static SsimScale? Scan(IPixelRows infrared, IPixelRows visible, IPixelRows fused, SsimOptions options)
    {
        options.Validate();
        WindowedMoments moments = new([infrared, visible, fused], [(0, 0), (1, 1), (2, 2), (0, 2), (1, 2)], options.Kernel, options.KeepsSize ? Border.Replicate : Border.Valid);
        if (moments.Height == 0 || moments.Width == 0)
        {
            return null;
        }

        double first = 0.01 * options.DynamicRange;
        double second = 0.03 * options.DynamicRange;
        Constants constants = new(first * first, second * second, options.CovarianceScale);
        SsimScale sum = default;
        while (moments.MoveNext())
        {
            (double infraredSum, double infraredContrast) = RowSums(moments, 0, 3, 6, constants);
            (double visibleSum, double visibleContrast) = RowSums(moments, 1, 4, 7, constants);
            sum = new(sum.Infrared + infraredSum, sum.Visible + visibleSum, sum.InfraredContrast + infraredContrast, sum.VisibleContrast + visibleContrast);
        }

        double count = (double)moments.Height * moments.Width;
        return new(sum.Infrared / count, sum.Visible / count, sum.InfraredContrast / count, sum.VisibleContrast / count);
    }

    [MethodImpl(HotLoop.Options)]
    private static (double Similarity, double Contrast) RowSums(WindowedMoments moments, int mean, int square, int product, Constants constants)
    {
        ReadOnlySpan<double> x = moments[mean];
        ReadOnlySpan<double> y = moments[2];
        ReadOnlySpan<double> xx = moments[square];
        ReadOnlySpan<double> yy = moments[5];
        ReadOnlySpan<double> xy = moments[product];
        Vector<double> one = new(constants.Luminance);
        Vector<double> two = new(constants.Contrast);
        Vector<double> scale = new(constants.CovarianceScale);
        Vector<double> places = Vector.CreateSequence(0.0, 1.0);
        Vector<double> similaritySum = Vector<double>.Zero;
        Vector<double> contrastSum = Vector<double>.Zero;
        for (int i = 0; i < moments.Width; i += Vector<double>.Count)
        {
            Vector<double> meanX = new(x[i..]);
            Vector<double> meanY = new(y[i..]);
            Vector<double> meanXY = meanX * meanY;
            Vector<double> meanSquares = (meanX * meanX) + (meanY * meanY);
            Vector<double> covariance = scale * (new Vector<double>(xy[i..]) - meanXY);
            Vector<double> variances = scale * (new Vector<double>(xx[i..]) + new Vector<double>(yy[i..]) - meanSquares);
            Vector<double> contrast = ((2 * covariance) + two) / (variances + two);
            Vector<double> similarity = contrast * ((2 * meanXY) + one) / (meanSquares + one);

            // The last vector reaches past the row, where the values would be 1 instead of nothing.
            Vector<double> inside = Vector.AsVectorDouble(Vector.LessThan(places, new Vector<double>(moments.Width - i)));
            similaritySum += Vector.BitwiseAnd(similarity, inside);
            contrastSum += Vector.BitwiseAnd(contrast, inside);
        }

        return (Vector.Sum(similaritySum), Vector.Sum(contrastSum));
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Constants(double Luminance, double Contrast, double CovarianceScale);
}
