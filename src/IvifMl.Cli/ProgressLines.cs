using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace IvifMl.Cli;

/// <summary>Progress of a run: a bar with rate and time left on a terminal, else a line for each pair.</summary>
internal static class ProgressLines
{
    /// <summary>Runs and shows progress; on standard error where standard output carries JSON.</summary>
    public static Task<FusionRunResult> RunAsync(int total, bool json, FusionRunOptions options, Func<FusionRunOptions, Task<FusionRunResult>> run)
    {
        bool terminal = json ? !Console.IsErrorRedirected : !Console.IsOutputRedirected;
        TextWriter writer = json ? Console.Error : Console.Out;
        return terminal && total > 1
            ? RunWithBarAsync(total, writer, options, run)
            : run(options with { Progress = new PlainLines(writer) });
    }

    private static async Task<FusionRunResult> RunWithBarAsync(int total, TextWriter writer, FusionRunOptions options, Func<FusionRunOptions, Task<FusionRunResult>> run)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask("fusing", maxValue: total);
                return await run(options with { Progress = new Bar(console, task) }).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private static string Describe(FusionProgress progress) => progress.Pair.Outcome switch
    {
        PairOutcome.Failed => $"failed: {progress.Pair.Error}",
        PairOutcome.Skipped => "skipped, finished and unchanged",
        _ => string.Create(CultureInfo.InvariantCulture, $"fused in {(progress.Pair.Decode + progress.Pair.Score + progress.Pair.Encode).TotalMilliseconds:F0} ms"),
    };

    private sealed class PlainLines(TextWriter writer) : IProgress<FusionProgress>
    {
        private readonly Lock _lock = new();

        public void Report(FusionProgress value)
        {
            lock (_lock)
            {
                writer.WriteLine($"{value.Done}/{value.Total} {value.Pair.Name}: {Describe(value)}");
            }
        }
    }

    private sealed class Bar(IAnsiConsole console, ProgressTask task) : IProgress<FusionProgress>
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private readonly Lock _lock = new();

        public void Report(FusionProgress value)
        {
            lock (_lock)
            {
                if (value.Pair.Outcome == PairOutcome.Failed)
                {
                    console.MarkupLineInterpolated($"[red]{value.Pair.Name}[/]: {Describe(value)}");
                }

                task.Description = string.Create(
                    CultureInfo.InvariantCulture, $"{value.Done} of {value.Total} pairs, {value.Done / Math.Max(0.001, _watch.Elapsed.TotalSeconds):F1}/s");
                task.Value = Math.Max(task.Value, value.Done);
            }
        }
    }
}
