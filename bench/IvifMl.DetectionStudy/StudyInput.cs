using IvifMl.Imaging;

namespace IvifMl.DetectionStudy;

/// <summary>One row of the study: what the detector is shown of a pair.</summary>
internal sealed class StudyInput(string name, Func<StudyPair, RasterImage> show, IDisposable? model = null) : IDisposable
{
    /// <summary>Name of the visible alone.</summary>
    public const string Visible = "visible";

    public string Name => name;

    /// <summary>What every fusion must be better than. The average keeps the visible's chroma, as fusions do: luminance alone differs.</summary>
    public static IEnumerable<StudyInput> Plain =>
    [
        new(Visible, pair => pair.Visible),
        new("infrared", pair => Bt601.ToGray(pair.Infrared, SampleType.UInt8)),
        new("average", pair => Bt601.WithLuminance(pair.Visible, Average(pair.Infrared, Bt601.Luminance(pair.Visible)))),
    ];

    /// <summary>A fusion model, written [NAME=]MODEL[|PROMPT].</summary>
    public static StudyInput Fused(string value)
    {
        string[] parts = value.Split('|', 2);
        (string? given, string path) = !File.Exists(parts[0]) && parts[0].Split('=', 2) is [var first, var rest] ? (first, rest) : (null, parts[0]);
        FusionModel model = FusionModel.Load(path);
        string? prompt = parts.Length > 1 ? parts[1] : null;
        string shown = given ?? model.Name + (prompt is null ? "" : $" “{prompt}”");
        return new StudyInput(shown, pair => prompt is null ? model.Fuse(pair.Infrared, pair.Visible) : model.Fuse(pair.Infrared, pair.Visible, prompt), model);
    }

    /// <summary>Published fusions, <c>fused/METHOD/</c>, that have a picture of every pair of all sets.</summary>
    public static IEnumerable<StudyInput> Published(IReadOnlyList<StudySet> sets) => sets
        .SelectMany(set => Directory.Exists(Path.Combine(set.Folder, "fused")) ? Directory.GetDirectories(Path.Combine(set.Folder, "fused")) : [])
        .Select(folder => Path.GetFileName(folder)!)
        .Distinct()
        .Order(StringComparer.Ordinal)
        .Where(method => sets.SelectMany(set => set.Pairs).All(pair => FileOf(method, pair) is not null))
        .Select(method => new StudyInput($"{method} (published)", pair => ImageCodecs.Default.Read(FileOf(method, pair)!)));

    public RasterImage Show(StudyPair pair) => show(pair);

    public void Dispose() => model?.Dispose();

    private static string? FileOf(string method, StudyPair pair) => Path.Combine(pair.Folder, "fused", method) is var folder && Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, pair.Name + ".*").Where(PairFinder.IsImageName).Order(StringComparer.Ordinal).FirstOrDefault()
        : null;

    private static Plane Average(Plane infrared, Plane luminance)
    {
        Plane average = new(luminance.Height, luminance.Width);
        for (int i = 0; i < average.Length; i++)
        {
            average.Values[i] = (infrared.Values[i] + luminance.Values[i]) / 2;
        }

        return average;
    }
}
