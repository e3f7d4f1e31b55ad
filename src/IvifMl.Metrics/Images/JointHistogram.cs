using System.Runtime.CompilerServices;

namespace IvifMl.Metrics;

/// <summary>How many pixels have level i in one image and level j in the other: 256 × 256 counts.</summary>
internal sealed class JointHistogram
{
    /// <summary>Number of levels of each image.</summary>
    public const int Levels = 256;

    private readonly int[] _counts = new int[Levels * Levels];

    /// <summary>Counts two images of one size.</summary>
    [MethodImpl(HotLoop.Options)]
    public JointHistogram(GrayImage first, GrayImage second)
    {
        ReadOnlySpan<byte> a = first.Levels;
        ReadOnlySpan<byte> b = second.Levels;
        int[] counts = _counts;
        for (int i = 0; i < a.Length && i < b.Length; i++)
        {
            counts[(a[i] << 8) | b[i]]++;
        }
    }

    private JointHistogram(int[] counts) => _counts = counts;

    /// <summary>Counts, row = level of the first image.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>The histogram after x → min(x + 1, 255) on both images, which is what adding 1 to a MATLAB uint8 image does.</summary>
    public JointHistogram WithSaturatedIncrement()
    {
        int[] counts = new int[Levels * Levels];
        for (int a = 0; a < Levels; a++)
        {
            for (int b = 0; b < Levels; b++)
            {
                counts[(Math.Min(a + 1, Levels - 1) << 8) | Math.Min(b + 1, Levels - 1)] += _counts[(a << 8) | b];
            }
        }

        return new(counts);
    }
}
