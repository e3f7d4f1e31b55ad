using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl;

/// <content>Summary and check.</content>
public sealed partial class PairDataSet
{
    /// <summary>Pixels by which a box may leave its picture, since label files round.</summary>
    private const double Tolerance = 0.5;

    /// <summary>Reads every file of the set, images included, and says what is there and what is wrong. Problems do not throw.</summary>
    /// <param name="cancellation">Stops between two pairs.</param>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public DataSetReport Inspect(CancellationToken cancellation = default)
    {
        Finding[] findings = new Finding[Pairs.Count];
        Parallel.For(0, findings.Length, new ParallelOptions { CancellationToken = cancellation }, i => findings[i] = Look(Pairs[i]));
        var boxes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (string name in Classes.Values)
        {
            boxes.TryAdd(name, 0);
        }

        foreach (GroundTruthBox box in findings.SelectMany(finding => finding.Boxes))
        {
            boxes[box.Label] = boxes.GetValueOrDefault(box.Label) + 1;
        }

        DataSetSize[] sizes = [.. findings.Where(f => f.Size is not null).GroupBy(f => f.Size!.Value).Select(g => new DataSetSize(g.Key.Width, g.Key.Height, g.Count()))];
        return new DataSetReport(
            Pairs.Count,
            [.. sizes.OrderByDescending(s => s.Pairs).ThenByDescending(s => (long)s.Width * s.Height).ThenBy(s => s.Width)],
            findings.Count(f => f.Sentences > 0),
            findings.Sum(f => f.Sentences),
            Pairs.Count(p => p.LabelPath is not null),
            boxes,
            [.. OfTheWhole().Concat(findings.SelectMany(f => f.Problems)).OrderBy(p => p.Kind)]);
    }

    private IEnumerable<DataSetProblem> OfTheWhole()
    {
        foreach (string file in Unpaired)
        {
            yield return new(DataSetProblemKind.MissingPartner, $"{file} has no partner.");
        }

        HashSet<string> names = new(Pairs.Select(p => p.Name), StringComparer.Ordinal);
        foreach (string folder in new[] { TextFolder, LabelFolder }.OfType<string>())
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*" + PairLayout.TextExtension).Order(StringComparer.Ordinal))
            {
                bool isClasses = folder == LabelFolder && Path.GetFileName(file) == PairLayout.ClassesFile;
                if (!isClasses && !names.Contains(Path.GetFileNameWithoutExtension(file)))
                {
                    yield return new(DataSetProblemKind.WithoutPair, $"{file} belongs to no pair.");
                }
            }
        }

        if (LabelFolder is not null && Classes.Count == 0)
        {
            yield return new(DataSetProblemKind.NoClassNames, $"{LabelFolder} has no {PairLayout.ClassesFile}; classes are called by their numbers.");
        }
    }

    private static Finding Look(AnnotatedPair pair)
    {
        List<DataSetProblem> problems = [];
        T? Try<T>(DataSetProblemKind kind, Func<T> read)
        {
            try
            {
                return read();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                problems.Add(new(error is InvalidDataException ? kind : DataSetProblemKind.Unreadable, error.Message));
                return default;
            }
        }

        (int Width, int Height)? infrared = Try(DataSetProblemKind.Unreadable, () => SizeOf(pair.InfraredPath));
        (int Width, int Height)? visible = Try(DataSetProblemKind.Unreadable, () => SizeOf(pair.VisiblePath));
        if (infrared is { } first && visible is { } second && first != second)
        {
            problems.Add(new(
                DataSetProblemKind.SizesDiffer, $"{pair.Name}: the infrared is {first.Width}×{first.Height} pixels, the visible {second.Width}×{second.Height}."));
        }

        IReadOnlyList<string>? texts = Try(DataSetProblemKind.Unreadable, pair.ReadTexts);
        if (pair.TextPath is not null && texts is { Count: 0 })
        {
            problems.Add(new(DataSetProblemKind.EmptyText, $"{pair.TextPath} has no sentence."));
        }

        IReadOnlyList<GroundTruthBox> boxes = visible is null ? [] : Try(DataSetProblemKind.BadLabel, pair.ReadBoxes) ?? [];
        foreach (GroundTruthBox box in boxes.Where(box => Leaves(box.Box, visible!.Value)))
        {
            problems.Add(new(
                DataSetProblemKind.BoxOutOfRange,
                FormattableString.Invariant($"{pair.LabelPath}: a box of '{box.Label}', {box.Box.Left:F1} {box.Box.Top:F1} {box.Box.Right:F1} {box.Box.Bottom:F1}, leaves the picture of {visible!.Value.Width}×{visible.Value.Height} pixels.")));
        }

        return new Finding(visible, texts?.Count ?? 0, boxes, problems);
    }

    private static bool Leaves(DetectionBox box, (int Width, int Height) size) =>
        box.Left < -Tolerance || box.Top < -Tolerance || box.Right > size.Width + Tolerance || box.Bottom > size.Height + Tolerance;

    // The whole image, since a header can be well where the pixels are cut off.
    private static (int Width, int Height)? SizeOf(string path)
    {
        RasterImage image = ImageCodecs.Default.Read(path);
        return (image.Width, image.Height);
    }

    private sealed record Finding((int Width, int Height)? Size, int Sentences, IReadOnlyList<GroundTruthBox> Boxes, IReadOnlyList<DataSetProblem> Problems);
}
