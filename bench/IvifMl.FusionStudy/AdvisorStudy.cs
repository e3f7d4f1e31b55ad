using System.Globalization;
using System.Text;
using IvifMl.Imaging;
using IvifMl.Onnx;
using Microsoft.ML;

namespace IvifMl.FusionStudy;

/// <summary>What an advisor gains over the best single candidate, by cross-validation that keeps neighbours together.</summary>
internal static class AdvisorStudy
{
    private const int Blocks = 5;

    private static IReadOnlyList<FusionCandidate> Candidates =>
    [
        FusionCandidate.FromGraph("pyramid", PyramidFusionGraph.Build()),
        FusionCandidate.FromGraph("no lift", PyramidFusionGraph.Build(new() { Lift = 0 })),
        FusionCandidate.FromGraph("no union", PyramidFusionGraph.Build(new() { Union = 0 })),
        FusionCandidate.FromGraph("cold counts full", PyramidFusionGraph.Build(new() { ColdShare = 1 })),
        FusionCandidate.FromGraph("targets from 0.8 σ", PyramidFusionGraph.Build(new() { TargetDeviations = 0.8f })),
        FusionCandidate.FromGraph("average", PlainFusionGraph.Average()),
        FusionCandidate.FromGraph("maximum", PlainFusionGraph.Maximum()),
    ];

    /// <summary>The tables as Markdown.</summary>
    public static string Tables(IEnumerable<string> folders)
    {
        MLContext context = new(seed: 1);
        AdvisorOptions options = new() { Candidates = Candidates };
        Labelled[] pairs = Read(folders, options);
        StringBuilder text = new();
        text.Append(Invariant($"{pairs.Length} pairs: {string.Join(", ", pairs.GroupBy(p => p.DataSet).Select(g => $"{g.Key} {g.Count()}"))}; {options.Candidates.Count} candidates\n\n"));
        text.Append("Mean target of each candidate alone (1 = best by all metrics on every pair):\n\n| candidate | all |");
        string[] sets = [.. pairs.Select(p => p.DataSet).Distinct()];
        text.Append(string.Concat(sets.Select(s => $" {s} |"))).Append("\n|---|---:|").Append(string.Concat(sets.Select(_ => "---:|"))).Append('\n');
        for (int c = 0; c < options.Candidates.Count; c++)
        {
            int candidate = c;
            text.Append(Invariant($"| {options.Candidates[c].Name} | {pairs.Average(p => p.Example.Targets[candidate]):F4} |"));
            text.Append(string.Concat(sets.Select(s => Invariant($" {pairs.Where(p => p.DataSet == s).Average(p => p.Example.Targets[candidate]):F4} |")))).Append('\n');
        }

        text.Append("\n| held out | best single of the rest | advisor | gain | best possible | best chosen |\n|---|---:|---:|---:|---:|---:|\n");
        text.Append(Rows(context, options, pairs, [.. sets.Select(s => (s, (Func<Labelled, bool>)(p => p.DataSet == s)))], "all data sets, each held out whole"));
        text.Append(Rows(context, options, pairs, [.. Enumerable.Range(0, Blocks).Select(b => ($"block {b + 1} of {Blocks}", (Func<Labelled, bool>)(p => p.Block == b)))], "all blocks"));
        text.Append("\nFeature importance (share of the trees' gain, all pairs):\n\n| statistic | share |\n|---|---:|\n");
        AdvisorForest all = AdvisorForest.Fit(context, [.. pairs.Select(p => p.Example)], options);
        text.Append(string.Concat(all.Importance().Select(s => Invariant($"| {s.Statistic} | {s.Share:P1} |\n"))));
        return text.ToString();
    }

    private static string Rows(MLContext context, AdvisorOptions options, Labelled[] pairs, (string Name, Func<Labelled, bool> Held)[] folds, string total)
    {
        List<Outcome> outcomes = [];
        StringBuilder text = new();
        foreach ((string name, Func<Labelled, bool> held) in folds)
        {
            AdvisorExample[] train = [.. pairs.Where(p => !held(p)).Select(p => p.Example)];
            AdvisorExample[] test = [.. pairs.Where(held).Select(p => p.Example)];
            if (train.Length == 0 || test.Length == 0)
            {
                continue;
            }

            int single = Best([.. Enumerable.Range(0, options.Candidates.Count).Select(c => train.Average(e => e.Targets[c]))]);
            int[] chosen = [.. AdvisorForest.Fit(context, train, options).Predict(context, test).Select(Best)];
            Outcome[] fold = [.. test.Zip(chosen, (e, c) => new Outcome(e.Targets[single], e.Targets[c], e.Targets.Max()))];
            outcomes.AddRange(fold);
            text.Append(Line($"{name} ({options.Candidates[single].Name})", fold));
        }

        return text.Append(Line($"**{total}**", outcomes)).ToString();
    }

    private static string Line(string name, IReadOnlyCollection<Outcome> outcomes)
    {
        (double single, double advised, double best) = (outcomes.Average(o => o.Single), outcomes.Average(o => o.Advised), outcomes.Average(o => o.Best));
        double[] gains = [.. outcomes.Select(o => (double)o.Advised - o.Single)];
        double error = Math.Sqrt(gains.Average(g => (g - gains.Average()) * (g - gains.Average())) / gains.Length);
        double hits = outcomes.Average(o => o.Advised == o.Best ? 1.0 : 0);
        return Invariant($"| {name} | {single:F4} | {advised:F4} | {advised - single:+0.0000;-0.0000} ± {error:F4} | {best:F4} | {hits:P0} |\n");
    }

    // Names sort by scene and frame: a block of consecutive names is held out together, so that near duplicates stay on one side.
    private static Labelled[] Read(IEnumerable<string> folders, AdvisorOptions options)
    {
        FusionModel[] models = [.. options.Candidates.Select(c => c.Open())];
        try
        {
            return
            [
                .. folders.SelectMany(folder =>
                {
                    ImagePair[] pairs = [.. PairFinder.Pair(Path.Combine(folder, "ir"), Path.Combine(folder, "vi")).Pairs];
                    string set = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
                    return pairs.Select((pair, i) => (Pair: pair, Set: set, Block: i * Blocks / pairs.Length));
                }).AsParallel().AsOrdered().Select(p => new Labelled(
                    p.Set,
                    p.Block,
                    AdvisorExample.Of(Bt601.Luminance(ImageCodecs.Default.Read(p.Pair.InfraredPath)), ImageCodecs.Default.Read(p.Pair.VisiblePath), models, options.Profile))),
            ];
        }
        finally
        {
            Array.ForEach(models, model => model.Dispose());
        }
    }

    private static int Best(IReadOnlyList<float> values) => Enumerable.Range(0, values.Count).MaxBy(i => values[i]);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Labelled(string DataSet, int Block, AdvisorExample Example);

    private sealed record Outcome(float Single, float Advised, float Best);
}
