using IvifMl.Imaging;
using IvifMl.Scenes;

namespace IvifMl.Training;

/// <summary>Where training pairs come from beside a view's columns.</summary>
public static class TrainingPairs
{
    /// <summary>Pairs of files, matched by name. Thermal counts are tone-mapped, the infrared must have the visible's size.</summary>
    /// <param name="infraredFolder">Folder of infrared images.</param>
    /// <param name="visibleFolder">Folder of visible images.</param>
    /// <param name="without">Names to leave out, such as those a model will be judged on.</param>
    /// <returns>The pairs in the order of their names.</returns>
    /// <exception cref="DirectoryNotFoundException">A folder is not there.</exception>
    /// <exception cref="ArgumentException">A pair differs in size.</exception>
    public static IReadOnlyList<TrainingPair> FromFolders(string infraredFolder, string visibleFolder, IReadOnlySet<string>? without = null)
    {
        PairingResult found = PairFinder.Pair(infraredFolder, visibleFolder);
        return
        [
            .. found.Pairs.Where(pair => without?.Contains(pair.Name) != true).Select(pair => new TrainingPair(
                pair.Name,
                new ThermalToneMapping().Apply(ImageCodecs.Default.Read(pair.InfraredPath)),
                ImageCodecs.Default.Read(pair.VisiblePath))),
        ];
    }

    /// <summary>Rendered scenes of all kinds, light and weather.</summary>
    /// <param name="count">How many.</param>
    /// <param name="firstSeed">The seed of the first; the others follow.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="cancellation">Stops between two scenes.</param>
    /// <returns>The pairs in the order of their seeds; the same on every machine.</returns>
    public static IReadOnlyList<TrainingPair> FromScenes(int count, ulong firstSeed, int width, int height, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        TrainingPair[] pairs = new TrainingPair[count];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            RenderedPair scene = Scene.Render(new SceneOptions { Seed = firstSeed + (ulong)i, Width = width, Height = height });
            pairs[i] = new($"scene-{scene.Seed}", new ThermalToneMapping().Apply(scene.Infrared), scene.Visible);
        });
        return pairs;
    }
}
