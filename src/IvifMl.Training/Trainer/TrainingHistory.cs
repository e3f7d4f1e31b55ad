using System.Globalization;
using System.Text;
using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>The log of a training, one row a report, kept as CSV: step, learning rate, loss, each term, validation.</summary>
internal sealed class TrainingHistory
{
    /// <summary>The file's name in the output folder.</summary>
    public const string FileName = "training.csv";

    private readonly List<Row> _rows = [];

    public TrainingHistory(IReadOnlyList<string> terms) => Terms = terms;

    /// <summary>One report.</summary>
    public sealed record Row(long Step, double Rate, double Loss, double[] Terms, double? Validation);

    /// <summary>Names of the terms.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>The reports so far.</summary>
    public IReadOnlyList<Row> Rows => _rows;

    /// <summary>Adds a report.</summary>
    public void Add(Row row) => _rows.Add(row);

    /// <summary>The log of an earlier run up to a step; empty where there is none that fits.</summary>
    public static TrainingHistory Read(string path, IReadOnlyList<string> terms, long upTo)
    {
        TrainingHistory history = new(terms);
        if (!File.Exists(path))
        {
            return history;
        }

        string[] lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != history.Header())
        {
            return history;
        }

        foreach (string[] cells in lines.Skip(1).Select(line => line.Split(',')).Where(cells => cells.Length == terms.Count + 4))
        {
            Row row = new(
                long.Parse(cells[0], CultureInfo.InvariantCulture),
                Number(cells[1]),
                Number(cells[2]),
                [.. cells[3..^1].Select(Number)],
                cells[^1].Length == 0 ? null : Number(cells[^1]));
            if (row.Step <= upTo)
            {
                history.Add(row);
            }
        }

        return history;
    }

    /// <summary>Writes the log.</summary>
    public void Write(string path)
    {
        StringBuilder text = new(Header());
        text.Append('\n');
        foreach (Row row in _rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Step},{row.Rate:R},{row.Loss:R},");
            text.AppendJoin(',', row.Terms.Select(term => term.ToString("R", CultureInfo.InvariantCulture)));
            text.Append(CultureInfo.InvariantCulture, $",{row.Validation?.ToString("R", CultureInfo.InvariantCulture)}\n");
        }

        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private string Header() => $"Step,LearningRate,Loss,{string.Join(',', Terms)},Validation";

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
