namespace IvifMl.Metrics;

/// <summary>
/// CC = ½ (r(A, F) + r(B, F)), r Pearson's correlation of levels. −1 to 1, higher is better. Undefined (null) where an image does
/// not vary. Source: Deshmukh and Bhosale 2010; every evaluator has it.
/// </summary>
/// <example>A = (0, 10), B = (10, 0), F = A: r(A, F) = 1, r(B, F) = −1, CC = 0.</example>
public static class CorrelationCoefficient
{
    /// <summary>The mean of the two correlations, or null where one is 0/0.</summary>
    public static double? Of(FusionImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        FusionSums s = images.Sums;
        return (FusionSums.Correlation(s.Count, s.A, s.F, s.AA, s.FF, s.AF) + FusionSums.Correlation(s.Count, s.B, s.F, s.BB, s.FF, s.BF)) / 2;
    }
}
