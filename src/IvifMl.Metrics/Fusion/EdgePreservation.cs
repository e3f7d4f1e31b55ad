using System.Numerics;
using System.Runtime.CompilerServices;

namespace IvifMl.Metrics;

/// <summary>
/// Qabf, how well the edges of both sources survive: with Sobel strengths g and orientations α (zero border),
/// Q = Qg·Qα, Qg = 0.9994/(1 + e^(−15(G − 0.5))), Qα = 0.9879/(1 + e^(−22(A − 0.8))), G the ratio of the smaller strength to the
/// larger, A = 1 − |α_source − α_fused|/(π/2), and Qabf = Σ(Q_A g_A + Q_B g_B)/Σ(g_A + g_B). 0 to about 0.975 (identical images);
/// higher is better. Undefined (null) where neither source has an edge.
/// Where both strengths are equal, every known evaluator takes G = g rather than 1; so do we: the numbers agree to six digits.
/// Source: Xydeas and Petrović 2000.
/// </summary>
/// <example>F = A = B with an edge: G saturates, A = 1, so Qabf = 0.9994 · 0.9879/(1 + e^−4.4) ≈ 0.97533.</example>
public static class EdgePreservation
{
    private const double StrengthGain = 0.9994;
    private const double StrengthSlope = -15;
    private const double StrengthMiddle = 0.5;
    private const double AngleGain = 0.9879;
    private const double AngleSlope = -22;
    private const double AngleMiddle = 0.8;

    /// <summary>Qabf of an image set, or null where no source has an edge.</summary>
    public static double? Of(FusionImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        SobelRows infrared = new(images.Infrared, Border.Zero);
        SobelRows visible = new(images.Visible, Border.Zero);
        SobelRows fused = new(images.Fused, Border.Zero);
        double kept = 0;
        double weight = 0;
        while (fused.MoveNext() && infrared.MoveNext() && visible.MoveNext())
        {
            Accumulate(infrared, fused, ref kept, ref weight);
            Accumulate(visible, fused, ref kept, ref weight);
        }

        return weight > 0 ? kept / weight : null;
    }

    [MethodImpl(HotLoop.Options)]
    private static void Accumulate(SobelRows source, SobelRows fused, ref double kept, ref double weight)
    {
        Vector<double> keptLanes = Vector<double>.Zero;
        Vector<double> weightLanes = Vector<double>.Zero;

        // Beyond the row's end strengths are 0, and with them every term.
        for (int x = 0; x < source.Strength.Length; x += Vector<double>.Count)
        {
            Vector<double> strength = new(source.Strength, x);
            Vector<double> other = new(fused.Strength, x);
            Vector<double> smaller = Vector.MinNative(strength, other);
            Vector<double> larger = Vector.MaxNative(strength, other);
            Vector<double> ratio = Vector.ConditionalSelect(Vector.Equals(strength, other), other, smaller / larger);
            Vector<double> turn = Vector.Abs(new Vector<double>(source.Angle, x) - new Vector<double>(fused.Angle, x));
            Vector<double> agreement = Vector<double>.One - (turn * (2 / Math.PI));
            Vector<double> doubts = Doubt(ratio, StrengthSlope, StrengthMiddle) * Doubt(agreement, AngleSlope, AngleMiddle);
            keptLanes += strength * (StrengthGain * AngleGain) / doubts;
            weightLanes += strength;
        }

        kept += Vector.Sum(keptLanes);
        weight += Vector.Sum(weightLanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Doubt(Vector<double> value, double slope, double middle)
        => Vector<double>.One + VectorFunctions.Exp((value - new Vector<double>(middle)) * slope);
}
