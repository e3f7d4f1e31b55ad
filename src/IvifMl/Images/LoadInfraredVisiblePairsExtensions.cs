using IvifMl.Imaging;
using Microsoft.ML;

namespace IvifMl;

/// <summary>Pairs of files as a data view.</summary>
public static class LoadInfraredVisiblePairsExtensions
{
    /// <summary>
    /// The pairs of two folders, matched by file name without extension, sorted by name.
    /// Columns: <c>Name</c>, <c>InfraredPath</c>, <c>VisiblePath</c> (text).
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="infraredFolder">Folder of infrared images.</param>
    /// <param name="visibleFolder">Folder of visible images.</param>
    /// <param name="allowUnpaired">Whether files without a partner are passed over; otherwise they are an error that names them.</param>
    /// <exception cref="DirectoryNotFoundException">A folder is not there.</exception>
    /// <exception cref="InvalidDataException">No pair, two files of one name in a folder, or unpaired files that are not allowed.</exception>
    public static IDataView LoadInfraredVisiblePairs(this DataOperationsCatalog catalog, string infraredFolder, string visibleFolder, bool allowUnpaired = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        PairingResult found = PairFinder.Pair(infraredFolder, visibleFolder);
        if (!allowUnpaired && found.Unpaired.Count > 0)
        {
            throw new InvalidDataException(
                $"{found.Unpaired.Count} files have no partner: {string.Join(", ", found.Unpaired)}. Add their partners, remove them, or pass allowUnpaired: true.");
        }

        return catalog.LoadInfraredVisiblePairs(found.Pairs.Select(p => new PairFiles { Name = p.Name, InfraredPath = p.InfraredPath, VisiblePath = p.VisiblePath }));
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
}
