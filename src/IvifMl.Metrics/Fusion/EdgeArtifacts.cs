using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>The ways in which evaluators compute Nabf and Labf.</summary>
public enum EdgeArtifactVariant
{
    /// <summary>The definition: weak edges weigh 0.001, and an edge counts as lost where it is no stronger than in one of the sources.</summary>
    Definition,

    /// <summary>Weak edges weigh nothing, and an edge counts as lost only where it is no stronger than in both sources. IVIF_ZOO.</summary>
    StrongEdgesOnly,

    /// <summary>
    /// The definition with the arguments as the Tang toolbox passes them: the infrared image stands in the place of the fused one, the visible
    /// and the fused image in those of the sources. Its published "Nabf" values say nothing about the fused image's artefacts.
    /// </summary>
    TangArgumentOrder,
}

/// <summary>
/// Nabf, edges that fusion added, and Labf, edges that it lost, each as a share of all edges: 0 to 1, lower is better.
/// With Sobel strengths g/8 (mirrored border), w = g^1.5 where g ≥ 2, else 0.001; Q = √(Qg Qα), Qg = 0.9999/(1 + e^(−19(G − 0.5))),
/// Qα = 0.9995/(1 + e^(−22(A − 0.5))), G the ratio of the smaller strength to the larger (0 where one is 0),
/// A = ||α_source − α_fused| − π/2| · 2/π; then Nabf = Σ [g_F &gt; g_A and g_F &gt; g_B] ((1 − Q_A)w_A + (1 − Q_B)w_B)/Σ(w_A + w_B), and Labf the same sum where
/// g_F ≤ g_A or g_F ≤ g_B. Undefined (null) where all weights are 0. Source: Shreyamsha Kumar 2013, after Petrović and Xydeas 2005.
/// </summary>
/// <example>F = A = B: no pixel has g_F &gt; g_A, so Nabf = 0.</example>
public static class EdgeArtifacts
{
    private const double StrongEdge = 2;
    private const double WeakWeight = 0.001;

    /// <summary>Share of added edges (Nabf); null where no edge has a weight, or an image is below 2 × 2.</summary>
    public static double? Added(FusionImages images, EdgeArtifactVariant variant = EdgeArtifactVariant.Definition)
        => Shares(images, variant) is { Weight: > 0 } shares ? shares.Added / shares.Weight : null;

    /// <summary>Share of lost edges (Labf); null where no edge has a weight, or an image is below 2 × 2.</summary>
    public static double? Lost(FusionImages images, EdgeArtifactVariant variant = EdgeArtifactVariant.Definition)
        => Shares(images, variant) is { Weight: > 0 } shares ? shares.Lost / shares.Weight : null;

    private static EdgeShares Shares(FusionImages images, EdgeArtifactVariant variant)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images.Shared((typeof(EdgeArtifacts), variant), () => variant == EdgeArtifactVariant.TangArgumentOrder
            ? Compute(images.Visible, images.Fused, images.Infrared, variant)
            : Compute(images.Infrared, images.Visible, images.Fused, variant));
    }

    private static EdgeShares Compute(GrayImage first, GrayImage second, GrayImage fused, EdgeArtifactVariant variant)
    {
        if (fused.Height < 2 || fused.Width < 2)
        {
            return default;
        }

        SobelRows a = new(first, Border.Mirror);
        SobelRows b = new(second, Border.Mirror);
        SobelRows f = new(fused, Border.Mirror);
        EdgeShares shares = default;
        while (a.MoveNext() && b.MoveNext() && f.MoveNext())
        {
            EdgeShares row = RowShares(a, b, f, fused.Width, variant == EdgeArtifactVariant.StrongEdgesOnly);
            shares = new(shares.Added + row.Added, shares.Lost + row.Lost, shares.Weight + row.Weight);
        }

        return shares;
    }

    [MethodImpl(HotLoop.Options)]
    private static EdgeShares RowShares(SobelRows a, SobelRows b, SobelRows f, int width, bool strongOnly)
    {
        Vector<double> addedSum = Vector<double>.Zero;
        Vector<double> lostSum = Vector<double>.Zero;
        Vector<double> weightSum = Vector<double>.Zero;
        Vector<double> places = Vector.CreateSequence(0.0, 1.0);
        for (int x = 0; x < a.Strength.Length; x += Vector<double>.Count)
        {
            Vector<double> strengthA = new(a.Strength, x);
            Vector<double> strengthB = new(b.Strength, x);
            Vector<double> strengthF = new(f.Strength, x);
            Vector<double> angleF = new(f.Angle, x);
            Vector<double> inside = Vector.AsVectorDouble(Vector.LessThan(places, new Vector<double>(width - x)));
            Vector<double> weightA = Vector.BitwiseAnd(Weight(strengthA, strongOnly), inside);
            Vector<double> weightB = Vector.BitwiseAnd(Weight(strengthB, strongOnly), inside);
            Vector<double> missing = ((Vector<double>.One - Quality(strengthA, new(a.Angle, x), strengthF, angleF)) * weightA)
                + ((Vector<double>.One - Quality(strengthB, new(b.Angle, x), strengthF, angleF)) * weightB);
            Vector<long> notAboveA = Vector.LessThanOrEqual(strengthF, strengthA);
            Vector<long> notAboveB = Vector.LessThanOrEqual(strengthF, strengthB);
            Vector<long> notAdded = Vector.BitwiseOr(notAboveA, notAboveB);
            Vector<long> lost = strongOnly ? Vector.BitwiseAnd(notAboveA, notAboveB) : notAdded;
            addedSum += Vector.AndNot(missing, Vector.AsVectorDouble(notAdded));
            lostSum += Vector.BitwiseAnd(missing, Vector.AsVectorDouble(lost));
            weightSum += weightA + weightB;
        }

        return new(Vector.Sum(addedSum), Vector.Sum(lostSum), Vector.Sum(weightSum));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Weight(Vector<double> strength, bool strongOnly)
    {
        Vector<double> scaled = strength / new Vector<double>(8);
        Vector<double> weak = new(strongOnly ? 0 : WeakWeight);
        return Vector.ConditionalSelect(Vector.GreaterThanOrEqual(scaled, new Vector<double>(StrongEdge)), scaled * Vector.SquareRoot(scaled), weak);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Quality(Vector<double> strength, Vector<double> angle, Vector<double> fusedStrength, Vector<double> fusedAngle)
    {
        Vector<double> smaller = Vector.MinNative(strength, fusedStrength);
        Vector<double> ratio = Vector.ConditionalSelect(Vector.Equals(smaller, Vector<double>.Zero), Vector<double>.Zero, smaller / Vector.MaxNative(strength, fusedStrength));
        Vector<double> agreement = Vector.Abs(Vector.Abs(angle - fusedAngle) - new Vector<double>(Math.PI / 2)) * (2 / Math.PI);
        return Vector.SquareRoot(new Vector<double>(0.9999 * 0.9995) / (Doubt(ratio, -19) * Doubt(agreement, -22)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Doubt(Vector<double> value, double slope)
        => Vector<double>.One + VectorFunctions.Exp((value - new Vector<double>(0.5)) * slope);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct EdgeShares(double Added, double Lost, double Weight);
}
