using System.Globalization;
using System.Text;
using IvifMl.Imaging;
using IvifMl.Training;
using static TorchSharp.torch;

namespace IvifMl.TextStudy;

/// <summary>
/// Mean distances between pictures, in gray levels: to the neutral picture, between two sentences of one intent, between sentences of
/// different intents; and for pairs with a fault how far the picture is from the one that was asked for, by the neutral prompt and by the
/// one that fits.
/// </summary>
internal static class SensitivityTable
{
    private const int PairsOfASet = 6;
    private const float Severity = 0.6f;
    private const float GrayLevels = 255;

    public static string Write(IReadOnlyList<string> models, string data)
    {
        set_num_threads(1);
        StringBuilder text = new();
        List<(string Name, IReadOnlyList<TrainingPair> Pairs)> sets = Sets(data);
        foreach (string argument in models)
        {
            int at = argument.IndexOf('=', StringComparison.Ordinal);
            using FusionModel model = FusionModel.Load(argument[(at + 1)..]);
            text.AppendLine(CultureInfo.InvariantCulture, $"### {(at < 0 ? model.Name : argument[..at])}\n");
            text.AppendLine("| set | pairs | intent | from neutral | paraphrases | other intents | ratio |\n|---|---:|---|---:|---:|---:|---:|");
            foreach ((string name, IReadOnlyList<TrainingPair> pairs) in sets)
            {
                Distances(text, model, name, pairs);
            }

            text.AppendLine("\n| set | fault | neutral prompt, off by | fitting prompt, off by | left of the error |\n|---|---|---:|---:|---:|");
            foreach ((string name, IReadOnlyList<TrainingPair> pairs) in sets)
            {
                Errors(text, model, name, pairs);
            }

            text.AppendLine();
        }

        return text.ToString();
    }

    private static void Distances(StringBuilder text, FusionModel model, string set, IReadOnlyList<TrainingPair> pairs)
    {
        PromptFamily[] families = [.. PromptFamily.All.Where(family => family.Intent != PromptIntent.Neutral)];
        (double[] neutral, double[] same, double[] other) = (new double[families.Length], new double[families.Length], new double[families.Length]);
        (double empty, double spoken) = (0, 0);
        foreach (TrainingPair pair in pairs)
        {
            (Plane infrared, Plane visible) = (pair.InfraredPlane(), pair.VisiblePlane());
            Plane nothing = model.Score(infrared, visible, null);
            empty += Distance(model.Score(infrared, visible, ""), nothing) / pairs.Count;
            spoken += Sentences(PromptFamily.Of(PromptIntent.Neutral)).Average(s => Distance(model.Score(infrared, visible, s), nothing)) / pairs.Count;
            Plane[][] pictures = [.. families.Select(f => Sentences(f).Select(s => model.Score(infrared, visible, s)).ToArray())];
            for (int k = 0; k < families.Length; k++)
            {
                neutral[k] += pictures[k].Average(p => Distance(p, nothing)) / pairs.Count;
                same[k] += pictures[k].SelectMany((p, i) => pictures[k].Skip(i + 1).Select(q => Distance(p, q))).Average() / pairs.Count;
                other[k] += pictures.Where((_, j) => j != k).Average(group => Distance(group[0], pictures[k][0])) / pairs.Count;
            }
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"| {set} | {pairs.Count} | none: an empty prompt, γ = β = 0 | {empty:F2} | – | – | – |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| {set} | {pairs.Count} | neutral sentences | {spoken:F2} | – | – | – |");
        for (int k = 0; k < families.Length; k++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {set} | {pairs.Count} | {families[k].Intent} | {neutral[k]:F2} | {same[k]:F2} | {other[k]:F2} | {other[k] / same[k]:F1} |");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"| {set} | {pairs.Count} | all | {neutral.Average():F2} | {same.Average():F2} | {other.Average():F2} | {other.Average() / same.Average():F1} |");
    }

    private static void Errors(StringBuilder text, FusionModel model, string set, IReadOnlyList<TrainingPair> pairs)
    {
        using FusionModel teacher = FusionModel.Shipped();
        foreach ((string name, PairFault drawn) in PromptContactSheet.Faults())
        {
            PairFault fault = drawn with { Severity = Severity };
            (double before, double after) = (0, 0);
            foreach (TrainingPair pair in pairs)
            {
                using TorchSharp.DisposeScope scope = NewDisposeScope();
                float[] all = new float[PairTensors.Channels * pair.Width * pair.Height];
                new PromptedPairSource([pair], teacher).Write(pair, 0, 0, pair.Width, pair.Height, mirrored: false, fault, all);
                PairTensors tensors = new(tensor(all, [1, PairTensors.Channels, pair.Height, pair.Width]));
                Plane Of(Tensor values) => new(pair.Height, pair.Width, values.contiguous().data<float>().ToArray());
                (Plane infrared, Plane visible) = (Of(tensors.Infrared), Of(tensors.Visible));
                Plane target = Of(PromptEffect.Target(fault.Intent, tensors, fits: true).Luminance);
                before += Distance(model.Score(infrared, visible, null), target) / pairs.Count;
                after += PromptFamily.Of(fault.Intent).HeldOut.Take(2).Average(s => Distance(model.Score(infrared, visible, s), target)) / pairs.Count;
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"| {set} | {name} | {before:F2} | {after:F2} | {100 * after / before:F0} % |");
        }
    }

    private static string[] Sentences(PromptFamily family) => [family.HeldOut[0], family.HeldOut[1], family.Training[0], family.Training[family.Training.Count / 2]];

    private static double Distance(Plane a, Plane b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += Math.Abs(a.Array[i] - b.Array[i]);
        }

        return GrayLevels * sum / a.Length;
    }

    private static List<(string, IReadOnlyList<TrainingPair>)> Sets(string data)
    {
        List<(string, IReadOnlyList<TrainingPair>)> sets = [("rendered", TrainingPairs.FromScenes(PairsOfASet, 1_000_000, 320, 240))];
        foreach (string name in (string[])["MSRS", "TNO", "RoadScene"])
        {
            string folder = Path.Combine(data, name);
            if (Directory.Exists(folder))
            {
                IEnumerable<ImagePair> found = PairFinder.Pair(Path.Combine(folder, "ir"), Path.Combine(folder, "vi")).Pairs;
                if (name == "MSRS")
                {
                    found = found.Where(pair => Directory.EnumerateFiles(Path.Combine(folder, "fused", "SeAFusion"), pair.Name + ".*").Any());
                }

                ImagePair[] all = [.. found];
                sets.Add((name, [.. all.Where((_, i) => i % Math.Max(1, all.Length / PairsOfASet) == 0).Take(PairsOfASet).Select(Read)]));
            }
        }

        return sets;
    }

    private static TrainingPair Read(ImagePair pair) =>
        new(pair.Name, new ThermalToneMapping().Apply(ImageCodecs.Default.Read(pair.InfraredPath)), ImageCodecs.Default.Read(pair.VisiblePath));
}
