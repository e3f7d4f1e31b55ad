using BenchmarkDotNet.Attributes;
using IvifMl.Metrics;

namespace IvifMl.Benchmarks;

/// <summary>The strict metrics of one 640 × 480 pair on one core: all at once (shared intermediates), the common nine, and one after another.</summary>
public class MetricsBenchmark
{
    private GrayImage _infrared = null!;
    private GrayImage _visible = null!;
    private GrayImage _fused = null!;

    [GlobalSetup]
    public void Setup()
    {
        Random random = new(1);
        _infrared = Make((y, x) => 128 + (60 * Math.Sin(x * 0.05)) + (40 * Math.Cos(y * 0.085)) + (10 * random.NextDouble()));
        _visible = Make((y, x) => 128 + (60 * Math.Sin(x * 0.11)) + (40 * Math.Cos(y * 0.187)) + (30 * random.NextDouble()));
        _fused = Make((y, x) => ((2 * _infrared.Row(y)[x]) + (3 * _visible.Row(y)[x])) / 5.0);
    }

    [Benchmark(Baseline = true)]
    public FusionScore Strict() => FusionScorer.Score(Images(), MetricProfile.Strict);

    [Benchmark]
    public FusionScore CommonNine() => FusionScorer.Score(Images(), MetricProfile.Strict with { Metrics = MetricProfile.CommonMetrics });

    [Benchmark]
    public FusionScore[] OneAfterAnother() => [.. MetricProfile.Strict.Metrics.Select(m => FusionScorer.Score(Images(), MetricProfile.Strict with { Metrics = [m] }))];

    // New images each time: histograms are kept with an image.
    private FusionImages Images() => new(Copy(_infrared), Copy(_visible), Copy(_fused));

    private static GrayImage Copy(GrayImage image) => new(image.Height, image.Width, image.Levels.ToArray());

    private static GrayImage Make(Func<int, int, double> level)
    {
        byte[] levels = new byte[480 * 640];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = (byte)Math.Clamp(level(i / 640, i % 640), 0, 255);
        }

        return new(480, 640, levels);
    }
}
