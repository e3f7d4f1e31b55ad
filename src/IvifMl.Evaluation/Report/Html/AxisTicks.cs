namespace IvifMl.Evaluation;

/// <summary>Round numbers along an axis.</summary>
internal static class AxisTicks
{
    private const int Wanted = 5;

    /// <summary>Multiples of 1, 2 or 5 times a power of ten within a range, about five of them.</summary>
    /// <param name="low">The range's lower end.</param>
    /// <param name="high">The range's upper end, above the lower.</param>
    public static IReadOnlyList<double> Between(double low, double high)
    {
        double raw = (high - low) / Wanted;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        List<double> ticks = [];
        for (double n = Math.Ceiling(low / step); n * step <= high; n++)
        {
            ticks.Add(Math.Round(n * step, 10));
        }

        return ticks;
    }
}
