using System.Globalization;
using System.Text;
using IvifMl.Metrics;

namespace IvifMl.DetectionStudy;

/// <summary>What a detector finds in each kind of input.</summary>
internal static class Study
{
    /// <summary>A table of all sets together and, where there are several, one of each, as Markdown.</summary>
    public static string Tables(
        IReadOnlyList<StudySet> sets, DetectorModel detector, ClassNames classes, IReadOnlyList<StudyInput> inputs, string baseline, DetectionBootstrapOptions bootstrap)
    {
        if (!inputs.Any(input => input.Name == baseline))
        {
            throw new ArgumentException($"--baseline is '{baseline}'; the inputs are {string.Join(", ", inputs.Select(i => i.Name))}.");
        }

        Row[] rows = [.. inputs.Select(input => new Row(input.Name, [.. sets.Select(set => Detect(set, detector, classes, input))]))];
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Detector {detector.Name}, score ≥ {detector.ScoreThreshold}, NMS {detector.NmsThreshold}; mean [95 % bootstrap interval, {bootstrap.Resamples} draws of images, seed {bootstrap.Seed}].\n");
        text.Append(Table(string.Join(" + ", sets.Select(s => s.Name)), [.. rows.Select(row => (row.Name, (DetectionImage[])[.. row.Sets.SelectMany(images => images)]))], baseline, bootstrap));
        for (int i = 0; sets.Count > 1 && i < sets.Count; i++)
        {
            text.Append(Table(sets[i].Name, [.. rows.Select(row => (row.Name, row.Sets[i]))], baseline, bootstrap));
        }

        return text.ToString();
    }

    private static DetectionImage[] Detect(StudySet set, DetectorModel detector, ClassNames classes, StudyInput input) =>
    [
        .. set.Pairs.Select(pair => new DetectionImage(
            pair.Objects,
            [.. NonMaximumSuppression.Apply(detector.Detect(input.Show(pair)).Select(found => found with { Label = classes.Of(found.Label) }), detector.NmsThreshold)])),
    ];

    private static string Table(string name, (string Name, DetectionImage[] Images)[] rows, string baseline, DetectionBootstrapOptions bootstrap)
    {
        DetectionImage[] compared = rows.First(row => row.Name == baseline).Images;
        string[] labels = [.. compared.SelectMany(image => image.GroundTruth.Select(g => g.Label)).Distinct().Order(StringComparer.Ordinal)];
        string objects = string.Join(", ", labels.Select(label => $"{compared.Sum(image => image.GroundTruth.Count(g => g.Label == label))} {label}"));
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n**{name}**, {compared.Length} pairs with {objects}\n\n| input | mAP50 | mAP50–95 | mAP50 − {baseline} | mAP50–95 − {baseline} |");
        text.Append(string.Concat(labels.Select(label => $" AP50 {label} |"))).Append("\n|---|---|---|---|---|").Append(string.Concat(labels.Select(_ => "---:|"))).Append('\n');
        foreach ((string input, DetectionImage[] images) in rows)
        {
            DetectionIntervals own = DetectionBootstrap.Of(images, options: bootstrap);
            DetectionIntervals? gain = input == baseline ? null : DetectionBootstrap.Difference(images, compared, options: bootstrap);
            DetectionScore score = DetectionEvaluator.Evaluate(images);
            text.Append($"| {input} | {Shown(own.MAP50, "F3")} | {Shown(own.MAP50To95, "F3")} | {Shown(gain?.MAP50, Signed)} | {Shown(gain?.MAP50To95, Signed)} |");
            text.Append(string.Concat(labels.Select(label => $" {Number(score.Classes.First(c => c.Label == label).AveragePrecision[0]!.Value, "F3")} |"))).Append('\n');
        }

        return text.ToString();
    }

    private const string Signed = "+0.000;−0.000;0.000";

    private static string Shown(BootstrapInterval? interval, string format) =>
        interval is { } i ? $"{Number(i.Estimate, format)} [{Number(i.Low, format)}, {Number(i.High, format)}]" : "–";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Row(string Name, DetectionImage[][] Sets);
}
