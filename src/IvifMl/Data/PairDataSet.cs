using IvifMl.Imaging;

namespace IvifMl;

/// <summary>A folder of pairs with sentences and boxes, in the layout of <see cref="PairLayout"/>; <c>docs/data-sets.md</c> describes it.</summary>
public sealed partial class PairDataSet
{
    private PairDataSet(PairingResult found, string? textFolder, string? labelFolder)
    {
        Unpaired = found.Unpaired;
        (TextFolder, LabelFolder) = (textFolder, labelFolder);
        string classes = Path.Combine(labelFolder ?? "", PairLayout.ClassesFile);
        Classes = labelFolder is not null && File.Exists(classes) ? YoloLabels.ReadClasses(classes) : new Dictionary<int, string>();
        Pairs =
        [
            .. found.Pairs.Select(pair => new AnnotatedPair
            {
                Name = pair.Name,
                InfraredPath = pair.InfraredPath,
                VisiblePath = pair.VisiblePath,
                TextPath = Beside(textFolder, pair.Name),
                LabelPath = Beside(labelFolder, pair.Name),
                Classes = Classes,
            }),
        ];
    }

    /// <summary>The pairs, sorted by name.</summary>
    public IReadOnlyList<AnnotatedPair> Pairs { get; }

    /// <summary>Image files without a partner.</summary>
    public IReadOnlyList<string> Unpaired { get; }

    /// <summary>Names of the classes by number; empty where the set has no <see cref="PairLayout.ClassesFile"/>.</summary>
    public IReadOnlyDictionary<int, string> Classes { get; }

    /// <summary>The folder of sentences; null where the set has none.</summary>
    public string? TextFolder { get; }

    /// <summary>The folder of boxes; null where the set has none.</summary>
    public string? LabelFolder { get; }

    /// <summary>Opens a folder with the layout of <see cref="PairLayout"/>. No image, sentence or box is read yet.</summary>
    /// <param name="folder">The folder that has <c>ir/</c> and <c>vi/</c>.</param>
    /// <param name="allowUnpaired">Whether images without a partner are passed over; otherwise they are an error that names them.</param>
    /// <exception cref="DirectoryNotFoundException">A folder of images is not there.</exception>
    /// <exception cref="InvalidDataException">No pair, two files of one name in a folder, unpaired files that are not allowed, or bad class names.</exception>
    public static PairDataSet Open(string folder, bool allowUnpaired = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        string? Optional(string name) => Path.Combine(folder, name) is var path && Directory.Exists(path) ? path : null;
        return Open(
            Path.Combine(folder, PairLayout.InfraredFolder),
            Path.Combine(folder, PairLayout.VisibleFolder),
            Optional(PairLayout.TextFolder),
            Optional(PairLayout.LabelFolder),
            allowUnpaired);
    }

    /// <summary>Opens folders that lie elsewhere than <see cref="PairLayout"/> says.</summary>
    /// <param name="infraredFolder">Folder of infrared images.</param>
    /// <param name="visibleFolder">Folder of visible images.</param>
    /// <param name="textFolder">Folder of sentences, or null.</param>
    /// <param name="labelFolder">Folder of boxes, or null.</param>
    /// <param name="allowUnpaired">Whether images without a partner are passed over; otherwise they are an error that names them.</param>
    /// <exception cref="DirectoryNotFoundException">A folder is not there.</exception>
    /// <exception cref="InvalidDataException">No pair, two files of one name in a folder, unpaired files that are not allowed, or bad class names.</exception>
    public static PairDataSet Open(string infraredFolder, string visibleFolder, string? textFolder, string? labelFolder, bool allowUnpaired = false)
    {
        PairingResult found = PairFinder.Pair(infraredFolder, visibleFolder);
        if (!allowUnpaired && found.Unpaired.Count > 0)
        {
            throw new InvalidDataException(
                $"{found.Unpaired.Count} files have no partner: {string.Join(", ", found.Unpaired)}. Add their partners, remove them, or pass allowUnpaired: true.");
        }

        if (Array.Find([textFolder, labelFolder], folder => folder is not null && !Directory.Exists(folder)) is { } missing)
        {
            throw new DirectoryNotFoundException($"There is no folder '{missing}' with texts or labels of the pairs.");
        }

        return new PairDataSet(found, textFolder, labelFolder);
    }

    private static string? Beside(string? folder, string name) =>
        folder is not null && Path.Combine(folder, name + PairLayout.TextExtension) is var path && File.Exists(path) ? path : null;
}
