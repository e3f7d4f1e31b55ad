using System.Text;
using System.Text.Json;
using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Tests.Support;

namespace IvifMl.Evaluation.Tests;

public sealed class FusionEvaluatorTests : IDisposable
{
    private const string OddName = "<b>\"x\", y";
    private static readonly MetricProfile Profile = MetricProfile.Strict with { Metrics = MetricProfile.CommonMetrics };
    private readonly TemporaryFolder _folder = new();

    public FusionEvaluatorTests()
    {
        foreach (string sub in (string[])["ir", "vi", "fused"])
        {
            Directory.CreateDirectory(_folder[sub]);
        }

        for (int n = 0; n < 3; n++)
        {
            Write("ir", n, (y, x) => ((3 * x) + (5 * y) + n) % 256);
            Write("vi", n, (y, x) => ((x * x) + (2 * y * y) + n) / 7 % 256);
        }

        Write("fused", 0, (y, x) => (7 * x) ^ y);
        Write("fused", 1, (y, x) => (2 * x) + y);
    }

    [Fact]
    public async Task JsonHasTheScorersNumbers()
    {
        using JsonDocument json = JsonDocument.Parse(JsonReport.ToBytes(await RunAsync(parallelism: 2)));
        JsonElement scores = json.RootElement.GetProperty("pairs")[0].GetProperty("methods").GetProperty(OddName);
        FusionScore expected = FusionScorer.Score(Read("ir"), Read("vi"), Read("fused"), Profile);
        foreach ((FusionMetric metric, double? value) in expected.Values)
        {
            Assert.Equal(value, scores.GetProperty(metric.ShortName()).GetDouble());
        }
    }

    [Fact]
    public async Task BaselinesAreTheSourcesTheirHalfEvenAverageAndTheirMaximum()
    {
        PairScores pair = (await RunAsync(parallelism: 1)).Pairs[0];
        Assert.Equal([OddName, "visible", "infrared", "average", "maximum"], pair.Methods.Select(m => m.Method));
        RasterImage infrared = Read("ir");
        RasterImage visible = Read("vi");
        byte[] average = new byte[infrared.Length];
        byte[] maximum = new byte[infrared.Length];
        for (int i = 0; i < average.Length; i++)
        {
            average[i] = (byte)Math.Round((infrared.Bytes[i] + visible.Bytes[i]) / 2.0, MidpointRounding.ToEven);
            maximum[i] = Math.Max(infrared.Bytes[i], visible.Bytes[i]);
        }

        Assert.Null(pair.Methods[1].Score![FusionMetric.SumOfCorrelationsOfDifferences]);
        foreach ((byte[] levels, int method) in ((byte[], int)[])[(average, 3), (maximum, 4)])
        {
            FusionScore expected = FusionScorer.Score(infrared, visible, RasterImage.FromBytes(64, 64, 1, levels), Profile);
            Assert.Equal(expected.Values, pair.Methods[method].Score!.Values);
        }
    }

    [Fact]
    public async Task MissingPicturesAreNamedAndTheRestIsRanked()
    {
        EvaluationResult result = await RunAsync(parallelism: 2);
        MethodSummary method = result.Ranking.Single(m => m.Name == OddName);
        Assert.Equal(["p2"], method.Missing);
        Assert.Equal(2, method.Scored);
        Assert.NotNull(method.MeanRank);
        Assert.False(result.IsComplete);
        Assert.Equal([3], result.Ranking.Where(m => m.Name == "visible").Select(m => m.Undefined[Profile.Metrics.ToList().IndexOf(FusionMetric.SumOfCorrelationsOfDifferences)]));
    }

    [Fact]
    public async Task AnotherSizeIsAnErrorThatSaysBoth()
    {
        ImageCodecs.Default.Write(new RasterImage(48, 32, 1), _folder["fused/p2.png"]);
        EvaluationResult result = await RunAsync(parallelism: 1);
        MethodScore failed = result.Pairs[2].Methods[0];
        Assert.Equal(ScoreOutcome.Failed, failed.Outcome);
        Assert.Contains("32×48", failed.Error, StringComparison.Ordinal);
        Assert.Contains("64×64", failed.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Failed);
    }

    [Fact]
    public async Task TablesDoNotDependOnParallelismAndQuoteNames()
    {
        EvaluationResult one = await RunAsync(parallelism: 1);
        EvaluationResult four = await RunAsync(parallelism: 4);
        Assert.Equal(CsvReport.Scores(one), CsvReport.Scores(four));
        Assert.Equal(CsvReport.Means(one), CsvReport.Means(four));
        Assert.Equal(JsonReport.ToBytes(one), JsonReport.ToBytes(four));
        Assert.Contains("p0,\"<b>\"\"x\"\", y\",scored,", Encoding.UTF8.GetString(CsvReport.Scores(one)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FinishedScoresAreRememberedUntilAFileChanges()
    {
        EvaluationResult first = await RunAsync(parallelism: 2, journal: true);
        EvaluationResult again = await RunAsync(parallelism: 2, journal: true);
        Assert.All(again.Pairs[0].Methods, m => Assert.Equal(ScoreOutcome.Remembered, m.Outcome));
        Assert.Equal(JsonReport.ToBytes(first), JsonReport.ToBytes(again));
        Write("fused", 0, (_, x) => 255 - x);
        File.SetLastWriteTimeUtc(_folder["fused/p0.png"], DateTime.UnixEpoch);
        PairScores changed = (await RunAsync(parallelism: 2, journal: true)).Pairs[0];
        Assert.Equal(ScoreOutcome.Scored, changed.Methods[0].Outcome);
        Assert.Equal(ScoreOutcome.Remembered, changed.Methods[1].Outcome);
    }

    public void Dispose() => _folder.Dispose();

    private Task<EvaluationResult> RunAsync(int parallelism, bool journal = false) => FusionEvaluator.RunAsync(
        PairFinder.Pair(_folder["ir"], _folder["vi"]).Pairs,
        [EvaluationMethod.FromFolder(OddName, _folder["fused"]), .. EvaluationMethod.Baselines],
        new EvaluationOptions { Profile = Profile, Parallelism = parallelism, JournalFolder = journal ? _folder["out"] : null });

    private RasterImage Read(string sub) => ImageCodecs.Default.Read(Path.Combine(_folder[sub], "p0.png"));

    private void Write(string sub, int n, Func<int, int, int> level)
    {
        byte[] levels = [.. Enumerable.Range(0, 64 * 64).Select(i => (byte)level(i / 64, i % 64))];
        ImageCodecs.Default.Write(RasterImage.FromBytes(64, 64, 1, levels), Path.Combine(_folder[sub], $"p{n}.png"));
    }
}
