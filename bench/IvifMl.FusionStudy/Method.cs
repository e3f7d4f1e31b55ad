using IvifMl.Imaging;
using IvifMl.Onnx;

namespace IvifMl.FusionStudy;

/// <summary>One row of the study: something that gives a fused luminance for a pair.</summary>
internal sealed record Method(string Name, Func<StudyPair, Plane> Fuse)
{
    /// <summary>What every fusion must be better than.</summary>
    public static IEnumerable<Method> Baselines =>
    [
        new("visible", pair => pair.Visible),
        new("infrared", pair => pair.Infrared),
        new("average", pair => Combine(pair, (i, v) => MathF.Round((i + v) * 127.5f, MidpointRounding.ToEven) / 255)),
        new("maximum", pair => Combine(pair, MathF.Max)),
    ];

    /// <summary>The pyramid with one number changed at a time: what each part is worth.</summary>
    public static IEnumerable<(string Name, PyramidFusionOptions Options)> Variants =>
    [
        ("p = 2", new() { Sharpness = 2 }),
        ("p = 4", new() { Sharpness = 4 }),
        ("4 levels", new() { Levels = 4 }),
        ("6 levels", new() { Levels = 6 }),
        ("no noise estimate", new() { InfraredNoiseFactor = 0, VisibleNoiseFactor = 0 }),
        ("noise factors 1, 1", new() { InfraredNoiseFactor = 1, VisibleNoiseFactor = 1 }),
        ("noise factors 2, 2", new() { InfraredNoiseFactor = 2, VisibleNoiseFactor = 2 }),
        ("no coarser share", new() { CoarserShare = 0 }),
        ("coarser share 1", new() { CoarserShare = 1 }),
        ("cold counts full", new() { ColdShare = 1 }),
        ("cold counts nothing", new() { ColdShare = 0 }),
        ("no union", new() { Union = 0 }),
        ("no lift", new() { Lift = 0 }),
        ("lift 0.6", new() { Lift = 0.6f }),
        ("no targets", new() { TargetShare = 0 }),
        ("targets from 0.8 σ", new() { TargetDeviations = 0.8f }),
        ("targets from 2 σ", new() { TargetDeviations = 2 }),
    ];

    /// <summary>The images of a published method, from a folder of files named as the pairs.</summary>
    public static Method Published(string folder) => new(Path.GetFileName(folder), pair => StudyPair.Luminance(FileOf(folder, pair.Name)
        ?? throw new FileNotFoundException($"There is no image of the pair '{pair.Name}' in {folder}.")));

    /// <summary>The file of a pair's name in a folder, whatever its extension; null when there is none.</summary>
    public static string? FileOf(string folder, string name) =>
        Directory.EnumerateFiles(folder, name + ".*").Where(PairFinder.IsImageName).Order(StringComparer.Ordinal).FirstOrDefault();

    private static Plane Combine(StudyPair pair, Func<float, float, float> combine)
    {
        Plane result = new(pair.Visible.Height, pair.Visible.Width);
        for (int i = 0; i < result.Length; i++)
        {
            result.Values[i] = combine(pair.Infrared.Values[i], pair.Visible.Values[i]);
        }

        return result;
    }
}
