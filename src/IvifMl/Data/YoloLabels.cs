using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl;

/// <summary>
/// Boxes in YOLO's text format: one object a line, <c>class cx cy width height</c>, the centre and the size as shares of the picture's
/// width and height. Empty lines and lines that begin with # are passed over.
/// </summary>
public static partial class YoloLabels
{
    private const int Fields = 5;

    /// <summary>
    /// Reads class names: one a line, the first being class 0, or <c>number name</c> on every line. Empty lines and lines that begin
    /// with # do not count.
    /// </summary>
    /// <param name="path">The file, usually <see cref="PairLayout.ClassesFile"/>.</param>
    /// <returns>The names by class number.</returns>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">It has no name, or one number twice.</exception>
    public static IReadOnlyDictionary<int, string> ReadClasses(string path)
    {
        string[] lines = [.. Lines(path).Select(line => line.Text)];
        (int Id, string Name)[] classes = lines.All(line => Numbered(line) is not null)
            ? [.. lines.Select(line => Numbered(line)!.Value)]
            : [.. lines.Select((line, index) => (index, line))];
        var names = new SortedDictionary<int, string>();
        foreach ((int id, string name) in classes)
        {
            if (!names.TryAdd(id, name))
            {
                throw new InvalidDataException($"{path} names class {id} twice: '{names[id]}' and '{name}'.");
            }
        }

        return names.Count > 0 ? names : throw new InvalidDataException($"{path} names no class. Write one name a line; the first is class 0.");
    }

    /// <summary>Reads the boxes of one picture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">Names by class number; where empty, the numbers are the names.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <returns>The boxes in the file's order, in pixels; also those that leave the picture, as they are.</returns>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">A line is no box or has a class without a name; the message has the line number.</exception>
    public static IReadOnlyList<GroundTruthBox> Read(string path, IReadOnlyDictionary<int, string> classes, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return [.. Lines(path).Select(line => Parse(line.Text, classes, width, height, $"{path}, line {line.Number}"))];
    }

    private static GroundTruthBox Parse(string line, IReadOnlyDictionary<int, string> classes, int width, int height, string where)
    {
        string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        double[] box = new double[Fields - 1];
        bool right = fields.Length == Fields & int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id);
        for (int i = 0; right && i < box.Length; i++)
        {
            right = double.TryParse(fields[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out box[i]) && double.IsFinite(box[i]);
        }

        if (!right || box[2] <= 0 || box[3] <= 0)
        {
            throw new InvalidDataException($"{where}: '{line}' is no box; a line is a class number, then centre x, centre y, width and height as shares of the picture, width and height above 0.");
        }

        string? name = classes.Count == 0 ? fields[0] : classes.GetValueOrDefault(id);
        if (name is null)
        {
            throw new InvalidDataException($"{where}: class {id} has no name; {PairLayout.ClassesFile} has {string.Join(", ", classes.Select(c => $"{c.Key} {c.Value}"))}.");
        }

        return new(name, new((box[0] - (box[2] / 2)) * width, (box[1] - (box[3] / 2)) * height, (box[0] + (box[2] / 2)) * width, (box[1] + (box[3] / 2)) * height));
    }

    private static (int Id, string Name)? Numbered(string line)
    {
        string[] parts = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? (id, parts[1]) : null;
    }

    private static IEnumerable<(int Number, string Text)> Lines(string path) => File.ReadLines(path)
        .Select((line, index) => (Number: index + 1, Text: line.Trim()))
        .Where(line => line.Text.Length > 0 && !line.Text.StartsWith('#'));
}
