using IvifMl.Metrics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests;

public sealed class EvaluatePerImageTests
{
    private static readonly (int Height, int Width)[] Sizes = [(48, 64), (40, 57)];
    private static readonly MetricProfile Two = MetricProfile.Strict with { Metrics = [FusionMetric.Entropy, FusionMetric.StandardDeviation] };
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Nameless
    {
        public MLImage? A { get; set; }

        public MLImage? B { get; set; }

        public MLImage? C { get; set; }
    }

    [Fact]
    public void Its_columns_are_the_name_and_the_metrics_of_the_profile_as_doubles()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(ScoredPairs.Of(Sizes));
        IDataView scores = _ml.Fusion.EvaluatePerImage(data, options: new FusionEvaluationOptions { Profile = MetricProfile.CddFuse });

        Assert.Equal(["Name", .. MetricProfile.CddFuse.Metrics.Select(m => m.ShortName())], scores.Schema.Select(c => c.Name));
        Assert.All(scores.Schema.Skip(1), c => Assert.Equal(NumberDataViewType.Double, c.Type));
        FusionScore[] expected = ScoredPairs.Expected(MetricProfile.CddFuse, Sizes);
        foreach (FusionMetric metric in MetricProfile.CddFuse.Metrics)
        {
            Assert.Equal(expected.Select(s => s[metric] ?? double.NaN), ScoredPairs.Read<double>(scores, metric.ShortName()));
        }
    }

    [Fact]
    public void Undefined_is_not_a_number()
    {
        var flat = ScoredPairs.Flat(24, 32, 90);
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { ScoredPairs.Pair("flat", flat, flat, flat) });

        Assert.Equal([double.NaN], ScoredPairs.Read<double>(_ml.Fusion.EvaluatePerImage(data), "CC"));
        Assert.Equal([double.PositiveInfinity], ScoredPairs.Read<double>(_ml.Fusion.EvaluatePerImage(data), "PSNR"));
    }

    [Fact]
    public void Nothing_is_read_before_a_cursor_asks_and_nothing_scored_for_names()
    {
        int read = 0;
        IEnumerable<ScoredPair> Rows()
        {
            read++;
            yield return ScoredPairs.Pair("sizes differ", Pictures.Infrared(16, 16), Pictures.Visible(20, 20), Pictures.Visible(20, 20));
        }

        IDataView scores = _ml.Fusion.EvaluatePerImage(_ml.Data.LoadFromEnumerable(Rows()));
        Assert.Equal(0, read);
        Assert.Equal("sizes differ", ScoredPairs.Read<ReadOnlyMemory<char>>(scores, "Name").Single().ToString());
        Assert.Equal(1, read);
        Assert.Contains("'sizes differ'", Assert.ThrowsAny<InvalidDataException>(() => ScoredPairs.Read<double>(scores, "EN")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_cursors_check_what_they_are_asked_for()
    {
        IDataView scores = _ml.Fusion.EvaluatePerImage(_ml.Data.LoadFromEnumerable(ScoredPairs.Of(Sizes)));
        using DataViewRowCursor cursor = scores.GetRowCursor([scores.Schema["EN"]]);

        Assert.True(cursor.IsColumnActive(scores.Schema["EN"]));
        Assert.False(cursor.IsColumnActive(scores.Schema["SD"]));
        Assert.Contains("'SD'", Assert.ThrowsAny<ArgumentOutOfRangeException>(() => cursor.GetGetter<double>(scores.Schema["SD"])).Message, StringComparison.Ordinal);
        Assert.Contains("Double", Assert.ThrowsAny<InvalidOperationException>(() => cursor.GetGetter<float>(scores.Schema["EN"])).Message, StringComparison.Ordinal);
        Assert.True(cursor.MoveNext());
        Assert.Equal(0, cursor.Position);
        Assert.Same(scores.Schema, cursor.Schema);
    }

    [Fact]
    public void It_is_data_for_ml_net_itself()
    {
        int read = 0;
        IEnumerable<ScoredPair> Rows()
        {
            read++;
            return ScoredPairs.Of(Sizes);
        }

        IDataView scores = _ml.Data.Cache(_ml.Fusion.EvaluatePerImage(_ml.Data.LoadFromEnumerable(Lazily(Rows)), options: new FusionEvaluationOptions { Profile = Two }));
        IDataView vectors = _ml.Transforms.Concatenate("Features", "EN", "SD").Fit(scores).Transform(scores);
        FusionScore[] expected = ScoredPairs.Expected(MetricProfile.Strict, Sizes);

        Assert.Equal(
            expected.Select(s => (s[FusionMetric.Entropy]!.Value, s[FusionMetric.StandardDeviation]!.Value)),
            ScoredPairs.Read<VBuffer<double>>(vectors, "Features").Select(v => (v.GetItemOrDefault(0), v.GetItemOrDefault(1))));
        Assert.Equal(2, scores.GetRowCursorSet(scores.Schema, 1).Sum(Count));
        int before = read;
        Assert.Equal(expected.Select(s => s[FusionMetric.Entropy]!.Value), ScoredPairs.Read<double>(scores, "EN"));
        Assert.Equal(before, read);
    }

    [Fact]
    public void Data_without_names_has_none()
    {
        ScoredPair pair = ScoredPairs.Of((24, 32))[0];
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Nameless { A = pair.Fused, B = pair.Infrared, C = pair.Visible } });

        Assert.Equal("EN", _ml.Fusion.EvaluatePerImage(data, "A", "B", "C").Schema[0].Name);
        Assert.Equal(_ml.Fusion.Evaluate(data, "A", "B", "C").EN, ScoredPairs.Read<double>(_ml.Fusion.EvaluatePerImage(data, "A", "B", "C"), "EN").Single());
    }

    private static IEnumerable<ScoredPair> Lazily(Func<IEnumerable<ScoredPair>> rows)
    {
        foreach (ScoredPair row in rows())
        {
            yield return row;
        }
    }

    private static int Count(DataViewRowCursor cursor)
    {
        using (cursor)
        {
            int rows = 0;
            while (cursor.MoveNext())
            {
                rows++;
            }

            return rows;
        }
    }
}
