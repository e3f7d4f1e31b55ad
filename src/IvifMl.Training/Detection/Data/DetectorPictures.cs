using IvifMl.Imaging;
using IvifMl.Scenes;

namespace IvifMl.Training;

/// <summary>Where the pictures come from that a detector learns from.</summary>
public static class DetectorPictures
{
    /// <summary>Boxes of rendered scenes that are smaller than this, in pixels, are ignored: nobody would label them.</summary>
    private const int SmallestSide = 4;

    /// <summary>Boxes of rendered scenes of which more than this share is hidden are ignored.</summary>
    private const float MostOcclusion = 0.8f;

    /// <summary>Rendered pairs of consecutive seeds. What smoke or darkness hides does not count in views of the visible picture alone.</summary>
    /// <param name="count">How many.</param>
    /// <param name="firstSeed">The seed of the first.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="fusion">Makes the fused view; stays the caller's.</param>
    /// <param name="classes">Renames the renderer's labels, or drops them.</param>
    /// <param name="cancellation">Stops between two scenes.</param>
    /// <returns>The pairs in the order of their seeds; the same on every machine.</returns>
    public static IReadOnlyList<DetectorPicture> FromScenes(
        int count, ulong firstSeed, int width, int height, FusionModel fusion, BoxClasses classes, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(fusion);
        ArgumentNullException.ThrowIfNull(classes);
        var pictures = new DetectorPicture[count];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            RenderedPair scene = Scene.Render(new SceneOptions { Seed = firstSeed + (ulong)i, Width = width, Height = height });
            pictures[i] = Fused($"scene-{scene.Seed}", scene.Visible, new ThermalToneMapping().Apply(scene.Infrared), fusion, [.. scene.Boxes.Select(box => BoxOf(box, classes)).OfType<DetectorBox>()]);
        });
        return pictures;
    }

    /// <summary>Registered pairs of files with boxes.</summary>
    /// <param name="pairs">The files.</param>
    /// <param name="boxesOf">The boxes of a pair in pixels of its visible picture.</param>
    /// <param name="fusion">Makes the fused view; stays the caller's.</param>
    /// <param name="longestSide">Larger pairs are scaled down to this, to keep memory small; 0 keeps all as they are.</param>
    /// <param name="cancellation">Stops between two pairs.</param>
    /// <exception cref="ArgumentException">A pair differs in size.</exception>
    public static IReadOnlyList<DetectorPicture> FromPairs(
        IEnumerable<PairFiles> pairs,
        Func<PairFiles, RasterImage, Plane, IReadOnlyList<DetectorBox>> boxesOf,
        FusionModel fusion,
        int longestSide = 0,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(boxesOf);
        ArgumentNullException.ThrowIfNull(fusion);
        List<DetectorPicture> pictures = [];
        foreach (PairFiles pair in pairs)
        {
            cancellation.ThrowIfCancellationRequested();
            RasterImage visible = ImageCodecs.Default.Read(pair.VisiblePath);
            Plane infrared = new ThermalToneMapping().Apply(ImageCodecs.Default.Read(pair.InfraredPath));
            if (!visible.HasSizeOf(infrared))
            {
                throw new ArgumentException($"Pair '{pair.Name}': the visible is {visible.Width}×{visible.Height}, the infrared {infrared.Width}×{infrared.Height}. Align and resize them first.");
            }

            IReadOnlyList<DetectorBox> boxes = boxesOf(pair, visible, infrared);
            (int height, int width) = SizeFor(visible.Height, visible.Width, longestSide);
            if (height < visible.Height)
            {
                boxes = Scaled(boxes, (double)width / visible.Width, (double)height / visible.Height);
                (visible, infrared) = (RasterResizer.Resize(visible, height, width), PlaneResizer.Resize(infrared, height, width));
            }

            pictures.Add(Fused(pair.Name, visible, infrared, fusion, boxes));
        }

        return pictures;
    }

    /// <summary>Single pictures of files with boxes: visible, fused, or tone-mapped infrared.</summary>
    /// <param name="imageFolder">The folder of pictures; those without boxes in the list are left out.</param>
    /// <param name="boxes">The boxes by the pictures' names (<see cref="BoxFiles"/>).</param>
    /// <param name="longestSide">Larger pictures are scaled down to this; 0 keeps all as they are.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    /// <exception cref="InvalidDataException">A picture is not there, or has another size than its boxes were drawn in.</exception>
    public static IReadOnlyList<DetectorPicture> FromFiles(
        string imageFolder, IReadOnlyList<PictureBoxes> boxes, int longestSide = 0, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(imageFolder);
        ArgumentNullException.ThrowIfNull(boxes);
        ILookup<string, string> files = Directory.EnumerateFiles(imageFolder).Where(PairFinder.IsImageName).ToLookup(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);
        List<DetectorPicture> pictures = [];
        foreach (PictureBoxes labelled in boxes)
        {
            cancellation.ThrowIfCancellationRequested();
            string file = files[labelled.Name].Order(StringComparer.Ordinal).FirstOrDefault() ?? throw new InvalidDataException($"'{imageFolder}' has no picture '{labelled.Name}', which has boxes.");
            RasterImage picture = ImageCodecs.Default.Read(file);
            if (picture.Width != labelled.Width || picture.Height != labelled.Height)
            {
                throw new InvalidDataException($"'{file}' is {picture.Width}×{picture.Height}, but its boxes were drawn in {labelled.Width}×{labelled.Height}.");
            }

            // Deep gray pictures hold thermal counts, which no detector reads.
            RasterImage shown = picture is { Channels: 1, SampleType: not SampleType.UInt8 } ? Bt601.ToGray(new ThermalToneMapping().Apply(picture)) : picture;
            (int height, int width) = SizeFor(picture.Height, picture.Width, longestSide);
            IReadOnlyList<DetectorBox> found = [.. labelled.Boxes.Select(DetectorBox.Of)];
            pictures.Add(height == picture.Height
                ? DetectorPicture.Of(labelled.Name, shown, found)
                : DetectorPicture.Of(labelled.Name, RasterResizer.Resize(shown, height, width), Scaled(found, (double)width / picture.Width, (double)height / picture.Height)));
        }

        return pictures;
    }

    private static (int Height, int Width) SizeFor(int height, int width, int longestSide)
    {
        double scale = longestSide > 0 ? Math.Min(1, (double)longestSide / Math.Max(width, height)) : 1;
        return ((int)Math.Round(height * scale), (int)Math.Round(width * scale));
    }

    private static DetectorPicture Fused(string name, RasterImage visible, Plane infrared, FusionModel fusion, IReadOnlyList<DetectorBox> boxes) =>
        DetectorPicture.OfFusedPair(name, visible, infrared, fusion.Score(infrared, Bt601.Luminance(visible)), boxes);

    private static DetectorBox? BoxOf(SceneBox box, BoxClasses classes) => classes.Of(box.Label) is { } label
        ? new DetectorBox(
            label,
            new(box.X0, box.Y0, box.X1, box.Y1),
            Ignored: Math.Min(box.Width, box.Height) < SmallestSide || box.Occlusion > MostOcclusion,
            InVisible: !box.HiddenBySmoke && !box.LostInTheDark)
        : null;

    private static IReadOnlyList<DetectorBox> Scaled(IReadOnlyList<DetectorBox> boxes, double x, double y) =>
        [.. boxes.Select(box => box with { Box = new(box.Box.Left * x, box.Box.Top * y, box.Box.Right * x, box.Box.Bottom * y) })];
}
