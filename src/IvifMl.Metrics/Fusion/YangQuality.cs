using System.Numerics;
using System.Runtime.CompilerServices;

namespace IvifMl.Metrics;

/// <summary>The ways in which evaluators compute Qy.</summary>
public enum YangVariant
{
    /// <summary>Gaussian window of 7 × 7, σ = 1.5, whole windows only, L = 255.</summary>
    Definition,

    /// <summary>
    /// The window's rows all have the Gaussian's weights and are summed without dividing by their number, so that "means" are seven times the
    /// mean and "variances" mostly negative; zeros outside the image; L = 1 for levels of 0–255. IVIF_ZOO.
    /// </summary>
    UnnormalizedWindow,
}

/// <summary>
/// Qy: SSIM of the fused image with both sources where they agree, with the better of them where they do not. Per window, with λ = σ²_A/(σ²_A + σ²_B):
/// λ SSIM(A, F) + (1 − λ) SSIM(B, F) if SSIM(A, B) ≥ 0.75, else max(SSIM(A, F), SSIM(B, F)); Qy is the mean. −1 to 1, higher is better.
/// Undefined (null) where the image is smaller than the window. Source: Yang, Zhang, Wang and Liu 2008.
/// </summary>
/// <example>F = A and B the negative of A: SSIM(A, B) &lt; 0, so max(1, …) = 1 everywhere and Qy = 1, for a mere copy of one source.</example>
public static class YangQuality
{
    private const double Agreement = 0.75;

    /// <summary>Qy of an image set, or null where it is smaller than the window.</summary>
    public static double? Of(FusionImages images, YangVariant variant = YangVariant.Definition)
    {
        ArgumentNullException.ThrowIfNull(images);
        bool definition = variant == YangVariant.Definition;
        double[] kernel = GaussianKernel.Of(7, 1.5);
        double[]? down = definition ? null : [1, 1, 1, 1, 1, 1, 1];
        WindowedMoments moments = new(
            [images.Infrared, images.Visible, images.Fused],
            [(0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2)],
            kernel,
            definition ? Border.Valid : Border.Zero,
            verticalKernel: down);
        if (moments.Height == 0 || moments.Width == 0)
        {
            return null;
        }

        double range = definition ? 255 : 1;
        double sum = 0;
        while (moments.MoveNext())
        {
            sum += RowSum(moments, range * range * 1e-4, range * range * 9e-4, definition ? 0 : 1e-10);
        }

        return sum / ((double)moments.Height * moments.Width);
    }

    [MethodImpl(HotLoop.Options)]
    private static double RowSum(WindowedMoments moments, double luminance, double contrast, double offset)
    {
        Vector<double> places = Vector.CreateSequence(0.0, 1.0);
        Vector<double> sum = Vector<double>.Zero;
        for (int x = 0; x < moments.Width; x += Vector<double>.Count)
        {
            Vector<double> a = new(moments[0][x..]);
            Vector<double> b = new(moments[1][x..]);
            Vector<double> f = new(moments[2][x..]);
            Vector<double> varianceA = new Vector<double>(moments[3][x..]) - (a * a);
            Vector<double> varianceB = new Vector<double>(moments[4][x..]) - (b * b);
            Vector<double> varianceF = new Vector<double>(moments[5][x..]) - (f * f);
            Vector<double> sources = Similarity(a, b, varianceA, varianceB, new Vector<double>(moments[6][x..]) - (a * b), luminance, contrast);
            Vector<double> infrared = Similarity(a, f, varianceA, varianceF, new Vector<double>(moments[7][x..]) - (a * f), luminance, contrast);
            Vector<double> visible = Similarity(b, f, varianceB, varianceF, new Vector<double>(moments[8][x..]) - (b * f), luminance, contrast);
            Vector<double> variances = varianceA + varianceB + new Vector<double>(offset);
            Vector<double> share = Vector.ConditionalSelect(Vector.Equals(variances, Vector<double>.Zero), new Vector<double>(0.5), varianceA / variances);
            Vector<double> both = (share * infrared) + ((Vector<double>.One - share) * visible);
            Vector<double> quality = Vector.ConditionalSelect(
                Vector.GreaterThanOrEqual(sources, new Vector<double>(Agreement)), both, Vector.MaxNative(infrared, visible));
            sum += Vector.BitwiseAnd(quality, Vector.AsVectorDouble(Vector.LessThan(places, new Vector<double>(moments.Width - x))));
        }

        return Vector.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Similarity(
        Vector<double> x, Vector<double> y, Vector<double> varianceX, Vector<double> varianceY, Vector<double> covariance, double luminance, double contrast)
    {
        Vector<double> one = new(luminance);
        Vector<double> two = new(contrast);
        return ((2 * x * y) + one) * ((2 * covariance) + two) / (((x * x) + (y * y) + one) * (varianceX + varianceY + two));
    }
}
