namespace IvifMl.Metrics;

/// <summary>
/// The log-average miss rate of a class: the geometric mean of the miss rate (1 − recall) at nine false alarms per image, spread evenly over 10⁻² … 10⁰ on a
/// logarithmic scale. Where the curve does not reach so few false alarms its first miss rate counts, 1 if there is none; miss rates below 10⁻¹⁰ count as that. 0 to 1, lower is better.
/// Undefined (null) without objects. Source: Dollár, Wojek, Schiele and Perona 2012.
/// </summary>
/// <example>Every object found and no false alarm: 10⁻¹⁰. Nothing found: 1.</example>
public static class LogAverageMissRate
{
    private const int Points = 9;
    private const double SmallestMissRate = 1e-10;

    /// <summary>The log-average miss rate, or null without objects.</summary>
    /// <param name="curve">The precision–recall curve of the class.</param>
    /// <param name="images">Number of images it was made from, at least 1.</param>
    public static double? Of(PrecisionRecallCurve curve, int images)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        if (curve.Objects == 0)
        {
            return null;
        }

        double sum = 0;
        for (int i = 0; i < Points; i++)
        {
            double falseAlarmsPerImage = Math.Pow(10, -2 + (2.0 * i / (Points - 1)));
            sum += Math.Log(Math.Max(SmallestMissRate, MissRate(curve, falseAlarmsPerImage * images)));
        }

        return Math.Exp(sum / Points);
    }

    private static double MissRate(PrecisionRecallCurve curve, double falseAlarms)
    {
        double missRate = 1;
        for (int i = 0; i < curve.Scores.Count; i++)
        {
            double wrong = (i + 1) * (1 - curve.Precision[i]);

            // Counts of at most a few million; the margin is for the way over the precision.
            if (wrong > falseAlarms + 1e-6)
            {
                break;
            }

            missRate = 1 - curve.Recall[i];
        }

        return missRate;
    }
}
