using IvifMl.Imaging;

namespace IvifMl;

/// <summary>
/// The pairs that judge detectors and jointly trained fusions, and that no training of this project may see. The rule, for a folder with the layout of
/// <see cref="PairLayout"/>: where it has published fusions of SeAFusion (<c>fused/SeAFusion/</c>, as our MSRS has), the pairs named there; otherwise
/// every fourth pair in the ordinal order of their names, beginning with the first. Pairs of other sets that show a held-out scene again are held out too.
/// </summary>
public static class HeldOutPairs
{
    /// <summary>Of a set without published fusions, the first pair of each so many is held out.</summary>
    public const int Step = 4;

    /// <summary>The folder, below the set's, whose files name the held-out pairs.</summary>
    public static string PublishedFolder { get; } = Path.Combine("fused", "SeAFusion");

    /// <summary>Pairs that are the same picture as a held-out one of another set: OmniFuse's 3 is MSRS's 00559D.</summary>
    private static readonly (string Set, string Name)[] Twins = [("OmniFuse", "3")];

    /// <summary>Names of the held-out pairs of a set.</summary>
    /// <param name="folder">The folder that has <c>ir/</c> and <c>vi/</c>.</param>
    /// <returns>The names, as <see cref="PairFiles.Name"/> has them; at least one.</returns>
    /// <exception cref="DirectoryNotFoundException">A folder of images is not there.</exception>
    /// <exception cref="InvalidDataException">The set has no pair.</exception>
    public static IReadOnlySet<string> Of(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        string[] names = [.. PairDataSet.Open(folder, allowUnpaired: true).Pairs.Select(pair => pair.Name).Order(StringComparer.Ordinal)];
        string published = Path.Combine(folder, PublishedFolder);
        IEnumerable<string> kept = Directory.Exists(published)
            ? Directory.EnumerateFiles(published).Where(PairFinder.IsImageName).Select(file => Path.GetFileNameWithoutExtension(file)).Intersect(names)
            : names.Where((_, index) => index % Step == 0);
        string set = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return new HashSet<string>(kept.Concat(Twins.Where(twin => twin.Set == set).Select(twin => twin.Name)), StringComparer.Ordinal);
    }
}
