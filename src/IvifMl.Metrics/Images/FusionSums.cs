using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>
/// Sums of levels and of products of levels over an image set. Integers, hence exact: a covariance of zero is zero, and the
/// undefined cases of correlations are recognised without a tolerance.
/// </summary>
/// <param name="Count">Number of pixels.</param>
/// <param name="A">Σ infrared.</param>
/// <param name="B">Σ visible.</param>
/// <param name="F">Σ fused.</param>
/// <param name="AA">Σ infrared².</param>
/// <param name="BB">Σ visible².</param>
/// <param name="FF">Σ fused².</param>
/// <param name="AB">Σ infrared · visible.</param>
/// <param name="AF">Σ infrared · fused.</param>
/// <param name="BF">Σ visible · fused.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FusionSums(long Count, long A, long B, long F, long AA, long BB, long FF, long AB, long AF, long BF)
{
    /// <summary>Mean squared difference of infrared and fused.</summary>
    public double InfraredError => (double)(AA - (2 * AF) + FF) / Count;

    /// <summary>Mean squared difference of visible and fused.</summary>
    public double VisibleError => (double)(BB - (2 * BF) + FF) / Count;

    /// <summary>The sums of an image set.</summary>
    public static FusionSums Of(FusionImages images)
    {
        (long a, long aa) = Powers(images.Infrared.Histogram);
        (long b, long bb) = Powers(images.Visible.Histogram);
        (long f, long ff) = Powers(images.Fused.Histogram);
        return new(
            images.Fused.Length, a, b, f, aa, bb, ff,
            Products(images.Infrared.Levels, images.Visible.Levels),
            Products(images.Infrared.Levels, images.Fused.Levels),
            Products(images.Visible.Levels, images.Fused.Levels));
    }

    /// <summary>
    /// Pearson's correlation from sums; null where one of the two does not vary. The products are formed in 128 bits, so
    /// that neither a large image overflows nor a small variance drowns.
    /// </summary>
    public static double? Correlation(long count, long x, long y, long xx, long yy, long xy)
    {
        Int128 varianceX = ((Int128)count * xx) - ((Int128)x * x);
        Int128 varianceY = ((Int128)count * yy) - ((Int128)y * y);
        if (varianceX <= 0 || varianceY <= 0)
        {
            return null;
        }

        Int128 covariance = ((Int128)count * xy) - ((Int128)x * y);
        return (double)covariance / (Math.Sqrt((double)varianceX) * Math.Sqrt((double)varianceY));
    }

    /// <summary>Σ level and Σ level² of a histogram.</summary>
    public static (long Sum, long Squares) Powers(ReadOnlySpan<long> histogram)
    {
        long sum = 0;
        long squares = 0;
        for (int level = 0; level < histogram.Length; level++)
        {
            sum += histogram[level] * level;
            squares += histogram[level] * level * level;
        }

        return (sum, squares);
    }

    [MethodImpl(HotLoop.Options)]
    private static long Products(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        // 32-bit partial sums of at most 32,768 products of at most 65,025 cannot overflow.
        const int Chunk = 32768;
        long sum = 0;
        for (int start = 0; start < a.Length; start += Chunk)
        {
            ReadOnlySpan<byte> partA = a[start..Math.Min(start + Chunk, a.Length)];
            ReadOnlySpan<byte> partB = b.Slice(start, partA.Length);
            uint partial = 0;
            for (int i = 0; i < partA.Length; i++)
            {
                partial += (uint)(partA[i] * partB[i]);
            }

            sum += partial;
        }

        return sum;
    }
}
