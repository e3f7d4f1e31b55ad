namespace Microsoft.ML.Data;

/// <summary>For every place along one edge of the resized picture the four source places it is made of, and their weights.</summary>
/// <remarks>The cubic of Mitchell and Netravali (1988), B = C = 1/3, over source pixels; places beyond the edge repeat it.</remarks>
internal sealed class Taps
{
    public const int Count = 4;

    private Taps(int[] places, float[] weights, int first, int end)
    {
        (Places, Weights, First, End) = (places, weights, first, end);
    }

    public int[] Places { get; }

    public float[] Weights { get; }

    /// <summary>The first place that the source covers.</summary>
    public int First { get; }

    /// <summary>The place behind the last one that the source covers.</summary>
    public int End { get; }

    public static Taps Along(int source, int start, int extent, int length)
    {
        int[] places = new int[Count * length];
        float[] weights = new float[Count * length];
        for (int i = 0; i < length; i++)
        {
            double at = (i - start + 0.5) * source / extent - 0.5;
            int before = (int)Math.Floor(at);
            for (int k = 0; k < Count; k++)
            {
                places[Count * i + k] = Math.Clamp(before - 1 + k, 0, source - 1);
                weights[Count * i + k] = (float)Mitchell(Math.Abs(at - (before - 1 + k)));
            }
        }

        return new Taps(places, weights, Math.Clamp(start, 0, length), Math.Clamp(start + extent, 0, length));
    }

    private static double Mitchell(double x) => x switch
    {
        < 1 => (7 * x * x * x - 12 * x * x + 16.0 / 3) / 6,
        < 2 => (-7.0 / 3 * x * x * x + 12 * x * x - 20 * x + 32.0 / 3) / 6,
        _ => 0,
    };
}
