using IvifMl.Imaging;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace IvifMl.Tests;

public sealed class FusionRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private PairFiles[] Pairs(int count)
    {
        (string infrared, string visible) = Pictures.WritePairs(_folder.Root, count);
        return [.. PairFinder.Pair(infrared, visible).Pairs.Select(p => new PairFiles { Name = p.Name, InfraredPath = p.InfraredPath, VisiblePath = p.VisiblePath })];
    }

    private string Out => _folder["out"];

    [Fact]
    public async Task Results_come_in_the_order_of_the_pairs_whatever_the_parallelism()
    {
        PairFiles[] pairs = Pairs(9);
        FusionRunResult one = await FusionRunner.RunAsync(pairs, _folder["one"], new FusionRunOptions { Parallelism = 1 });
        FusionRunResult many = await FusionRunner.RunAsync(pairs, _folder["many"], new FusionRunOptions { Parallelism = 4 });

        Assert.Equal(pairs.Select(p => p.Name), many.Pairs.Select(p => p.Name));
        Assert.All(one.Pairs.Zip(many.Pairs), p => Assert.Equal(File.ReadAllBytes(p.First.OutputPath), File.ReadAllBytes(p.Second.OutputPath)));
    }

    [Fact]
    public async Task A_second_run_skips_what_is_finished_and_redoes_what_changed()
    {
        PairFiles[] pairs = Pairs(4);
        Assert.Equal(4, (await FusionRunner.RunAsync(pairs, Out)).Fused);
        Assert.Equal((0, 4), Counts(await FusionRunner.RunAsync(pairs, Out)));

        ImageCodecs.Default.Write(Pictures.Visible(24, 32, 77), pairs[1].VisiblePath);
        File.Delete(Path.Combine(Out, pairs[2].Name + ".png"));
        File.AppendAllText(Path.Combine(Out, pairs[3].Name + ".png"), "changed by somebody");
        Assert.Equal((3, 1), Counts(await FusionRunner.RunAsync(pairs, Out)));
        Assert.Equal((4, 0), Counts(await FusionRunner.RunAsync(pairs, Out, new FusionRunOptions { Force = true })));

        using FusionModel gray = FusionModel.FromOptions(new FusionOptions { Colour = FusedColour.Gray });
        Assert.Equal((4, 0), Counts(await FusionRunner.RunAsync(pairs, Out, new FusionRunOptions { Model = gray })));
    }

    [Fact]
    public async Task A_journal_that_a_crash_cut_short_costs_only_the_line_it_cut()
    {
        PairFiles[] pairs = Pairs(3);
        await FusionRunner.RunAsync(pairs, Out, new FusionRunOptions { Parallelism = 1 });
        string journal = Path.Combine(Out, ".ivif-fuse.jsonl");
        byte[] bytes = await File.ReadAllBytesAsync(journal);
        await File.WriteAllBytesAsync(journal, bytes[..^10]);

        Assert.Equal((1, 2), Counts(await FusionRunner.RunAsync(pairs, Out)));
        Assert.Equal((0, 3), Counts(await FusionRunner.RunAsync(pairs, Out)));
    }

    [Fact]
    public async Task A_pair_that_fails_is_told_and_does_not_stop_the_others()
    {
        PairFiles[] pairs = Pairs(4);
        await File.WriteAllTextAsync(pairs[1].InfraredPath, "this is no picture");
        File.Delete(pairs[2].VisiblePath);
        FusionRunResult result = await FusionRunner.RunAsync(pairs, Out);

        Assert.Equal([PairOutcome.Fused, PairOutcome.Failed, PairOutcome.Failed, PairOutcome.Fused], result.Pairs.Select(p => p.Outcome));
        Assert.Contains(pairs[1].InfraredPath, result.Pairs[1].Error, StringComparison.Ordinal);
        Assert.Contains(pairs[2].VisiblePath, result.Pairs[2].Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Out, "*.png").Length);
    }

    [Fact]
    public async Task Cancelling_keeps_what_is_finished_and_leaves_nothing_half_written()
    {
        using CancellationTokenSource cancellation = new();
        PairFiles[] pairs = Pairs(40);
        FusionRunOptions options = new() { Parallelism = 2, CancellationToken = cancellation.Token, Progress = new Calls(p =>
        {
            if (p.Done == 5)
            {
                cancellation.Cancel();
            }
        }) };
        FusionRunResult result = await FusionRunner.RunAsync(pairs, Out, options);

        Assert.True(result.WasCancelled);
        Assert.InRange(result.Fused, 5, 20);
        Assert.Equal(result.Pairs.Select(p => Path.GetFullPath(p.OutputPath)).Order(StringComparer.Ordinal), Directory.GetFiles(Out).Where(f => !f.EndsWith(".jsonl", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(result.Pairs, p => Assert.Equal(32, ImageCodecs.Default.Read(p.OutputPath).Width));
        FusionRunResult rest = await FusionRunner.RunAsync(pairs, Out);
        Assert.Equal((40 - result.Fused, result.Fused), Counts(rest));
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_fails_the_pair_with_its_path()
    {
        PairFiles[] pairs = Pairs(1);
        await File.WriteAllTextAsync(_folder["file"], "in the way");
        FusionRunResult result = await FusionRunner.RunAsync(pairs, Path.Combine(_folder["file"], "below"));

        Assert.Equal(PairOutcome.Failed, result.Pairs.Single().Outcome);
        Assert.Contains(_folder["file"], result.Pairs.Single().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_pairs_of_one_name_are_refused()
    {
        PairFiles pair = Pairs(1)[0];

        await Assert.ThrowsAsync<ArgumentException>(() => FusionRunner.RunAsync([pair, pair], Out));
    }

    [Fact]
    public void The_catalog_logs_each_pair_under_its_source_and_tells_progress()
    {
        MLContext ml = new(seed: 1);
        List<LoggingEventArgs> log = [];
        ml.Log += (_, e) =>
        {
            if (e.Source.StartsWith(FusionCatalog.LogSource, StringComparison.Ordinal))
            {
                log.Add(e);
            }
        };
        PairFiles[] pairs = Pairs(3);
        File.WriteAllText(pairs[2].VisiblePath, "this is no {0} picture");
        List<int> done = [];
        ml.Fusion.FuseFiles(pairs, Out, new FusionRunOptions { Parallelism = 1, Progress = new Calls(p => done.Add(p.Done)) });

        Assert.Same(ml.Fusion, ml.Fusion);
        Assert.Equal([1, 2, 3], done);
        Assert.All(log, e => Assert.Equal("IvifMl; Fuse", e.Source));
        Assert.Equal([ChannelMessageKind.Info, ChannelMessageKind.Info, ChannelMessageKind.Warning, ChannelMessageKind.Info], log.Where(e => e.Kind != ChannelMessageKind.Trace).Select(e => e.Kind));
        Assert.Contains("2 fused, 0 skipped, 1 failed", log.Last(e => e.Kind == ChannelMessageKind.Info).RawMessage, StringComparison.Ordinal);
    }

    private static (int Fused, int Skipped) Counts(FusionRunResult result)
    {
        Assert.Equal(0, result.Failed);
        return (result.Fused, result.Skipped);
    }

    private sealed class Calls(Action<FusionProgress> call) : IProgress<FusionProgress>
    {
        public void Report(FusionProgress value)
        {
            lock (call)
            {
                call(value);
            }
        }
    }
}
