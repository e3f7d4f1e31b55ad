using System.Globalization;
using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>
/// Real pairs. Trained on are only those whose repositories' licence allows it (MSRS pairs published under MIT, OmniFuse, MIT); held out
/// are the MSRS pairs with published fusions or labels and the LDFusion samples, because fusion and this model are judged on them.
/// </summary>
internal static class RealPairs
{
    /// <summary>MSRS pairs that come from repositories without a licence file: never trained on.</summary>
    private static readonly string[] Unlicensed = ["00001D", "00002D", "00003N", "00006N", "00007N", "00009N"];

    /// <summary>The same picture as MSRS 00559D, which is held out.</summary>
    private const string OmniFuseTwin = "3";

    /// <summary>Reads the pairs to train on, or those held out.</summary>
    /// <param name="data">The folder with MSRS, OmniFuse and LDFusion_samples; missing sets are passed over.</param>
    /// <param name="heldOut">Which of both.</param>
    /// <param name="fusion">Makes the good fusion.</param>
    public static IReadOnlyList<PoolPair> Read(string data, bool heldOut, FusionModel fusion)
    {
        string msrs = Path.Combine(data, "MSRS");
        HashSet<string> kept = [.. Names(Path.Combine(msrs, "fused", "SeAFusion")), .. Unlicensed];
        List<(ImagePair Pair, CaptionFacts Facts, string? Labels)> found = [];
        foreach (ImagePair pair in Pairs(msrs).Where(pair => kept.Contains(pair.Name) == heldOut))
        {
            // The labels come from a repository without a licence file: they judge, they do not train.
            string labels = Path.Combine(msrs, "labels", pair.Name + ".txt");
            CaptionFacts time = pair.Name.EndsWith('N') ? CaptionFacts.Night : CaptionFacts.Day;
            found.Add((pair, time | CaptionFacts.Street, heldOut && File.Exists(labels) ? labels : null));
        }

        IEnumerable<ImagePair> others = heldOut
            ? Pairs(Path.Combine(data, "LDFusion_samples"))
            : Pairs(Path.Combine(data, "OmniFuse")).Where(pair => pair.Name != OmniFuseTwin);
        found.AddRange(others.Select(pair => (pair, CaptionFacts.None, (string?)null)));
        return [.. found.Select(item => Read(item.Pair, item.Facts, item.Labels, fusion))];
    }

    private static PoolPair Read(ImagePair pair, CaptionFacts facts, string? labels, FusionModel fusion)
    {
        RasterImage visible = ImageCodecs.Default.Read(pair.VisiblePath);
        Plane infrared = new ThermalToneMapping().Apply(ImageCodecs.Default.Read(pair.InfraredPath));
        return PoolPair.Of(pair.Name, visible, infrared, fusion, facts, labels is null ? null : [.. File.ReadLines(labels).Where(line => line.Length > 0).Select(line => Box(line, visible))]);
    }

    /// <summary>A line of a YOLO file: class (0 person, 2 car), then centre and size as shares of the picture.</summary>
    private static PoolBox Box(string line, RasterImage picture)
    {
        float[] v = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => float.Parse(part, CultureInfo.InvariantCulture))];
        (float x, float y, float w, float h) = (v[1] * picture.Width, v[2] * picture.Height, v[3] * picture.Width, v[4] * picture.Height);
        CaptionFacts fact = v[0] == 0 ? CaptionFacts.Person : CaptionFacts.Car;
        return new(fact, (int)(x - (w / 2)), (int)(y - (h / 2)), (int)(x + (w / 2)), (int)(y + (h / 2)), SeenInVisible: false);
    }

    private static IReadOnlyList<ImagePair> Pairs(string folder) =>
        Directory.Exists(folder) ? PairFinder.Pair(Path.Combine(folder, "ir"), Path.Combine(folder, "vi")).Pairs : [];

    private static IEnumerable<string> Names(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(file => Path.GetFileNameWithoutExtension(file)) : [];
}
