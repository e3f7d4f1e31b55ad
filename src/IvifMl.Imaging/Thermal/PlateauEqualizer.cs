namespace IvifMl.Imaging;

/// <summary>Histogram equalisation with capped counts (plateau equalisation; Vickers, Optical Engineering 35(7), 1996).</summary>
internal static class PlateauEqualizer
{
    private const int MostBins = 1 << 16;

    /// <summary>Bins over the range of a float picture, and at most one per raw level of a picture of integers.</summary>
    private const int FloatBins = 4096;

    /// <summary>
    /// With c the count of a bin and m the mean count of the occupied bins, a value becomes the share of Σ min(c, plateau · m) that
    /// lies below it, scaled so that the lowest occupied level is 0 and the highest 1.
    /// </summary>
    /// <param name="raw">Finite values; those beyond the range are clamped to it.</param>
    /// <param name="low">The range's lower end.</param>
    /// <param name="high">The range's upper end, above <paramref name="low"/>.</param>
    /// <param name="plateau">The cap as a multiple of the mean count.</param>
    public static Plane Apply(Plane raw, double low, double high, double plateau)
    {
        int bins = Bins(raw.Values, low, high);
        float scale = (float)((bins - 1) / (high - low));
        float origin = (float)low;
        int[] counts = new int[bins];
        foreach (float value in raw.Values)
        {
            counts[(int)(Position(value, origin, scale, bins) + 0.5f)]++;
        }

        float[] levels = Levels(counts, plateau);
        Plane mapped = new(raw.Height, raw.Width);
        Span<float> target = mapped.Values;
        ReadOnlySpan<float> source = raw.Values;
        for (int i = 0; i < source.Length; i++)
        {
            float at = Position(source[i], origin, scale, bins);
            int below = Math.Min((int)at, bins - 2);
            target[i] = levels[below] + ((at - below) * (levels[below + 1] - levels[below]));
        }

        return mapped;
    }

    private static float Position(float value, float low, float scale, int bins) => Math.Clamp((value - low) * scale, 0, bins - 1);

    // Integers get a bin per level, so that equal counts stay equal and neighbours are told apart.
    private static int Bins(ReadOnlySpan<float> values, double low, double high)
    {
        double levels = Math.Floor(high - low) + 1;
        if (levels is < 2 or > MostBins)
        {
            return FloatBins;
        }

        foreach (float value in values)
        {
            if (value != MathF.Truncate(value))
            {
                return FloatBins;
            }
        }

        return (int)levels;
    }

    private static float[] Levels(int[] counts, double plateau)
    {
        long occupied = counts.LongCount(count => count > 0);
        double cap = plateau * counts.Sum(count => (long)count) / occupied;
        double[] cumulative = new double[counts.Length];
        double sum = 0;
        double first = -1;
        for (int i = 0; i < counts.Length; i++)
        {
            sum += Math.Min(counts[i], cap);
            cumulative[i] = sum;
            first = first < 0 && sum > 0 ? sum : first;
        }

        return [.. cumulative.Select(c => sum > first ? (float)Math.Max(0, (c - first) / (sum - first)) : 0f)];
    }
}
