using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl;

/// <summary>
/// What is cheaply known of a pair before it is fused; all computed on 8-bit levels. Brightness, contrast (standard deviation), entropy, gradient
/// energy (mean square of the differences to the right and below), noise (Immerkær 1996: the mean strength of a Laplacian's difference) and the
/// share of nearly black and nearly white pixels of both; the visible's saturation; what the two have to do with each other.
/// </summary>
internal static class PairStatistics
{
    /// <summary>How many there are.</summary>
    public const int Count = 19;

    private const int Dark = 16;
    private const int Bright = 240;

    /// <summary>Their names, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "infrared brightness", "infrared contrast", "infrared entropy", "infrared gradient energy", "infrared noise", "infrared dark share", "infrared bright share",
        "visible brightness", "visible contrast", "visible entropy", "visible gradient energy", "visible noise", "visible dark share", "visible bright share",
        "visible saturation", "correlation", "brightness difference", "contrast ratio", "gradient ratio",
    ];

    /// <summary>The statistics of a pair; those of both together are NaN (missing) where the sizes differ.</summary>
    public static float[] Of(Plane infrared, RasterImage visible)
    {
        GrayImage infraredLevels = GrayImage.FromPlane(infrared);
        GrayImage visibleLevels = GrayLevels.Luminance(visible);
        float[] first = OfOne(infraredLevels);
        float[] second = OfOne(visibleLevels);
        return
        [
            .. first, .. second, Saturation(visible), Correlation(infraredLevels, visibleLevels),
            first[0] - second[0], LogRatio(first[1], second[1]), LogRatio(first[3], second[3]),
        ];
    }

    private static float[] OfOne(GrayImage image) =>
    [
        Mean(image), (float)StandardDeviation.Of(image), (float)Entropy.Of(image), (float)Math.Pow(SpatialFrequency.Of(image) ?? 0, 2), Noise(image),
        Share(image.Histogram[..Dark], image), Share(image.Histogram[Bright..], image),
    ];

    private static float Mean(GrayImage image)
    {
        double sum = 0;
        for (int level = 0; level < image.Histogram.Length; level++)
        {
            sum += (double)level * image.Histogram[level];
        }

        return (float)(sum / image.Length);
    }

    private static float Share(ReadOnlySpan<long> counts, GrayImage image)
    {
        long sum = 0;
        foreach (long count in counts)
        {
            sum += count;
        }

        return (float)sum / image.Length;
    }

    private static float LogRatio(float a, float b) => MathF.Log((a + 1) / (b + 1));

    /// <summary>√(π/2)/6 times the mean |1 −2 1; −2 4 −2; 1 −2 1|.</summary>
    private static float Noise(GrayImage image)
    {
        if (image.Height < 3 || image.Width < 3)
        {
            return 0;
        }

        long sum = 0;
        for (int y = 1; y < image.Height - 1; y++)
        {
            ReadOnlySpan<byte> above = image.Row(y - 1);
            ReadOnlySpan<byte> row = image.Row(y);
            ReadOnlySpan<byte> below = image.Row(y + 1);
            for (int x = 1; x < row.Length - 1; x++)
            {
                int corners = above[x - 1] + above[x + 1] + below[x - 1] + below[x + 1];
                int sides = above[x] + below[x] + row[x - 1] + row[x + 1];
                sum += Math.Abs(corners - (2 * sides) + (4 * row[x]));
            }
        }

        return (float)(Math.Sqrt(Math.PI / 2) / 6 * sum / ((image.Height - 2.0) * (image.Width - 2)));
    }

    /// <summary>Mean (max − min)/max of the channels; 0 for gray pictures.</summary>
    private static float Saturation(RasterImage image)
    {
        if (image.Channels < 3 || image.SampleType != SampleType.UInt8)
        {
            return 0;
        }

        double sum = 0;
        ReadOnlySpan<byte> bytes = image.Bytes;
        for (int i = 0; i + 2 < bytes.Length; i += image.Channels)
        {
            int high = Math.Max(bytes[i], Math.Max(bytes[i + 1], bytes[i + 2]));
            int low = Math.Min(bytes[i], Math.Min(bytes[i + 1], bytes[i + 2]));
            sum += high == 0 ? 0 : (double)(high - low) / high;
        }

        return (float)(sum / ((double)image.Height * image.Width));
    }

    private static float Correlation(GrayImage a, GrayImage b)
    {
        if (!a.HasSizeOf(b))
        {
            return float.NaN;
        }

        (double meanA, double meanB) = (Mean(a), Mean(b));
        (double ab, double aa, double bb) = (0, 0, 0);
        for (int i = 0; i < a.Length; i++)
        {
            double x = a.Levels[i] - meanA;
            double y = b.Levels[i] - meanB;
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }

        return aa > 0 && bb > 0 ? (float)(ab / Math.Sqrt(aa * bb)) : 0;
    }
}
