namespace Microsoft.ML.Trainers.FastTree;

/// <summary>For every bin of every feature: how many rows, their weight, and the weighted sum of their targets.</summary>
internal sealed class Histogram
{
    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly double[] _weights;
    private readonly double[] _sums;

    private Histogram(int[] starts)
    {
        _starts = starts;
        _counts = new int[starts[^1]];
        _weights = new double[starts[^1]];
        _sums = new double[starts[^1]];
    }

    public static Histogram Of(FeatureBins[] features, ReadOnlySpan<int> rows, float[] weights, double[] targets)
    {
        int[] starts = new int[features.Length + 1];
        for (int f = 0; f < features.Length; f++)
        {
            starts[f + 1] = starts[f] + features[f].Count;
        }

        Histogram histogram = new(starts);
        for (int f = 0; f < features.Length; f++)
        {
            int[] bins = features[f].OfRow;
            foreach (int row in rows)
            {
                int place = starts[f] + bins[row];
                histogram._counts[place]++;
                histogram._weights[place] += weights[row];
                histogram._sums[place] += weights[row] * targets[row];
            }
        }

        return histogram;
    }

    /// <summary>The histogram of the rows of this one that are not in the other: a sibling need not be counted.</summary>
    public Histogram Without(Histogram part)
    {
        Histogram rest = new(_starts);
        for (int i = 0; i < _counts.Length; i++)
        {
            rest._counts[i] = _counts[i] - part._counts[i];
            rest._weights[i] = _weights[i] - part._weights[i];
            rest._sums[i] = _sums[i] - part._sums[i];
        }

        return rest;
    }

    /// <summary>The cut that lowers the squared error most; no gain where none does.</summary>
    public Split BestSplit(bool[] allowed, int minimumCount)
    {
        Split best = default;
        for (int f = 0; f < allowed.Length; f++)
        {
            if (!allowed[f])
            {
                continue;
            }

            int count = 0, leftCount = 0;
            double weight = 0, sum = 0, leftWeight = 0, leftSum = 0;
            for (int i = _starts[f]; i < _starts[f + 1]; i++)
            {
                count += _counts[i];
                weight += _weights[i];
                sum += _sums[i];
            }

            double whole = Explained(sum, weight);
            for (int i = _starts[f]; i < _starts[f + 1] - 1; i++)
            {
                leftCount += _counts[i];
                leftWeight += _weights[i];
                leftSum += _sums[i];
                if (leftCount < minimumCount || count - leftCount < minimumCount)
                {
                    continue;
                }

                double gain = Explained(leftSum, leftWeight) + Explained(sum - leftSum, weight - leftWeight) - whole;

                // Below the rounding of the sums a gain is none.
                if (gain > best.Gain && gain > 1e-12 * Math.Abs(whole) && gain > 1e-12)
                {
                    best = new Split(f, i - _starts[f], gain);
                }
            }
        }

        return best;
    }

    private static double Explained(double sum, double weight) => weight > 0 ? sum * sum / weight : 0;
}

/// <summary>Rows of the feature up to and with the bin go left.</summary>
internal readonly record struct Split(int Feature, int Bin, double Gain);
