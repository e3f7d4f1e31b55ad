using IvifMl.Imaging;
using Microsoft.ML;

namespace IvifMl;

/// <summary>Pairs of files as a data view.</summary>
public static class LoadInfraredVisiblePairsExtensions
{
    /// <summary>
    /// A data set in the layout of <see cref="PairLayout"/>, sorted by name. Columns: <c>Name</c>, <c>InfraredPath</c>, <c>VisiblePath</c> (text);
    /// where it has sentences <c>Text</c> (text: the first one, empty where a pair has none) and <c>Texts</c> (vector of text: all of them);
    /// where it has boxes <c>Label</c> (vector of text) and <c>BoundingBoxes</c> (vector of <see cref="float"/>: x0 y0 x1 y1 of each in pixels of
    /// the visible), as <see cref="DetectionCatalog.Evaluate"/> takes them, and <c>IsLabelled</c> (Boolean: false for a pair that nobody has labelled).
    /// Sentences and boxes are read as a cursor asks for them.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="folder">The folder that has <c>ir/</c> and <c>vi/</c>.</param>
    /// <param name="allowUnpaired">Whether images without a partner are passed over; otherwise they are an error that names them.</param>
    /// <exception cref="DirectoryNotFoundException">A folder of images is not there.</exception>
    /// <exception cref="InvalidDataException">No pair, two files of one name in a folder, unpaired files that are not allowed, or bad class names.</exception>
    public static IDataView LoadInfraredVisiblePairs(this DataOperationsCatalog catalog, string folder, bool allowUnpaired = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return View(catalog, PairDataSet.Open(folder, allowUnpaired));
    }

    /// <summary>
    /// The pairs of two folders, matched by file name without extension, sorted by name.
    /// Columns: <c>Name</c>, <c>InfraredPath</c>, <c>VisiblePath</c> (text), and those of sentences and boxes where their folders are given.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="infraredFolder">Folder of infrared images.</param>
    /// <param name="visibleFolder">Folder of visible images.</param>
    /// <param name="allowUnpaired">Whether files without a partner are passed over; otherwise they are an error that names them.</param>
    /// <param name="textFolder">Folder of sentences; no such columns where null.</param>
    /// <param name="labelFolder">Folder of boxes; no such columns where null.</param>
    /// <exception cref="DirectoryNotFoundException">A folder is not there.</exception>
    /// <exception cref="InvalidDataException">No pair, two files of one name in a folder, unpaired files that are not allowed, or bad class names.</exception>
    public static IDataView LoadInfraredVisiblePairs(
        this DataOperationsCatalog catalog,
        string infraredFolder,
        string visibleFolder,
        bool allowUnpaired = false,
        string? textFolder = null,
        string? labelFolder = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return View(catalog, PairDataSet.Open(infraredFolder, visibleFolder, textFolder, labelFolder, allowUnpaired));
    }

    /// <summary>Annotated pairs that the caller has chosen, such as the labelled ones; the columns of sentences and boxes are there even where no pair has any.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="pairs">The pairs, read anew by each cursor.</param>
    public static IDataView LoadInfraredVisiblePairs(this DataOperationsCatalog catalog, IEnumerable<AnnotatedPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(pairs);
        return AnnotatedRow.View(catalog, pairs, texts: true, boxes: true);
    }

    /// <summary>Pairs that the caller has listed. Columns: <c>Name</c>, <c>InfraredPath</c>, <c>VisiblePath</c> (text).</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="pairs">The pairs, read anew by each cursor.</param>
    public static IDataView LoadInfraredVisiblePairs(this DataOperationsCatalog catalog, IEnumerable<PairFiles> pairs)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(pairs);
        return catalog.LoadFromEnumerable(pairs);
    }

    private static IDataView View(DataOperationsCatalog catalog, PairDataSet set) =>
        AnnotatedRow.View(catalog, set.Pairs, texts: set.TextFolder is not null, boxes: set.LabelFolder is not null);
}
