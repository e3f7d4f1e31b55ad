using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl.DetectionStudy;

/// <summary>The labelled pairs of a data set that are judged on.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Pairs">The pairs, in the order of their names.</param>
internal sealed record StudySet(string Name, string Folder, IReadOnlyList<StudyPair> Pairs)
{
    /// <summary>Reads a data set.</summary>
    /// <param name="folder">The folder that has ir/, vi/ and labels/.</param>
    /// <param name="classes">Under which names classes count.</param>
    /// <param name="all">All labelled pairs instead of those of <see cref="HeldOutPairs"/>.</param>
    public static StudySet Read(string folder, ClassNames classes, bool all)
    {
        PairDataSet set = PairDataSet.Open(folder, allowUnpaired: true);
        IReadOnlySet<string> heldOut = HeldOutPairs.Of(folder);
        return new StudySet(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            folder,
            [.. set.Pairs.Where(pair => pair.LabelPath is not null && (all || heldOut.Contains(pair.Name))).Select(pair => StudyPair.Read(pair, folder, classes))]);
    }
}

/// <summary>A labelled pair in memory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Folder">The folder of its data set.</param>
/// <param name="Infrared">The infrared, 0–1.</param>
/// <param name="Visible">The visible.</param>
/// <param name="Objects">What is there.</param>
internal sealed record StudyPair(string Name, string Folder, Plane Infrared, RasterImage Visible, IReadOnlyList<GroundTruthBox> Objects)
{
    public static StudyPair Read(AnnotatedPair pair, string folder, ClassNames classes) => new(
        pair.Name,
        folder,
        new ThermalToneMapping().Apply(ImageCodecs.Default.Read(pair.InfraredPath)),
        ImageCodecs.Default.Read(pair.VisiblePath),
        [.. pair.ReadBoxes().Select(box => box with { Label = classes.Of(box.Label) })]);
}
