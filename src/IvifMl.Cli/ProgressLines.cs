using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace IvifMl.Cli;

/// <summary>What became of one thing of a run.</summary>
/// <param name="Done">Things done so far, this one included.</param>
/// <param name="Total">Things in the run.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">What became of it.</param>
/// <param name="Failed">Whether it failed.</param>
internal sealed record ProgressLine(int Done, int Total, string Name, string Text, bool Failed);

/// <summary>Progress of a run: a bar with rate and time left on a terminal, else a line for each thing.</summary>
internal static class ProgressLines
{
    /// <summary>Runs and shows progress; on standard error where standard output carries JSON.</summary>
    /// <param name="verb">What is done, such as “fusing”.</param>
    /// <param name="things">What it is done to, such as “pairs”.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="json">Whether standard output carries JSON.</param>
    /// <param name="run">The run; it reports each thing.</param>
    public static Task<T> RunAsync<T>(string verb, string things, int total, bool json, Func<IProgress<ProgressLine>, Task<T>> run)
    {
        bool terminal = json ? !Console.IsErrorRedirected : !Console.IsOutputRedirected;
        TextWriter writer = json ? Console.Error : Console.Out;
        return terminal && total > 1 ? RunWithBarAsync(verb, things, total, writer, run) : run(new PlainLines(writer));
    }

    private static async Task<T> RunWithBarAsync<T>(string verb, string things, int total, TextWriter writer, Func<IProgress<ProgressLine>, Task<T>> run)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask(verb, maxValue: total);
                return await run(new Bar(console, task, things)).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private sealed class PlainLines(TextWriter writer) : IProgress<ProgressLine>
    {
        private readonly Lock _lock = new();

        public void Report(ProgressLine value)
        {
            lock (_lock)
            {
                writer.WriteLine($"{value.Done}/{value.Total} {value.Name}: {value.Text}");
            }
        }
    }

    private sealed class Bar(IAnsiConsole console, ProgressTask task, string things) : IProgress<ProgressLine>
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private readonly Lock _lock = new();

        public void Report(ProgressLine value)
        {
            lock (_lock)
            {
                if (value.Failed)
                {
                    console.MarkupLineInterpolated($"[red]{value.Name}[/]: {value.Text}");
                }

                task.Description = string.Create(
                    CultureInfo.InvariantCulture, $"{value.Done} of {value.Total} {things}, {value.Done / Math.Max(0.001, _watch.Elapsed.TotalSeconds):F1}/s");
                task.Value = Math.Max(task.Value, value.Done);
            }
        }
    }
}
