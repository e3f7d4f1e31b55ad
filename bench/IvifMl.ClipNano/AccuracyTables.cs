using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Training;
using static TorchSharp.torch;

namespace IvifMl.NanoTables;

/// <summary>What the card says about the small CLIP: zero-shot accuracy against chance, and how the directional loss ranks fusions.</summary>
internal static class AccuracyTables
{
    private const int RenderedWindows = 1;
    private const int RealWindows = 6;
    private const int LossWindow = 224;
    private const float FaultSeverity = 0.6f;

    private static readonly string[] Sets = ["MSRS", "LDFusion_samples", "TNO", "RoadScene"];

    /// <summary>The zero-shot table as Markdown.</summary>
    public static string Accuracy(ClipModel clip, Func<IReadOnlyList<string>, Tensor> encode, string cache, string? data)
    {
        (IReadOnlyList<PoolPair> rendered, IReadOnlyList<PoolPair> real) = ClipNanoPools.HeldOut(cache, data);
        List<string> lines = ["| question | answers | rendered: right | pictures | real: right | pictures | chance |", "|---|---:|---:|---:|---:|---:|---:|"];
        foreach (ZeroShotTask task in ZeroShotTask.All)
        {
            ZeroShotResult first = ZeroShotEvaluation.Ask(task, clip, encode, rendered, RenderedWindows, seed: 1);
            ZeroShotResult second = ZeroShotEvaluation.Ask(task, clip, encode, real, RealWindows, seed: 2);
            string onReal = second.Chance is > 0 and < 1 ? string.Create(CultureInfo.InvariantCulture, $"{second.Accuracy:P1} | {second.Pictures}") : "– | –";
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"| {task.Name} | {task.Classes.Count} | {first.Accuracy:P1} | {first.Pictures} | {onReal} | {first.Chance:P1} |"));
        }

        return string.Join('\n', lines);
    }

    /// <summary>The table of the directional loss as Markdown: one row a way to fuse, one column a set.</summary>
    public static string Directions(ClipModel clip, Func<IReadOnlyList<string>, Tensor> encode, string cache, string data)
    {
        using FusionModel pyramid = ClipNanoPools.Pyramid(cache);
        using DirectionTable table = new(clip, encode);
        string[] sets = [.. Sets.Where(set => Directory.Exists(Path.Combine(data, set)))];
        Dictionary<string, double[]> rows = [];
        for (int column = 0; column < sets.Length; column++)
        {
            foreach ((string name, double loss) in Means(table, pyramid, Path.Combine(data, sets[column])))
            {
                if (!rows.TryGetValue(name, out double[]? row))
                {
                    row = rows[name] = [.. Enumerable.Repeat(double.NaN, sets.Length)];
                }

                row[column] = loss;
            }
        }

        string Cell(double value) => double.IsNaN(value) ? "–" : value.ToString("F3", CultureInfo.InvariantCulture);
        return string.Join('\n', [
            $"| picture | {string.Join(" | ", sets)} |",
            $"|---|{string.Concat(Enumerable.Repeat("---:|", sets.Length))}",
            .. rows.OrderBy(row => row.Value[0]).Select(row => $"| {row.Key} | {string.Join(" | ", row.Value.Select(Cell))} |"),
        ]);
    }

    private static Dictionary<string, double> Means(DirectionTable table, FusionModel pyramid, string set)
    {
        string fused = Path.Combine(set, "fused");
        string[] methods = Directory.Exists(fused) ? [.. Directory.GetDirectories(fused).Order(StringComparer.Ordinal)] : [];
        Dictionary<string, (double Sum, int Count)> sums = [];
        foreach (ImagePair pair in PairFinder.Pair(Path.Combine(set, "ir"), Path.Combine(set, "vi")).Pairs)
        {
            string?[] files = [.. methods.Select(method => FileOf(method, pair.Name))];
            if (files.Contains(null))
            {
                continue;
            }

            foreach ((string name, double loss) in OfPair(table, pyramid, pair, [.. methods.Select(Path.GetFileName)!], files!))
            {
                (double sum, int count) = sums.GetValueOrDefault(name);
                sums[name] = (sum + loss, count + 1);
            }
        }

        return sums.ToDictionary(item => item.Key, item => item.Value.Sum / item.Value.Count);
    }

    private static IEnumerable<(string Name, double Loss)> OfPair(DirectionTable table, FusionModel pyramid, ImagePair pair, string[] methods, string[] files)
    {
        Plane visible = Read(pair.VisiblePath);
        Plane infrared = Read(pair.InfraredPath);
        Plane good = pyramid.Score(infrared, visible);
        List<(string Name, Plane Picture)> shown =
        [
            ("visible", visible),
            ("infrared", infrared),
            ("average", FusionRecipes.Average(infrared, visible)),
            ("maximum", FusionRecipes.Maximum(infrared, visible)),
            ("fusion-pyramid", good),
            .. methods.Zip(files, (method, file) => (method, Read(file))),
            .. Enum.GetValues<DegradationKind>().Select(fault => ($"fusion-pyramid, {fault} {FaultSeverity}", Degradation.Apply(good, fault, FaultSeverity, 1))),
            ("fusion-pyramid, oversharpened", FusionRecipes.Sharpened(good, 3)),
        ];
        double[] sums = new double[shown.Count];
        List<Window> windows = [.. Grid(visible.Height).SelectMany(y => Grid(visible.Width).Select(x => new Window(y, x, Math.Min(LossWindow, visible.Height), Math.Min(LossWindow, visible.Width))))];
        foreach (Window window in windows)
        {
            double[] losses = table.Of(Cut(visible, window), Cut(infrared, window), [.. shown.Select(item => Cut(item.Picture, window))]);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += losses[i] / windows.Count;
            }
        }

        return shown.Zip(sums, (item, loss) => (item.Name, loss));
    }

    /// <summary>Where windows begin: at both ends and, if there is room for one between them, in the middle.</summary>
    private static int[] Grid(int length) =>
        length <= LossWindow ? [0] : length < 2 * LossWindow ? [0, length - LossWindow] : [0, (length - LossWindow) / 2, length - LossWindow];

    private static Plane Cut(Plane plane, Window window)
    {
        Plane cut = new(window.Height, window.Width);
        for (int y = 0; y < window.Height; y++)
        {
            plane.Row(window.Y + y).Slice(window.X, window.Width).CopyTo(cut.Row(y));
        }

        return cut;
    }

    private static Plane Read(string path) => Bt601.Luminance(ImageCodecs.Default.Read(path));

    private static string? FileOf(string folder, string name) =>
        Directory.EnumerateFiles(folder, name + ".*").Where(PairFinder.IsImageName).Order(StringComparer.Ordinal).FirstOrDefault();
}
