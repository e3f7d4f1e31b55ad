using System.Numerics.Tensors;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace IvifMl.Metrics;

/// <summary>The ways in which evaluators compute Qcb.</summary>
public enum ChenBlumVariant
{
    /// <summary>Images stretched to whole levels 0–255, frequencies of k/15. VIFB.</summary>
    Levels,

    /// <summary>Images stretched to 0–1, frequencies of k/30, small constants in the denominators. IVIF_ZOO.</summary>
    HalvedFrequencies,
}

/// <summary>
/// Qcb, how well the contrast that a viewer sees in the sources survives. Images are filtered by the contrast sensitivity
/// e^(−(r/15.387)²) − 0.7622 e^(−(r/1.3456)²); contrast C = G₂/G₄ − 1 with Gaussian means of σ = 2 and 4 over 31 × 31 pixels (zeros outside); C' = |C|³/(C² + 10⁻⁴);
/// Q = λ_A min(C'_A, C'_F)/max(C'_A, C'_F) + λ_B min(C'_B, C'_F)/max(C'_B, C'_F) with λ_A = C'_A²/(C'_A² + C'_B²); Qcb is its mean. 0 to 1, higher is better.
/// Undefined (null) where an image does not vary. Source: Chen and Blum 2009, in the form of VIFB.
/// </summary>
/// <example>F = A = B: every ratio is 1 and the two λ sum to 1, so Qcb = 1.</example>
public static class ChenBlumQuality
{
    /// <summary>Qcb of an image set, or null where an image does not vary.</summary>
    public static double? Of(FusionImages images, ChenBlumVariant variant = ChenBlumVariant.Levels)
    {
        ArgumentNullException.ThrowIfNull(images);
        foreach (GrayImage image in (ReadOnlySpan<GrayImage>)[images.Infrared, images.Visible, images.Fused])
        {
            (int low, int high) = LevelStretch.Range(image);
            if (low == high)
            {
                return null;
            }
        }

        Lazy<double[]> sensitivity = new(() => Sensitivity(images.Height, images.Width, variant == ChenBlumVariant.Levels ? 15 : 30));
        ContrastRows infrared = ContrastRows.Of(images.Infrared, variant, sensitivity);
        ContrastRows visible = ContrastRows.Of(images.Visible, variant, sensitivity);
        ContrastRows fused = ContrastRows.Of(images.Fused, variant, sensitivity);
        double offset = variant == ChenBlumVariant.Levels ? 0 : 1e-10;
        double sum = 0;
        while (infrared.MoveNext() && visible.MoveNext() && fused.MoveNext())
        {
            sum += RowSum(infrared.Contrast, visible.Contrast, fused.Contrast, images.Width, offset);
        }

        return sum / images.Fused.Length;
    }

    private static double[] Sensitivity(int height, int width, double periodsPerUnit)
    {
        int rows = (height / 2) + 1;
        int columns = (width / 2) + 1;
        double[] response = new double[rows * columns];
        double[] wideAlong = Bell(columns, 15.3870 * periodsPerUnit);
        double[] narrowAlong = Bell(columns, 1.3456 * periodsPerUnit);
        double[] wideDown = Bell(rows, 15.3870 * periodsPerUnit);
        double[] narrowDown = Bell(rows, 1.3456 * periodsPerUnit);
        for (int y = 0; y < rows; y++)
        {
            Span<double> row = response.AsSpan(y * columns, columns);
            TensorPrimitives.Multiply(narrowAlong, -0.7622 * narrowDown[y], row);
            TensorPrimitives.MultiplyAdd(wideAlong, wideDown[y], row, row);
        }

        return response;
    }

    private static double[] Bell(int count, double width)
    {
        double[] bell = new double[count];
        for (int k = 0; k < count; k++)
        {
            bell[k] = Math.Exp(-k * (double)k / (width * width));
        }

        return bell;
    }

    [MethodImpl(HotLoop.Options)]
    private static double RowSum(double[] infrared, double[] visible, double[] fused, int width, double offset)
    {
        Vector<double> places = Vector.CreateSequence(0.0, 1.0);
        Vector<double> sum = Vector<double>.Zero;
        for (int x = 0; x < width; x += Vector<double>.Count)
        {
            Vector<double> a = new(infrared, x);
            Vector<double> b = new(visible, x);
            Vector<double> f = new(fused, x);
            Vector<double> weightA = a * a;
            Vector<double> weightB = b * b;
            Vector<double> weights = weightA + weightB + new Vector<double>(offset);
            Vector<double> quality = ((weightA * Ratio(a, f)) + (weightB * Ratio(b, f))) / weights;

            // Without contrast in either source there is nothing to keep; the last vector reaches past the row.
            quality = Vector.ConditionalSelect(Vector.Equals(weights, Vector<double>.Zero), Vector<double>.One, quality);
            sum += Vector.BitwiseAnd(quality, Vector.AsVectorDouble(Vector.LessThan(places, new Vector<double>(width - x))));
        }

        return Vector.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Ratio(Vector<double> a, Vector<double> b)
    {
        Vector<double> larger = Vector.MaxNative(a, b);
        return Vector.ConditionalSelect(Vector.Equals(larger, Vector<double>.Zero), Vector<double>.One, Vector.MinNative(a, b) / larger);
    }
}
