using IvifMl.Imaging;
using IvifMl.Metrics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests;

/// <summary>A fused picture and its sources in memory.</summary>
internal sealed class ScoredPair
{
    static ScoredPair() => ImageColumns.Register();

    public string Name { get; set; } = "";

    public MLImage? Infrared { get; set; }

    public MLImage? Visible { get; set; }

    public MLImage? Fused { get; set; }
}

internal static class ScoredPairs
{
    /// <summary>Sources of the sizes given; the fused picture is the mean of both, in the visible's colours.</summary>
    public static ScoredPair[] Of(params (int Height, int Width)[] sizes) => [.. sizes.Select((s, i) =>
        Pair($"pair{i}", Pictures.Infrared(s.Height, s.Width, i + 1), Pictures.Visible(s.Height, s.Width, i + 1), Mean(s.Height, s.Width, i + 1)))];

    public static ScoredPair Pair(string name, RasterImage infrared, RasterImage visible, RasterImage fused) =>
        new() { Name = name, Infrared = infrared.ToMLImage(), Visible = visible.ToMLImage(), Fused = fused.ToMLImage() };

    /// <summary>The scores that the library gives for the same pictures.</summary>
    public static FusionScore[] Expected(MetricProfile profile, params (int Height, int Width)[] sizes) => [.. sizes.Select((s, i) =>
        FusionScorer.Score(Pictures.Infrared(s.Height, s.Width, i + 1), Pictures.Visible(s.Height, s.Width, i + 1), Mean(s.Height, s.Width, i + 1), profile))];

    /// <summary>A gray picture of one level.</summary>
    public static RasterImage Flat(int height, int width, byte level) => RasterImage.FromBytes(height, width, 1, [.. Enumerable.Repeat(level, height * width)]);

    /// <summary>Reads one column of a view.</summary>
    public static List<T> Read<T>(IDataView view, string column)
    {
        List<T> values = [];
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema[column]]);
        ValueGetter<T> getter = cursor.GetGetter<T>(view.Schema[column]);
        while (cursor.MoveNext())
        {
            T value = default!;
            getter(ref value);
            values.Add(value);
        }

        return values;
    }

    private static RasterImage Mean(int height, int width, int seed)
    {
        ReadOnlySpan<byte> infrared = Pictures.Infrared(height, width, seed).Bytes;
        byte[] mean = Pictures.Visible(height, width, seed).Bytes.ToArray();
        for (int i = 0; i < mean.Length; i++)
        {
            mean[i] = (byte)((mean[i] + infrared[i / 3] + 1) / 2);
        }

        return RasterImage.FromBytes(height, width, 3, mean);
    }
}
