namespace IvifMl.Evaluation;

/// <summary>
/// Tukey's box: quartiles (linear between order statistics), whiskers to the farthest values within 1.5 interquartile ranges of the box, and
/// what lies beyond.
/// </summary>
internal sealed record BoxStatistics(int Count, double Mean, double Low, double Lower, double Median, double Upper, double High, IReadOnlyList<double> Outliers)
{
    private const double Reach = 1.5;

    /// <summary>The box of the finite values; null where there is none. Example: 1, 2, 3, 4, 100 has the quartiles 2, 3, 4, the whiskers 1 and 4, and 100 outside.</summary>
    public static BoxStatistics? Of(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.OfType<double>().Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
        {
            return null;
        }

        (double lower, double median, double upper) = (Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75));
        double reach = Reach * (upper - lower);
        double[] inside = [.. sorted.Where(v => v >= lower - reach && v <= upper + reach)];
        return new BoxStatistics(
            sorted.Length, sorted.Average(), inside[0], lower, median, upper, inside[^1], [.. sorted.Where(v => v < lower - reach || v > upper + reach)]);
    }

    private static double Quantile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
