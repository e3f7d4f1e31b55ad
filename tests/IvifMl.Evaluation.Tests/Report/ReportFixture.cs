using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Tests.Support;

namespace IvifMl.Evaluation.Tests.Report;

/// <summary>Three pairs, two methods with names that HTML must not take for its own, and a missing picture.</summary>
public sealed class ReportFixture : IDisposable
{
    public const string OddName = "</script><b>\"Odd\" & 'name'";
    private readonly TemporaryFolder _folder = new();

    public ReportFixture()
    {
        for (int n = 0; n < 3; n++)
        {
            Write("ir", n, (y, x) => x is > 30 and < 44 && y is > 20 and < 40 ? 240 : 30 + (x / 2) + n);
            Write("vi", n, (y, x) => ((x * x) + (2 * y * y) + n) / 7 % 256);
            Write("odd", n, (y, x) => ((7 * x) ^ y) + n);
        }

        Write("plain", 0, (y, x) => (2 * x) + y);
        Write("plain", 1, (y, x) => x + (2 * y));
        Pairs = PairFinder.Pair(_folder["ir"], _folder["vi"]).Pairs;
        Methods = [EvaluationMethod.FromFolder(OddName, _folder["odd"]), EvaluationMethod.FromFolder("plain", _folder["plain"]), .. EvaluationMethod.Baselines];
        Result = FusionEvaluator.RunAsync(Pairs, Methods, new EvaluationOptions { Profile = MetricProfile.Strict with { Metrics = [.. MetricProfile.CommonMetrics, FusionMetric.MeanSquaredError] } }).GetAwaiter().GetResult();
    }

    public IReadOnlyList<ImagePair> Pairs { get; }

    public IReadOnlyList<EvaluationMethod> Methods { get; }

    public EvaluationResult Result { get; }

    public string Folder => _folder.Root;

    public void Dispose() => _folder.Dispose();

    private void Write(string sub, int n, Func<int, int, int> level)
    {
        Directory.CreateDirectory(_folder[sub]);
        byte[] levels = [.. Enumerable.Range(0, 64 * 80).Select(i => (byte)level(i / 80, i % 80))];
        ImageCodecs.Default.Write(RasterImage.FromBytes(64, 80, 1, levels), Path.Combine(_folder[sub], $"p{n}.png"));
    }
}
