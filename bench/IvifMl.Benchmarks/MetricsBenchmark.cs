using BenchmarkDotNet.Attributes;
using IvifMl.Metrics;

namespace IvifMl.Benchmarks;

/// <summary>
/// The strict metrics of one 640 × 480 pair on one core: all at once (intermediate results shared by the metrics), the common nine, the sum of the metrics each
/// computed alone on images that are new to it, and, per fused image, 26 fused images of one pair (VIFB has 25 methods and the visible image) whose sources
/// are shared. Wall-clock time: meaningful on a quiet machine only.
/// </summary>
public class MetricsBenchmark
{
    private const int Candidates = 26;

    private GrayImage _infrared = null!;
    private GrayImage _visible = null!;
    private GrayImage _fused = null!;
    private GrayImage[] _candidates = null!;

    [GlobalSetup]
    public void Setup()
    {
        Random random = new(1);
        _infrared = Make((y, x) => 128 + (60 * Math.Sin(x * 0.05)) + (40 * Math.Cos(y * 0.085)) + (10 * random.NextDouble()));
        _visible = Make((y, x) => 128 + (60 * Math.Sin(x * 0.11)) + (40 * Math.Cos(y * 0.187)) + (30 * random.NextDouble()));
        _fused = Make((y, x) => ((2 * _infrared.Row(y)[x]) + (3 * _visible.Row(y)[x])) / 5.0);
        _candidates = [.. Enumerable.Range(2, Candidates).Select(k => Make((y, x) => ((k * _infrared.Row(y)[x]) + ((30 - k) * _visible.Row(y)[x])) / 30.0))];
    }

    [Benchmark(Baseline = true, Description = "strict, all at once")]
    public FusionScore Strict() => FusionScorer.Score(Images(), MetricProfile.Strict);

    [Benchmark(Description = "the common nine at once")]
    public FusionScore CommonNine() => FusionScorer.Score(Images(), MetricProfile.Strict with { Metrics = MetricProfile.CommonMetrics });

    [Benchmark(Description = "strict, the sum of each alone")]
    public FusionScore[] OneAfterAnother() => [.. MetricProfile.Strict.Metrics.Select(m => FusionScorer.Score(Images(), MetricProfile.Strict with { Metrics = [m] }))];

    [Benchmark(Description = "strict, per image of 26 with shared sources", OperationsPerInvoke = Candidates)]
    public FusionScore[] SharedSources()
    {
        GrayImage infrared = Copy(_infrared);
        GrayImage visible = Copy(_visible);
        return [.. _candidates.Select(fused => FusionScorer.Score(new FusionImages(infrared, visible, Copy(fused)), MetricProfile.Strict))];
    }

    // New images each time: shared results are kept with an image.
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
