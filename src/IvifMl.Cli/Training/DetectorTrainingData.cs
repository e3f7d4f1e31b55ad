using IvifMl.Training;

namespace IvifMl.Cli;

/// <summary>Reads the pictures that a detector's configuration names.</summary>
internal static class DetectorTrainingData
{
    /// <summary>All pictures, each as often as an epoch shows it.</summary>
    /// <exception cref="ArgumentException">Nothing is named, or a teacher is needed and none is.</exception>
    public static IReadOnlyList<DetectorPicture> Load(DetectorTrainingConfig config, Action<string> say, CancellationToken cancellation)
    {
        using FusionModel fusion = FusionModel.Shipped(ShippedModels.Pyramid);
        List<DetectorPicture> pictures = [];
        foreach (DetectorPairs pairs in config.Pairs)
        {
            IReadOnlyList<DetectorPicture> read = Read(pairs, config, fusion, cancellation);
            say($"{pairs.Folder}: {Count(read, "pairs")}");
            pictures.AddRange(Enumerable.Repeat(read, pairs.Repeats).SelectMany(all => all));
        }

        foreach (BoxedPictures boxed in config.Pictures)
        {
            PictureBoxes[] boxes = [.. BoxFiles.Read(boxed.Boxes, boxed.Images).Select(labelled => labelled.With(config.Mapping))];
            IReadOnlyList<DetectorPicture> read = DetectorPictures.FromFiles(boxed.Images, boxes, boxed.LongestSide, cancellation);
            say($"{boxed.Images}: {Count(read, "pictures")}");
            pictures.AddRange(Enumerable.Repeat(read, boxed.Repeats).SelectMany(all => all));
        }

        if (config.Scenes is { } scenes)
        {
            IReadOnlyList<DetectorPicture> rendered = DetectorPictures.FromScenes(scenes.Count, scenes.FirstSeed, scenes.Width, scenes.Height, fusion, config.Mapping, cancellation);
            say(Count(rendered, "rendered scenes"));
            pictures.AddRange(rendered);
        }

        return pictures.Count > 0 ? pictures : throw new ArgumentException("There is nothing to train on: give --pairs, --images and --boxes, --scenes, or a --config that names some.");
    }

    private static IReadOnlyList<DetectorPicture> Read(DetectorPairs pairs, DetectorTrainingConfig config, FusionModel fusion, CancellationToken cancellation)
    {
        HashSet<string> without = [.. pairs.WithoutNames ?? [], .. pairs.WithoutHeldOut ? HeldOutPairs.Of(pairs.Folder) : new HashSet<string>()];
        bool byTeacher = pairs.Labels == LabelSource.Teacher;
        AnnotatedPair[] files = [.. PairDataSet.Open(pairs.Folder, allowUnpaired: true).Pairs.Where(pair => !without.Contains(pair.Name) && pair.LabelPath is null == byTeacher)];
        if (files.Length == 0)
        {
            throw new ArgumentException($"'{pairs.Folder}' has no pair {(byTeacher ? "without" : "with")} a file of boxes that is not left out.");
        }

        if (!byTeacher)
        {
            return DetectorPictures.FromPairs(files, (pair, _, _) => Own((AnnotatedPair)pair, config.Mapping), fusion, pairs.LongestSide, cancellation);
        }

        DetectorTeacher named = config.Teacher ?? throw new ArgumentException($"'{pairs.Folder}' is to be labelled by a teacher; name its model in the configuration.");
        using DetectorModel teacher = DetectorModel.Load(named.Model);
        using PseudoLabels labels = new(teacher, fusion, config.Mapping) { Sure = named.Sure, Suspected = named.Suspected };
        return DetectorPictures.FromPairs(files, (_, visible, infrared) => labels.Of(visible, infrared), fusion, pairs.LongestSide, cancellation);
    }

    private static IReadOnlyList<DetectorBox> Own(AnnotatedPair pair, BoxClasses classes) => [.. classes.Of(pair.ReadBoxes()).Select(DetectorBox.Of)];

    private static string Count(IReadOnlyList<DetectorPicture> pictures, string what)
    {
        DetectorBox[] boxes = [.. pictures.SelectMany(picture => picture.Boxes)];
        return $"{pictures.Count} {what}, {boxes.Count(box => !box.Ignored)} boxes, {boxes.Count(box => box.Ignored)} ignored";
    }
}
