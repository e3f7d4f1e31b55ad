namespace Microsoft.ML.Trainers.FastTree;

/// <summary>One feature cut into bins of about as many rows each; a value belongs to the first bin whose upper bound it does not exceed.</summary>
internal sealed class FeatureBins
{
    private FeatureBins(float[] upperBounds, int[] ofRow)
    {
        UpperBounds = upperBounds;
        OfRow = ofRow;
    }

    /// <summary>The last is infinite.</summary>
    public float[] UpperBounds { get; }

    public int[] OfRow { get; }

    public int Count => UpperBounds.Length;

    public static FeatureBins Of(float[] values, int maximum)
    {
        float[] sorted = [.. values.Order()];
        float[] distinct = [.. sorted.Distinct()];
        List<float> bounds = [];
        if (distinct.Length <= maximum)
        {
            for (int i = 1; i < distinct.Length; i++)
            {
                bounds.Add(Between(distinct[i - 1], distinct[i]));
            }
        }
        else
        {
            for (int bin = 1; bin < maximum; bin++)
            {
                int place = (int)((long)bin * sorted.Length / maximum);
                if (sorted[place - 1] < sorted[place])
                {
                    bounds.Add(Between(sorted[place - 1], sorted[place]));
                }
                else
                {
                    // The quantile lies inside a run of one value: the cut goes behind the run.
                    int next = Array.BinarySearch(distinct, sorted[place]) + 1;
                    if (next < distinct.Length)
                    {
                        bounds.Add(Between(distinct[next - 1], distinct[next]));
                    }
                }
            }
        }

        float[] upper = [.. bounds.Distinct().Order(), float.PositiveInfinity];
        return new FeatureBins(upper, [.. values.Select(v => BinOf(upper, v))]);
    }

    private static int BinOf(float[] upper, float value)
    {
        int place = Array.BinarySearch(upper, value);
        return place >= 0 ? place : ~place;
    }

    /// <summary>A number from <paramref name="low"/> on and below <paramref name="high"/>, in their middle where there is room.</summary>
    private static float Between(float low, float high)
    {
        float middle = (float)((low + (double)high) / 2);
        return middle < high ? middle : low;
    }
}
