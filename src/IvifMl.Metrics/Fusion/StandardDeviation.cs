namespace IvifMl.Metrics;

/// <summary>
/// SD, the standard deviation of an image's levels: √(1/N Σ (F − F̄)²), in levels, 0–127.5. Higher means more contrast.
/// Source: Rao 1997; every evaluator of the field has it.
/// </summary>
/// <example>Levels 0 and 10, equally often: the mean is 5, every difference ±5, SD = 5.</example>
public static class StandardDeviation
{
    /// <summary>The population standard deviation (÷N), in levels.</summary>
    public static double Of(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        (long sum, long squares) = FusionSums.Powers(image.Histogram);
        Int128 scaled = ((Int128)image.Length * squares) - ((Int128)sum * sum);
        return Math.Sqrt((double)scaled) / image.Length;
    }

    /// <summary>
    /// √(1/N Σ s(s(F − F̄)²)) where s rounds and clamps to 0–255: what MATLAB computes when F stays uint8, as in the
    /// published TNO table of the Tang toolbox. Differences below zero vanish, large squares stop at 255.
    /// </summary>
    public static double OfSaturatedBytes(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        double mean = (double)FusionSums.Powers(image.Histogram).Sum / image.Length;
        double sum = 0;
        for (int level = 0; level < image.Histogram.Length; level++)
        {
            double difference = Math.Clamp(Math.Round(level - mean, MidpointRounding.AwayFromZero), 0, 255);
            sum += image.Histogram[level] * Math.Min(255, difference * difference);
        }

        return Math.Sqrt(sum / image.Length);
    }
}
