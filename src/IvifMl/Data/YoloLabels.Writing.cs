using System.Globalization;
using System.Text;
using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl;

/// <content>Writing.</content>
public static partial class YoloLabels
{
    /// <summary>Writes class names, one a line, the first being class 0, as <see cref="ReadClasses"/> reads them.</summary>
    /// <param name="path">The file, usually <see cref="PairLayout.ClassesFile"/>; its folder must exist.</param>
    /// <param name="classes">The names.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteClasses(string path, IEnumerable<string> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        WriteLines(path, classes);
    }

    /// <summary>Writes the boxes of one picture as <see cref="Read"/> reads them; a picture without boxes becomes an empty file.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="boxes">The boxes in pixels of the picture.</param>
    /// <param name="classes">The names of the classes in the order of their numbers.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <exception cref="ArgumentException">A box has a class that is not among the names.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<GroundTruthBox> boxes, IReadOnlyList<string> classes, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        WriteLines(path, boxes.Select(box => Line(box, classes, width, height)));
    }

    // As many digits as a double needs, so that whole pixels are read back as whole pixels.
    private static string Line(GroundTruthBox truth, IReadOnlyList<string> classes, double width, double height)
    {
        int number = 0;
        while (number < classes.Count && classes[number] != truth.Label)
        {
            number++;
        }

        if (number == classes.Count)
        {
            throw new ArgumentException($"A box has the class '{truth.Label}', which is none of {string.Join(", ", classes)}.", nameof(truth));
        }

        DetectionBox box = truth.Box;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{number} {(box.Left + box.Right) / (2 * width)} {(box.Top + box.Bottom) / (2 * height)} {(box.Right - box.Left) / width} {(box.Bottom - box.Top) / height}");
    }

    private static void WriteLines(string path, IEnumerable<string> lines) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
}
