using System.Globalization;

namespace IvifMl.Cli;

/// <summary><c>ivif info</c> of a folder: what is in a data set of pairs, and what is wrong with it.</summary>
internal static class DataSetLines
{
    private const int ShownOfAKind = 10;

    /// <summary>Writes the summary; ends in <see cref="ExitCodes.SomeFailed"/> where something is wrong.</summary>
    public static int Write(string folder, CancellationToken cancellation)
    {
        DataSetReport report = PairDataSet.Open(folder, allowUnpaired: true).Inspect(cancellation);
        foreach (string line in Summary(folder, report).Concat(Problems(report)))
        {
            Console.Out.WriteLine(line);
        }

        return report.Problems.Count == 0 ? ExitCodes.Done : ExitCodes.SomeFailed;
    }

    private static IEnumerable<string> Summary(string folder, DataSetReport report)
    {
        int boxes = report.BoxesByClass.Values.Sum();
        yield return $"{folder}: {report.Pairs} pairs";
        yield return $"  sizes       {Joined(report.Sizes.Select(s => $"{s.Width}×{s.Height}: {s.Pairs}"))}";
        yield return $"  texts       {report.Sentences} sentences of {report.PairsWithText} pairs";
        yield return $"  boxes       {boxes} in {report.LabelledPairs} labelled pairs, {report.Pairs - report.LabelledPairs} pairs unlabelled";
        yield return $"  classes     {Joined(report.BoxesByClass.Select(c => $"{c.Key} {c.Value}"))}";
    }

    private static IEnumerable<string> Problems(DataSetReport report)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"  problems    {(report.Problems.Count == 0 ? "none" : report.Problems.Count)}");
        foreach (IGrouping<DataSetProblemKind, DataSetProblem> kind in report.Problems.GroupBy(p => p.Kind))
        {
            foreach (DataSetProblem problem in kind.Take(ShownOfAKind))
            {
                yield return $"    {Name(kind.Key)}: {problem.Message}";
            }

            if (kind.Skip(ShownOfAKind).Any())
            {
                yield return $"    {Name(kind.Key)}: {kind.Count() - ShownOfAKind} more";
            }
        }
    }

    private static string Joined(IEnumerable<string> parts) => string.Join(", ", parts) is { Length: > 0 } text ? text : "none";

    private static string Name(DataSetProblemKind kind) => kind switch
    {
        DataSetProblemKind.MissingPartner => "missing partner",
        DataSetProblemKind.Unreadable => "unreadable",
        DataSetProblemKind.SizesDiffer => "sizes differ",
        DataSetProblemKind.BadLabel => "bad label",
        DataSetProblemKind.BoxOutOfRange => "box out of range",
        DataSetProblemKind.EmptyText => "empty text",
        DataSetProblemKind.WithoutPair => "without pair",
        _ => "no class names",
    };
}
