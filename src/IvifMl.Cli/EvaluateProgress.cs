using System.Diagnostics;
using System.Globalization;
using IvifMl.Evaluation;
using Spectre.Console;
using PairDone = IvifMl.Evaluation.EvaluationProgress;

namespace IvifMl.Cli;

/// <summary>Progress of an evaluation: a bar on standard error, nothing where that is no terminal.</summary>
internal static class EvaluateProgress
{
    /// <summary>Scores, and shows how far it is.</summary>
    public static async Task<EvaluationResult> RunAsync(int total, EvaluationOptions options, Func<EvaluationOptions, Task<EvaluationResult>> run)
        => await ShowAsync("scoring", total, step => run(step is null ? options : options with { Progress = new Bar(step) })).ConfigureAwait(false);

    /// <summary>Makes the report, and shows how far it is.</summary>
    public static async Task<byte[]> ShowReportAsync(int total, HtmlReportOptions options, Func<HtmlReportOptions, Task<byte[]>> run)
        => await ShowAsync("pictures", total, step => run(step is null ? options : options with { Progress = new PictureBar(step) })).ConfigureAwait(false);

    /// <summary>Does something in steps, each reported with the number done.</summary>
    private static async Task<T> ShowAsync<T>(string what, int total, Func<Action<int>?, Task<T>> run)
    {
        if (Console.IsErrorRedirected || total < 2)
        {
            return await run(null).ConfigureAwait(false);
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask(what, maxValue: total);
                var watch = Stopwatch.StartNew();
                return await run(done =>
                {
                    task.Description = string.Create(CultureInfo.InvariantCulture, $"{what} {done} of {total} pairs, {done / Math.Max(0.001, watch.Elapsed.TotalSeconds):F1}/s");
                    task.Value = Math.Max(task.Value, done);
                }).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private sealed class PictureBar(Action<int> step) : IProgress<(int Done, int Total)>
    {
        private readonly Lock _lock = new();

        public void Report((int Done, int Total) value)
        {
            lock (_lock)
            {
                step(value.Done);
            }
        }
    }

    private sealed class Bar(Action<int> step) : IProgress<PairDone>
    {
        private readonly Lock _lock = new();

        public void Report(PairDone value)
        {
            lock (_lock)
            {
                step(value.Done);
            }
        }
    }
}
