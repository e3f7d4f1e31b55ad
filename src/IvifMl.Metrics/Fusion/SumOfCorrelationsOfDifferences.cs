namespace IvifMl.Metrics;

/// <summary>
/// SCD = r(F − B, A) + r(F − A, B), r Pearson's correlation: how much of each source the fused image adds to the other.
/// −2 to 2, higher is better. Undefined (null) where a difference or a source does not vary, as for F = A.
/// Source: Aslantas and Bendes 2015.
/// </summary>
/// <example>A = (0, 10, 0, 10), B = (0, 0, 20, 20), F = A + B: F − B = A and F − A = B, so SCD = 1 + 1 = 2.</example>
public static class SumOfCorrelationsOfDifferences
{
    /// <summary>The sum of the two correlations, or null where one is 0/0.</summary>
    public static double? Of(FusionImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        FusionSums s = images.Sums;
        double? infrared = FusionSums.Correlation(
            s.Count, s.F - s.B, s.A, s.FF - (2 * s.BF) + s.BB, s.AA, s.AF - s.AB);
        double? visible = FusionSums.Correlation(
            s.Count, s.F - s.A, s.B, s.FF - (2 * s.AF) + s.AA, s.BB, s.BF - s.AB);
        return infrared + visible;
    }
}
