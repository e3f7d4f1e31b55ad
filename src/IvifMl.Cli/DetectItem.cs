using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl.Cli;

/// <summary>What is looked at: a picture, or a pair that is fused first.</summary>
/// <param name="Name">Its name, that of its outputs.</param>
/// <param name="VisiblePath">The picture, or the visible of the pair.</param>
/// <param name="InfraredPath">The infrared of the pair; null for a picture.</param>
internal sealed record DetectItem(string Name, string VisiblePath, string? InfraredPath)
{
    public static DetectItem Of(PairFiles pair) => new(pair.Name, pair.VisiblePath, pair.InfraredPath);

    /// <summary>The picture of a file, or those of a folder in the order of their names.</summary>
    /// <exception cref="IOException">There is no such file or folder.</exception>
    /// <exception cref="InvalidDataException">The folder has no image, or two of one name.</exception>
    public static IReadOnlyList<DetectItem> Find(string input)
    {
        if (File.Exists(input))
        {
            return [Single(input)];
        }

        if (!Directory.Exists(input))
        {
            throw new FileNotFoundException($"'{input}' is neither an image nor a folder of images.", input);
        }

        DetectItem[] items = [.. Directory.EnumerateFiles(input).Where(PairFinder.IsImageName).Order(StringComparer.Ordinal).Select(Single)];
        return items.GroupBy(item => item.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice
            ? throw new InvalidDataException($"'{input}' has two images named '{twice.Key}'; what is found in them would overwrite each other. Rename one.")
            : items.Length > 0 ? items : throw new InvalidDataException($"'{input}' has no images.");
    }

    private static DetectItem Single(string path) => new(Path.GetFileNameWithoutExtension(path), path, null);
}

/// <summary>What was found in one of them.</summary>
/// <param name="Item">Where.</param>
/// <param name="Width">Columns of the picture; 0 where it failed.</param>
/// <param name="Height">Rows of the picture; 0 where it failed.</param>
/// <param name="Detections">Best score first.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
internal sealed record DetectedPicture(DetectItem Item, int Width, int Height, IReadOnlyList<DetectedBox> Detections, string? Error);

/// <summary>What became of a run.</summary>
/// <param name="Pictures">Those that were looked at, in their order.</param>
/// <param name="WasCancelled">Whether the run was stopped before its end.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record DetectResult(IReadOnlyList<DetectedPicture> Pictures, bool WasCancelled, TimeSpan Elapsed)
{
    public int Objects => Pictures.Sum(p => p.Detections.Count);

    public int Failed => Pictures.Count(p => p.Error is not null);
}
