using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl.FusionStudy;

/// <summary>Scores methods on a folder of pairs and ranks them.</summary>
internal static class Study
{
    /// <summary>
    /// The mean-rank table as Markdown. The folder has <c>ir</c>, <c>vi</c> and, if there are any, <c>fused/METHOD</c>; only pairs of
    /// which every published method has an image count, so that all rows mean the same pairs.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="methods">What is ranked together with the plain baselines and the published methods.</param>
    /// <param name="variants">What is ranked one by one among the baselines and the published methods, in a second table.</param>
    /// <param name="profile">The metrics.</param>
    public static string Tables(string folder, IReadOnlyList<Method> methods, IReadOnlyList<Method> variants, MetricProfile profile)
    {
        string[] published = Directory.Exists(Path.Combine(folder, "fused")) ? [.. Directory.GetDirectories(Path.Combine(folder, "fused")).Order(StringComparer.Ordinal)] : [];
        Method[] rows = [.. methods, .. Method.Baselines, .. published.Select(Method.Published), .. variants];
        int ranked = rows.Length - variants.Count;
        ImagePair[] pairs =
        [
            .. PairFinder.Pair(Path.Combine(folder, "ir"), Path.Combine(folder, "vi")).Pairs
                .Where(pair => Array.TrueForAll(published, method => Method.FileOf(method, pair.Name) is not null)),
        ];
        FusionScore[][] scores = [.. pairs.AsParallel().AsOrdered().Select(pair => ScoreAll(StudyPair.Read(pair), rows, profile))];
        FusionScore[] means = [.. rows.Select((_, row) => MeanScore.Of([.. scores.Select(ofPair => ofPair[row])]))];
        double[] ranks = MeanRanks.Of(means[..ranked]);
        string head = $"| method | rank | {string.Join(" | ", profile.Metrics.Select(metric => metric.ShortName()))} |";
        string rule = $"|---|{string.Concat(Enumerable.Repeat("---:|", profile.Metrics.Count + 1))}";

        List<string> lines =
        [
            $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}: {pairs.Length} pairs, {ranked} rows, profile {profile.Name}",
            string.Empty,
            head,
            rule,
            .. Enumerable.Range(0, ranked).OrderBy(row => ranks[row]).Select(row => Line(rows[row].Name, ranks[row], means[row])),
        ];
        if (variants.Count > 0)
        {
            FusionScore[] rivals = means[methods.Count..ranked];
            lines.AddRange([string.Empty, "Variants, each ranked alone among the rows above that are not ours:", string.Empty, head, rule]);
            lines.AddRange(new[] { 0 }.Concat(Enumerable.Range(ranked, variants.Count)).Select(row => Line(rows[row].Name, MeanRanks.Of([means[row], .. rivals])[0], means[row])));
        }

        return string.Join('\n', lines);
    }

    private static FusionScore[] ScoreAll(StudyPair pair, Method[] rows, MetricProfile profile)
    {
        GrayImage infrared = GrayImage.FromPlane(pair.Infrared);
        GrayImage visible = GrayImage.FromPlane(pair.Visible);
        return [.. rows.Select(row => FusionScorer.Score(new FusionImages(infrared, visible, GrayImage.FromPlane(row.Fuse(pair))), profile))];
    }

    private static string Line(string name, double rank, FusionScore mean) =>
        $"| {name} | {rank.ToString("F2", CultureInfo.InvariantCulture)} | {string.Join(" | ", mean.Values.Select(v => v.Value?.ToString("F3", CultureInfo.InvariantCulture) ?? "–"))} |";
}
