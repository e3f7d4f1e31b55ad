using IvifMl.Imaging;
using IvifMl.Training;

namespace IvifMl.TextStudy;

/// <summary>Pairs that no training saw.</summary>
internal sealed record StudySet(string Name, IReadOnlyList<TrainingPair> Pairs)
{
    private const int PairsOfASet = 6;

    /// <summary>Rendered pairs, and of a folder those real sets that are there.</summary>
    public static IReadOnlyList<StudySet> All(string data)
    {
        List<StudySet> sets = [new("rendered", TrainingPairs.FromScenes(PairsOfASet, 1_000_000, 320, 240))];
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
                sets.Add(new(name, [.. all.Where((_, i) => i % Math.Max(1, all.Length / PairsOfASet) == 0).Take(PairsOfASet).Select(Read)]));
            }
        }

        return sets;
    }

    /// <summary>The mean distance of two pictures in gray levels.</summary>
    public static double Distance(Plane a, Plane b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += Math.Abs(a.Array[i] - b.Array[i]);
        }

        return 255 * sum / a.Length;
    }

    /// <summary>A pair with its infrared tone-mapped.</summary>
    public static TrainingPair Read(ImagePair pair) =>
        new(pair.Name, new ThermalToneMapping().Apply(ImageCodecs.Default.Read(pair.InfraredPath)), ImageCodecs.Default.Read(pair.VisiblePath));
}
