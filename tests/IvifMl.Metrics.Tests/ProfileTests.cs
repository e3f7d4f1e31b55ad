using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Metrics.Tests;

/// <summary>Profiles, ranks, colour, and that sharing changes nothing.</summary>
public class ProfileTests
{
    [Fact]
    public void EveryMetricHasAShortNameThatLeadsBackToIt()
        => Assert.All(Enum.GetValues<FusionMetric>(), metric => Assert.Equal(metric, FusionMetricExtensions.FromShortName(metric.ShortName())));

    [Fact]
    public void ProfilesAreFoundByNameAndUnknownOnesRefusedWithTheChoice()
    {
        Assert.All(MetricProfile.All, profile => Assert.Same(profile, MetricProfile.FromName(profile.Name)));
        ArgumentException error = Assert.Throws<ArgumentException>(() => MetricProfile.FromName("loose"));
        Assert.Contains("strict, strict-complete, cddfuse", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AScoreSaysWhichMetricsItsProfileHas()
    {
        KeyNotFoundException error = Assert.Throws<KeyNotFoundException>(() => FusionScorer.Score(TestPairs.Synthetic, MetricProfile.CddFuse)[FusionMetric.EdgesAdded]);
        Assert.Contains("Nabf", error.Message, StringComparison.Ordinal);
        Assert.Contains("Qabf", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(UndefinedValuesTests.Profiles), MemberType = typeof(UndefinedValuesTests))]
    public void MetricsAloneAndTogetherAreTheSame(string name)
    {
        MetricProfile profile = MetricProfile.FromName(name);
        FusionScore together = FusionScorer.Score(TestPairs.Synthetic, profile);
        foreach ((FusionMetric metric, double? value) in together.Values)
        {
            Assert.Equal(value, FusionScorer.Score(TestPairs.Synthetic, profile with { Metrics = [metric] })[metric]);
        }
    }

    [Fact]
    public void TheTwoSourcesCountAlike()
    {
        FusionImages images = TestPairs.Synthetic;
        FusionScore score = FusionScorer.Score(images, MetricProfile.StrictComplete);
        FusionScore exchanged = FusionScorer.Score(new FusionImages(images.Visible, images.Infrared, images.Fused), MetricProfile.StrictComplete);
        foreach ((FusionMetric metric, double? value) in score.Values)
        {
            if (value is { } expected)
            {
                CloseTo.Relative(expected, exchanged[metric], 1e-12, metric.ShortName());
            }
            else
            {
                Assert.Null(exchanged[metric]);
            }
        }
    }

    [Fact]
    public void SsimOptionsHaveThePapersDefaultsAndRefuseARangeOfNothing()
    {
        Assert.Equal(new SsimOptions { Window = SsimWindow.Gaussian11, DynamicRange = 255, SampleCovariance = false, Mean = false, KeepsSize = false }, SsimOptions.Default);
        Assert.Throws<InvalidOperationException>(() => StructuralSimilarity.Of(TestPairs.Synthetic, new() { DynamicRange = 0 }));
        Assert.Throws<InvalidOperationException>(() => StructuralSimilarity.Of(TestPairs.Synthetic, new() { DynamicRange = double.NaN }));
    }

    [Fact]
    public void EqualValuesShareTheirPlacesAndUndefinedOnesTheLast()
    {
        Assert.Equal([2.5, 1, 4.5, 2.5, 4.5], MeanRanks.OfValues([3, 5, null, 3, null], MetricDirection.HigherIsBetter));
        Assert.Equal([1, 2, 3], MeanRanks.OfValues([1, 2, 3], MetricDirection.LowerIsBetter));
    }

    [Fact]
    public void MeanRankIsTheMeanOverTheMetrics()
    {
        FusionScore first = new("p", [new(FusionMetric.Entropy, 7), new(FusionMetric.MeanSquaredError, 9)]);
        FusionScore second = new("p", [new(FusionMetric.Entropy, 6), new(FusionMetric.MeanSquaredError, 4)]);
        FusionScore third = new("p", [new(FusionMetric.Entropy, 5), new(FusionMetric.MeanSquaredError, 1)]);
        Assert.Equal([2, 2, 2], MeanRanks.Of([first, second, third]));
    }

    [Fact]
    public void ChannelsOfAColourImageAreAveragedWhereTheProfileSaysSo()
    {
        RasterImage gray = Picture(1, (y, x, _) => (x * 9) + y);
        RasterImage colour = Picture(3, (y, x, c) => (x * (c + 3)) + (y * (5 - c)));
        FusionScore score = FusionScorer.Score(gray, colour, colour, MetricProfile.Vifb);
        double mean = Enumerable.Range(0, 3).Average(c => Entropy.Of(GrayLevels.Channel(colour, c)));
        CloseTo.Absolute(mean, score[FusionMetric.Entropy], 1e-12);
        Assert.NotEqual(mean, FusionScorer.Score(gray, colour, colour)[FusionMetric.Entropy]);
    }

    [Fact]
    public void SpatialFrequencyOfVifbTakesTheChannelsSideBySide()
    {
        // Each channel is one level: the only differences are the two seams, 20 and 30 levels, over 4 rows and 3 · 4 columns.
        RasterImage colour = Picture(3, (_, _, c) => c switch { 0 => 10, 1 => 30, _ => 60 });
        FusionScore score = FusionScorer.Score(colour, colour, colour, MetricProfile.Vifb with { Metrics = [FusionMetric.SpatialFrequency] });
        CloseTo.Absolute(Math.Sqrt(4 * ((20 * 20) + (30 * 30)) / 48.0), score[FusionMetric.SpatialFrequency], 1e-12);
    }

    [SkippableFact]
    public void StrictMeansOverMsrsAreTheIndependentEvaluators()
    {
        // Means of nine metrics over 13 pairs, computed by another program and printed with three decimals.
        (string Method, double?[] Means)[] expected =
        [
            ("maximum", [6.656, 42.479, 9.872, 3.227, 6.559, 1.731, 1.055, 0.700, 1.400]),
            ("SeAFusion", [6.675, 42.180, 9.964, 3.428, 4.061, 1.779, 0.978, 0.656, 1.402]),
            ("visible", [6.428, 42.018, 9.087, 2.775, 6.793, null, 1.039, 0.598, 1.395]),
            ("average", [5.728, 23.524, 5.481, 1.918, 2.677, 1.303, 0.686, 0.359, 1.452]),
            ("infrared", [5.339, 18.971, 5.432, 1.894, 5.704, null, 1.029, 0.440, 1.395]),
        ];
        MetricProfile nine = MetricProfile.Strict with { Metrics = MetricProfile.CommonMetrics };
        string[] names = [.. Directory.GetFiles(Repository.Shared("data", "MSRS", "fused", "SeAFusion")).Select(path => Path.GetFileName(path)!)];
        Assert.Equal(13, names.Length);
        FusionScore[][] scores = new FusionScore[names.Length][];
        Parallel.For(0, names.Length, i =>
        {
            GrayImage infrared = TestPairs.Read("data", "MSRS", "ir", names[i]);
            GrayImage visible = TestPairs.Read("data", "MSRS", "vi", names[i]);
            GrayImage[] fused =
            [
                TestPairs.Combine(infrared, visible, Math.Max), TestPairs.Read("data", "MSRS", "fused", "SeAFusion", names[i]), visible,
                TestPairs.Candidate(infrared, visible, "avg", halfToEven: true), infrared,
            ];
            scores[i] = [.. fused.Select(f => FusionScorer.Score(new FusionImages(infrared, visible, f), nine))];
        });
        for (int method = 0; method < expected.Length; method++)
        {
            FusionScore mean = MeanScore.Of([.. scores.Select(s => s[method])]);
            for (int i = 0; i < nine.Metrics.Count; i++)
            {
                string what = $"{expected[method].Method} {nine.Metrics[i].ShortName()}";
                if (expected[method].Means[i] is { } value)
                {
                    CloseTo.Absolute(value, mean[nine.Metrics[i]], 1e-3, what);
                }
                else
                {
                    Assert.True(mean[nine.Metrics[i]] is null, what);
                }
            }
        }
    }

    private static RasterImage Picture(int channels, Func<int, int, int, int> level)
    {
        byte[] samples = new byte[4 * 4 * channels];
        for (int i = 0; i < samples.Length; i++)
        {
            int pixel = i / channels;
            samples[i] = checked((byte)level(pixel / 4, pixel % 4, i % channels));
        }

        return RasterImage.FromBytes(4, 4, channels, samples);
    }
}
