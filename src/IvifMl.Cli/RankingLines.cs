using System.Globalization;
using IvifMl.Evaluation;
using IvifMl.Metrics;
using Spectre.Console;

namespace IvifMl.Cli;

/// <summary>The ranking as a table on standard output: drawn on a terminal, Markdown elsewhere.</summary>
internal static class RankingLines
{
    private const int ShownMetrics = 9;
    private const int ShownFailures = 20;
    private const int PipeWidth = 1000;

    public static void Write(EvaluationResult result)
    {
        FusionMetric[] metrics = [.. result.RankedBy.Take(ShownMetrics)];
        Table table = TableOf(result, metrics);
        if (Console.IsOutputRedirected)
        {
            WriteMarkdown(table);
        }
        else
        {
            AnsiConsole.Write(table);
        }

        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Pairs.Count} pairs, {result.Ranking.Count} methods, profile {result.Profile.Name}; means over the pairs, mean rank over {result.RankedBy.Count} metrics, in {result.Elapsed.TotalSeconds:F1} s"));
        if (metrics.Length < result.Profile.Metrics.Count)
        {
            Console.Out.WriteLine($"not shown: {string.Join(", ", result.Profile.Metrics.Except(metrics).Select(m => m.ShortName()))}; they are in the files of --out and --json");
        }

        WriteNotes(result, metrics);
    }

    private static void WriteMarkdown(Table table)
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = PipeWidth;
        console.Write(table);

        // Markdown has no upper border, but Spectre leaves a line for it.
        Console.Out.WriteLine(text.ToString().Trim());
    }

    private static Table TableOf(EvaluationResult result, FusionMetric[] metrics)
    {
        Table table = new() { Border = Console.IsOutputRedirected ? TableBorder.Markdown : TableBorder.Rounded };
        table.AddColumn("method");
        foreach (string title in metrics.Select(m => m.ShortName() + (m.Direction() == MetricDirection.LowerIsBetter ? "↓" : "")).Prepend("rank"))
        {
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        }

        double?[] best = [.. metrics.Select(metric => Best(result, metric))];
        foreach (MethodSummary method in result.Ranking)
        {
            string name = Markup.Escape(method.Name);
            table.AddRow(
            [
                method.Kind switch { MethodKind.Baseline => $"[dim]{name}[/]", MethodKind.Model => $"[bold]{name}[/]", _ => name },
                ScoreFormat.Rank(method.MeanRank),
                .. metrics.Select((metric, i) => Cell(result, method, metric, best[i])),
            ]);
        }

        return table;
    }

    private static string Cell(EvaluationResult result, MethodSummary method, FusionMetric metric, double? best)
    {
        double? value = method.Mean?[metric];
        string mark = value is not null && UndefinedOf(result, method, metric) > 0 ? "*" : "";
        string text = ScoreFormat.Text(value) + mark;
        return value is not null && value == best ? $"[green]{text}[/]" : text;
    }

    private static double? Best(EvaluationResult result, FusionMetric metric)
    {
        double[] values = [.. result.Ranking.Select(m => m.Mean?[metric]).OfType<double>()];
        return values.Length == 0 ? null : metric.Direction() == MetricDirection.HigherIsBetter ? values.Max() : values.Min();
    }

    private static int UndefinedOf(EvaluationResult result, MethodSummary method, FusionMetric metric) => method.Undefined[result.Profile.Metrics.ToList().IndexOf(metric)];

    private static void WriteNotes(EvaluationResult result, FusionMetric[] metrics)
    {
        if (result.Ranking.Any(method => metrics.Any(metric => method.Mean?[metric] is not null && UndefinedOf(result, method, metric) > 0)))
        {
            Console.Out.WriteLine("* undefined for some pairs, which the mean leaves out");
        }

        foreach (MethodSummary method in result.Ranking.Where(m => m.Missing.Count > 0))
        {
            Console.Error.WriteLine(
                $"ivif: {method.Name} has no picture of {method.Missing.Count} of {result.Pairs.Count} pairs ({method.Missing[0]}{(method.Missing.Count > 1 ? ", …" : "")}); its means are over the others. --complete-pairs compares on equal terms.");
        }

        MethodFailure[] failures =
        [
            .. result.Pairs.SelectMany(pair => pair.Methods.Where(m => m.Outcome == ScoreOutcome.Failed).Select(m => new MethodFailure(m.Method, pair.Name, m.Error!))),
        ];
        foreach (MethodFailure failure in failures.Take(ShownFailures))
        {
            Console.Error.WriteLine($"failed {failure.Method} on {failure.Pair}: {failure.Error}");
        }

        if (failures.Length > ShownFailures)
        {
            Console.Error.WriteLine($"… and {failures.Length - ShownFailures} more");
        }
    }

    private sealed record MethodFailure(string Method, string Pair, string Error);
}
