namespace IvifMl.Imaging;

/// <summary>Finds which infrared file belongs to which visible file. Files are not opened.</summary>
public static class PairFinder
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp" };

    /// <summary>Whether a file's extension is one that the codec reads: .png, .jpg, .jpeg, .tif, .tiff, .webp, .bmp.</summary>
    public static bool IsImageName(string path) => Extensions.Contains(Path.GetExtension(path));

    /// <summary>Pairs the images of two folders by file name; the extensions may differ. Other files and subfolders are not looked at.</summary>
    /// <param name="infraredFolder">The folder of infrared images.</param>
    /// <param name="visibleFolder">The folder of visible images.</param>
    /// <exception cref="DirectoryNotFoundException">A folder is absent.</exception>
    /// <exception cref="InvalidDataException">
    /// A folder has no images, no file has a partner, or two files of one folder differ by extension only, so that it is not clear which is meant.
    /// </exception>
    public static PairingResult Pair(string infraredFolder, string visibleFolder)
    {
        SortedDictionary<string, string> infrared = ImagesOf(infraredFolder, "infrared");
        SortedDictionary<string, string> visible = ImagesOf(visibleFolder, "visible");
        ImagePair[] pairs = [.. infrared.Where(file => visible.ContainsKey(file.Key)).Select(file => new ImagePair(file.Key, file.Value, visible[file.Key]))];
        return pairs.Length > 0
            ? new PairingResult(
                pairs,
                [.. infrared.Where(file => !visible.ContainsKey(file.Key)).Select(file => file.Value)],
                [.. visible.Where(file => !infrared.ContainsKey(file.Key)).Select(file => file.Value)])
            : throw new InvalidDataException(
                $"No infrared file of '{infraredFolder}' ({Path.GetFileName(infrared.First().Value)}, …) has the name of a visible file of '{visibleFolder}' "
                + $"({Path.GetFileName(visible.First().Value)}, …). Partners need the same name, extension aside; or list them in a pairs table (TSV).");
    }

    /// <summary>
    /// Reads pairs from a table: UTF-8, columns separated by tabs, the first line naming them: <c>infrared</c>, <c>visible</c> and,
    /// if wished, <c>name</c> (else the infrared file's name without extension). Other columns, empty lines and lines that begin
    /// with # are passed over. Relative paths are relative to the table's folder.
    /// </summary>
    /// <param name="path">The table.</param>
    /// <returns>The pairs in the table's order; none is unpaired.</returns>
    /// <exception cref="FileNotFoundException">The table is absent.</exception>
    /// <exception cref="InvalidDataException">A column or a path is missing, a name comes twice, or there is no pair; the message has the line number.</exception>
    public static PairingResult FromTsv(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        List<ImagePair> pairs = [];
        Dictionary<string, int> lineOfName = new(StringComparer.Ordinal);
        string[]? header = null;
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
            {
                continue;
            }

            string[] cells = [.. line.Split('\t').Select(cell => cell.Trim())];
            if (header is null)
            {
                header = Header(cells, path, number);
                continue;
            }

            string infrared = Path.Combine(folder, Cell(cells, header, "infrared", path, number));
            string visible = Path.Combine(folder, Cell(cells, header, "visible", path, number));
            string name = header.Contains("name") ? Cell(cells, header, "name", path, number) : Path.GetFileNameWithoutExtension(infrared);
            if (!lineOfName.TryAdd(name, number))
            {
                throw new InvalidDataException($"{path}, line {number}: the name '{name}' was given in line {lineOfName[name]} already. Names must differ; add a 'name' column.");
            }

            pairs.Add(new ImagePair(name, infrared, visible));
        }

        return pairs.Count > 0 ? new PairingResult(pairs, [], []) : throw new InvalidDataException($"{path}: the table has no pair. It needs a first line 'infrared<TAB>visible' and a line per pair.");
    }

    private static string[] Header(string[] cells, string path, int number)
    {
        string[] header = [.. cells.Select(cell => cell.TrimStart('\uFEFF').ToLowerInvariant())];
        return header.Contains("infrared") && header.Contains("visible")
            ? header
            : throw new InvalidDataException($"{path}, line {number}: the first line must name the columns 'infrared' and 'visible', separated by a tab; it is '{string.Join("<TAB>", cells)}'.");
    }

    private static string Cell(string[] cells, string[] header, string column, string path, int number)
    {
        int index = Array.IndexOf(header, column);
        return index < cells.Length && cells[index].Length > 0
            ? cells[index]
            : throw new InvalidDataException($"{path}, line {number}: column '{column}' is empty. Columns are separated by tabs.");
    }

    private static SortedDictionary<string, string> ImagesOf(string folder, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(File.Exists(folder) ? $"'{folder}' is a file; the {what} images must be in a folder." : $"There is no folder '{folder}' with {what} images.");
        }

        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(folder).Where(IsImageName).Order(StringComparer.Ordinal))
        {
            string stem = Path.GetFileNameWithoutExtension(file);
            if (!files.TryAdd(stem, file))
            {
                throw new InvalidDataException(
                    $"'{folder}' has both {Path.GetFileName(files[stem])} and {Path.GetFileName(file)}: pairing by name cannot tell which one is meant. Move one away, or use a pairs table (TSV).");
            }
        }

        return files.Count > 0 ? files : throw new InvalidDataException($"'{folder}' has no {what} images ({string.Join(", ", Extensions.Order(StringComparer.Ordinal))}).");
    }
}
