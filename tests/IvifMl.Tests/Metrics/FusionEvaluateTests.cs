using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace IvifMl.Tests;

public sealed class FusionEvaluateTests
{
    private static readonly (int Height, int Width)[] Sizes = [(48, 64), (40, 57), (180, 176)];
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Numbers
    {
        public float Fused { get; set; }

        public float Infrared { get; set; }
    }

    private sealed class Calls(Action<EvaluationProgress> call) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => call(value);
    }

    private IDataView View(params ScoredPair[] pairs) => _ml.Data.LoadFromEnumerable(pairs);

    public static TheoryData<string> Profiles => [.. MetricProfile.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Means_and_deviations_are_those_of_the_scores_of_each_image(string profile)
    {
        MetricProfile chosen = MetricProfile.FromName(profile);
        FusionScore[] expected = ScoredPairs.Expected(chosen, Sizes);
        FusionMetrics metrics = _ml.Fusion.Evaluate(View(ScoredPairs.Of(Sizes)), options: new FusionEvaluationOptions { Profile = chosen });

        Assert.Equal((profile, 3), (metrics.Profile, metrics.Images));
        Assert.Equal(chosen.Metrics, metrics.Metrics.Select(m => m.Metric));
        foreach (FusionMetricSummary summary in metrics.Metrics)
        {
            double[] values = [.. expected.Select(s => s[summary.Metric]).OfType<double>().Where(double.IsFinite)];
            double mean = values.Sum() / values.Length;
            double variance = values.Sum(v => v * v / values.Length) - (mean * mean);
            Assert.Equal(mean, summary.Mean, 1e-9 * Math.Abs(mean));
            Assert.Equal(Math.Sqrt(Math.Max(0, variance)), summary.StandardDeviation, 1e-5 * Math.Abs(mean));
            Assert.Equal(3 - values.Length, summary.Undefined);
        }
    }

    [Fact]
    public void Each_metric_has_a_property_of_its_name()
    {
        FusionMetrics metrics = _ml.Fusion.Evaluate(View(ScoredPairs.Of(Sizes)), options: new FusionEvaluationOptions { Profile = MetricProfile.StrictComplete });
        foreach (FusionMetric metric in Enum.GetValues<FusionMetric>())
        {
            string name = metric.ShortName().Replace("-", "", StringComparison.Ordinal).Replace("FMI_", "FMI", StringComparison.Ordinal);
            var property = typeof(FusionMetrics).GetProperties().Single(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

            Assert.Equal(metrics[metric].Mean, property.GetValue(metrics));
            Assert.False(double.IsNaN(metrics[metric].Mean), name);
        }
    }

    [Fact]
    public void Half_black_half_white_has_one_bit_of_entropy_and_half_the_range_as_deviation()
    {
        RasterImage halves = RasterImage.FromBytes(24, 32, 1, [.. Enumerable.Range(0, 24 * 32).Select(i => (byte)(i % 32 < 16 ? 0 : 255))]);
        FusionMetrics metrics = _ml.Fusion.Evaluate(View(ScoredPairs.Pair("halves", Pictures.Infrared(24, 32), Pictures.Visible(24, 32), halves)));

        Assert.Equal((1, 127.5), (metrics.EN, metrics.SD));
        Assert.Equal("strict", metrics.Profile);
        Assert.True(double.IsNaN(metrics.FMIDct));
        Assert.Contains("FMI_dct", Assert.Throws<KeyNotFoundException>(() => metrics[FusionMetric.FmiCosineTransform]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Undefined_and_infinite_values_are_counted_and_said_and_in_no_mean()
    {
        List<LoggingEventArgs> log = [];
        _ml.Log += (_, e) => log.Add(e);
        RasterImage same = Pictures.Infrared(48, 64);
        RasterImage flat = ScoredPairs.Flat(48, 64, 90);
        ScoredPair[] pairs = [ScoredPairs.Of((48, 64))[0], ScoredPairs.Pair("same", same, same, same), ScoredPairs.Pair("flat", flat, flat, flat)];
        FusionScore expected = ScoredPairs.Expected(MetricProfile.Strict, (48, 64))[0];
        FusionMetrics metrics = _ml.Fusion.Evaluate(View(pairs));

        Assert.Equal((2, 0), (metrics[FusionMetric.PeakSignalToNoiseRatio].Undefined, metrics[FusionMetric.Entropy].Undefined));
        Assert.Equal(expected[FusionMetric.PeakSignalToNoiseRatio]!.Value, metrics.PSNR, 1e-12);
        Assert.Equal(0, metrics[FusionMetric.PeakSignalToNoiseRatio].StandardDeviation);
        Assert.Equal(1, metrics[FusionMetric.CorrelationCoefficient].Undefined);
        Assert.True(double.IsFinite(metrics.CC));
        LoggingEventArgs[] ours = [.. log.Where(e => e.Source == "IvifMl; Evaluate")];
        Assert.Contains(ours, e => e.Kind == ChannelMessageKind.Warning && e.RawMessage == "PSNR is undefined or infinite for 2 of 3 images; they are not in its mean");
        Assert.Contains(ours, e => e.Kind == ChannelMessageKind.Info && e.RawMessage.StartsWith("3 images scored with profile 'strict'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_metric_that_no_image_defines_is_not_a_number()
    {
        RasterImage flat = ScoredPairs.Flat(24, 32, 90);
        FusionMetrics metrics = _ml.Fusion.Evaluate(View(ScoredPairs.Pair("flat", flat, flat, flat)));

        Assert.True(double.IsNaN(metrics.PSNR));
        Assert.True(double.IsNaN(metrics[FusionMetric.PeakSignalToNoiseRatio].StandardDeviation));
        Assert.Equal(0, metrics.EN);
    }

    [Fact]
    public void Images_that_live_in_their_row_alone_are_evaluated_behind_a_pipeline()
    {
        using TemporaryFolder folder = new();
        (string infrared, string visible) = Pictures.WritePairs(folder.Root, 3, 40, 56);
        IDataView pairs = _ml.Data.LoadInfraredVisiblePairs(infrared, visible);
        IDataView fused = _ml.Transforms.LoadThermalImages("Infrared", "InfraredPath")
            .Append(_ml.Transforms.LoadImages("Visible", null, "VisiblePath"))
            .Append(_ml.Transforms.FuseInfraredVisible("Fused"))
            .Fit(pairs).Transform(pairs);
        FusionRunResult files = _ml.Fusion.FuseFiles(pairs, folder["out"]);
        double[] entropies = [.. files.Pairs.Select(p => Entropy.Of(GrayLevels.Luminance(ImageCodecs.Default.Read(p.OutputPath))))];

        Assert.Equal(entropies.Average(), _ml.Fusion.Evaluate(fused).EN, 1e-12);
        Assert.Equal(["pair000", "pair001", "pair002"], ScoredPairs.Read<ReadOnlyMemory<char>>(_ml.Fusion.EvaluatePerImage(fused), "Name").Select(n => n.ToString()));
        Assert.Equal(entropies, ScoredPairs.Read<double>(_ml.Fusion.EvaluatePerImage(fused), "EN"));
        Assert.Equal(
            Entropy.Of(GrayLevels.Luminance(Pictures.Visible(40, 56, 0))),
            ScoredPairs.Read<double>(_ml.Fusion.EvaluatePerImage(fused, fusedColumnName: "Visible"), "EN")[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_result_does_not_depend_on_the_threads_and_progress_tells_each_image(int threads)
    {
        List<EvaluationProgress> told = [];
        FusionMetrics metrics = _ml.Fusion.Evaluate(
            View(ScoredPairs.Of(Sizes)), options: new FusionEvaluationOptions { Parallelism = threads, Progress = new Calls(told.Add) });

        Assert.Equal(ScoredPairs.Expected(MetricProfile.Strict, Sizes).Average(s => s[FusionMetric.VisualInformationFidelity]!.Value), metrics.VIF);
        Assert.Equal([1, 2, 3], told.Select(p => p.Done));
        Assert.Equal(["pair0", "pair1", "pair2"], told.Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Cancelling_stops_at_the_next_image()
    {
        using CancellationTokenSource cancellation = new();
        int scored = 0;
        FusionEvaluationOptions options = new()
        {
            CancellationToken = cancellation.Token,
            Parallelism = 1,
            Progress = new Calls(_ =>
            {
                scored++;
                cancellation.Cancel();
            }),
        };
        IDataView data = View(ScoredPairs.Of((16, 16), (16, 16), (16, 16)));

        Assert.ThrowsAny<OperationCanceledException>(() => _ml.Fusion.Evaluate(data, options: options));
        Assert.Equal(1, scored);
        Assert.ThrowsAny<OperationCanceledException>(() => ScoredPairs.Read<double>(_ml.Fusion.EvaluatePerImage(data, options: options), "EN"));
    }

    [Fact]
    public void Wrong_columns_are_named_with_both_types()
    {
        IDataView numbers = _ml.Data.LoadFromEnumerable(new[] { new Numbers() });
        foreach (Action way in (Action[])[() => _ml.Fusion.Evaluate(numbers), () => _ml.Fusion.EvaluatePerImage(numbers)])
        {
            string message = Assert.ThrowsAny<ArgumentOutOfRangeException>(way).Message;
            Assert.All(["'Fused'", "Single", "image column"], word => Assert.Contains(word, message, StringComparison.Ordinal));
        }

        string missing = Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Fusion.Evaluate(View(ScoredPairs.Of((16, 16))), "Merged")).Message;
        Assert.All(["'Merged'", "'Fused'", "Evaluate"], word => Assert.Contains(word, missing, StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_that_cannot_be_scored_is_named()
    {
        ScoredPair bad = ScoredPairs.Pair("odd", Pictures.Infrared(16, 16), Pictures.Visible(16, 20), Pictures.Visible(16, 20));
        IDataView data = View(ScoredPairs.Of((16, 16))[0], bad);
        string message = Assert.ThrowsAny<InvalidDataException>(() => _ml.Fusion.Evaluate(data)).Message;
        ScoredPair none = ScoredPairs.Of((16, 16))[0];
        none.Fused = null;

        Assert.All(["Row 1", "'odd'", "20×16", "16×16"], word => Assert.Contains(word, message, StringComparison.Ordinal));
        Assert.Contains("fused", Assert.ThrowsAny<Exception>(() => _ml.Fusion.Evaluate(View(none))).Everything(), StringComparison.Ordinal);
        Assert.Contains("no rows", Assert.ThrowsAny<ArgumentException>(() => _ml.Fusion.Evaluate(View())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_are_as_documented()
    {
        FusionEvaluationOptions options = new();

        Assert.Same(MetricProfile.Strict, options.Profile);
        Assert.Equal(("Name", Environment.ProcessorCount), (options.NameColumnName, options.Parallelism));
        Assert.Null(options.Progress);
        Assert.Equal(CancellationToken.None, options.CancellationToken);
        options.Validate();
    }

    public static TheoryData<FusionEvaluationOptions, string> Wrong => new()
    {
        { new FusionEvaluationOptions { Parallelism = 0 }, "0" },
        { new FusionEvaluationOptions { NameColumnName = " " }, "NameColumnName" },
        { new FusionEvaluationOptions { Profile = MetricProfile.Strict with { Metrics = [] } }, "'strict' has no metric" },
        { new FusionEvaluationOptions { Profile = MetricProfile.Strict with { Metrics = [FusionMetric.Entropy, FusionMetric.Entropy] } }, "EN twice" },
        { new FusionEvaluationOptions { Profile = MetricProfile.Strict with { Metrics = [(FusionMetric)99] } }, "99" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_values_are_refused_by_name(FusionEvaluationOptions options, string word) =>
        Assert.Contains(word, Assert.ThrowsAny<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
}
