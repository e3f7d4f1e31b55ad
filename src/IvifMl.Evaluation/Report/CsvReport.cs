using System.Globalization;
using System.Text;
using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>An evaluation as two tables of comma-separated values (RFC 4180, UTF-8, a point in numbers; undefined is empty).</summary>
public static class CsvReport
{
    /// <summary>A row for each pair and method: pair, method, outcome, then the metrics.</summary>
    /// <param name="result">The evaluation.</param>
    public static byte[] Scores(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        StringBuilder csv = new();
        Row(csv, ["pair", "method", "outcome", .. Metrics(result)]);
        foreach (PairScores pair in result.Pairs)
        {
            foreach (MethodScore method in pair.Methods)
            {
                // Whether a score was remembered says how it came here, not what it is.
                string outcome = method.Outcome is ScoreOutcome.Remembered or ScoreOutcome.Scored ? "scored" : method.Outcome.ToString().ToLowerInvariant();
                Row(csv, [pair.Name, method.Method, outcome, .. Values(result, method.Score)]);
            }
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    /// <summary>
    /// A row for each method, best first: method, kind, mean rank, pictures scored, missing and failed, the means, and for each metric how
    /// many pictures it is undefined for.
    /// </summary>
    /// <param name="result">The evaluation.</param>
    public static byte[] Means(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        StringBuilder csv = new();
        Row(csv, ["method", "kind", "mean rank", "scored", "missing", "failed", .. Metrics(result), .. Metrics(result).Select(name => $"{name} undefined")]);
        foreach (MethodSummary method in result.Ranking)
        {
            Row(csv,
            [
                method.Name,
                method.Kind.ToString().ToLowerInvariant(),
                Number(method.MeanRank),
                Number(method.Scored),
                Number(method.Missing.Count),
                Number(method.Failed.Count),
                .. Values(result, method.Mean),
                .. method.Undefined.Select(count => Number(count)),
            ]);
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static IEnumerable<string> Metrics(EvaluationResult result) => result.Profile.Metrics.Select(m => m.ShortName());

    private static IEnumerable<string> Values(EvaluationResult result, FusionScore? score) => result.Profile.Metrics.Select(metric => Number(score?[metric]));

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static void Row(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(Quote)).Append("\r\n");

    private static string Quote(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
