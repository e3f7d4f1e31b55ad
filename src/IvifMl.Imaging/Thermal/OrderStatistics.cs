namespace IvifMl.Imaging;

/// <summary>Exact percentiles in linear time, without sorting or copying the values.</summary>
internal static class OrderStatistics
{
    /// <summary>
    /// The <paramref name="percent"/> percentile: the order statistic at rank p/100 · (n − 1), interpolated linearly between
    /// neighbours. Of 10, 20, 30, 40, 50 the 25th is 20 and the 90th 46.
    /// </summary>
    /// <param name="values">Finite values, at least one.</param>
    /// <param name="percent">0–100.</param>
    public static double Percentile(ReadOnlySpan<float> values, double percent)
    {
        double rank = percent / 100 * (values.Length - 1);
        int below = (int)Math.Min(Math.Floor(rank), values.Length - 1);
        float low = Select(values, below);
        double part = rank - below;
        return part == 0 ? low : low + (part * (Select(values, below + 1) - (double)low));
    }

    /// <summary>The value that would be at index <paramref name="rank"/> if the values were sorted.</summary>
    /// <remarks>Two counting passes: over the upper, then the lower 16 bits of keys that sort as the floats do.</remarks>
    public static float Select(ReadOnlySpan<float> values, int rank)
    {
        int[] counts = new int[1 << 16];
        foreach (float value in values)
        {
            counts[Key(value) >> 16]++;
        }

        uint upper = Find(counts, ref rank);
        Array.Clear(counts);
        foreach (float value in values)
        {
            uint key = Key(value);
            if (key >> 16 == upper)
            {
                counts[key & 0xFFFF]++;
            }
        }

        uint found = (upper << 16) | Find(counts, ref rank);
        return BitConverter.UInt32BitsToSingle((found & 0x80000000) != 0 ? found ^ 0x80000000 : ~found);
    }

    private static uint Key(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return (bits & 0x80000000) != 0 ? ~bits : bits ^ 0x80000000;
    }

    private static uint Find(int[] counts, ref int rank)
    {
        uint bin = 0;
        for (; rank >= counts[bin]; bin++)
        {
            rank -= counts[bin];
        }

        return bin;
    }
}
