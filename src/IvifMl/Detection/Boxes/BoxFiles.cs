using IvifMl.Imaging;

namespace IvifMl;

/// <summary>Reads labelled boxes in the formats that people have them in, all into the same list.</summary>
public static class BoxFiles
{
    /// <summary>Reads boxes, told apart by what is there: a .json file is COCO's, a folder with .xml files VOC's, a folder with .txt files YOLO's.</summary>
    /// <param name="path">The file or the folder.</param>
    /// <param name="imageFolder">The pictures, which YOLO's files need for their sizes; the other formats have them inside.</param>
    /// <returns>The pictures in the order of their names.</returns>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is in none of these formats, or a file is damaged; the message names file and place.</exception>
    /// <exception cref="ArgumentException">YOLO's files without a folder of pictures.</exception>
    public static IReadOnlyList<PictureBoxes> Read(string path, string? imageFolder = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (File.Exists(path))
        {
            return string.Equals(Path.GetExtension(path), CocoBoxes.Extension, StringComparison.OrdinalIgnoreCase)
                ? CocoBoxes.Read(path)
                : throw new InvalidDataException($"'{path}' is no file of boxes that is known: give COCO's .json, or a folder of VOC's .xml or YOLO's .txt files.");
        }

        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"There is no file or folder of boxes '{path}'.");
        }

        bool voc = Directory.EnumerateFiles(path, "*" + VocBoxes.Extension).Any();
        bool yolo = Directory.EnumerateFiles(path, "*" + PairLayout.TextExtension).Any(file => Path.GetFileName(file) != PairLayout.ClassesFile);
        return (voc, yolo) switch
        {
            (true, false) => VocBoxes.Read(path),
            (false, true) => ReadYolo(path, imageFolder ?? throw new ArgumentException($"YOLO's files in '{path}' need the folder of the pictures, for their sizes.", nameof(imageFolder))),
            (true, true) => throw new InvalidDataException($"'{path}' has files both of VOC (.xml) and of YOLO (.txt). Keep one kind, or read it with VocBoxes or ReadYolo."),
            _ => throw new InvalidDataException($"'{path}' has no file of boxes: .xml of VOC or .txt of YOLO."),
        };
    }

    /// <summary>Reads a folder of YOLO's text files, with class names in <see cref="PairLayout.ClassesFile"/> where that is there. A picture without a file has not been labelled and is left out.</summary>
    /// <param name="labelFolder">The folder of text files.</param>
    /// <param name="imageFolder">The folder of pictures of the same names.</param>
    /// <returns>The labelled pictures in the order of their names.</returns>
    /// <exception cref="IOException">A folder is not there, or a picture cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line is no box, or a file has no picture; the message names file and line.</exception>
    public static IReadOnlyList<PictureBoxes> ReadYolo(string labelFolder, string imageFolder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(labelFolder);
        ArgumentException.ThrowIfNullOrWhiteSpace(imageFolder);
        string names = Path.Combine(labelFolder, PairLayout.ClassesFile);
        IReadOnlyDictionary<int, string> classes = File.Exists(names) ? YoloLabels.ReadClasses(names) : new Dictionary<int, string>();
        ILookup<string, string> pictures = Directory.EnumerateFiles(imageFolder).Where(PairFinder.IsImageName).ToLookup(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);
        List<PictureBoxes> read = [];
        foreach (string file in Directory.EnumerateFiles(labelFolder, "*" + PairLayout.TextExtension).Where(file => Path.GetFileName(file) != PairLayout.ClassesFile).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            string picture = pictures[name].Order(StringComparer.Ordinal).FirstOrDefault()
                ?? throw new InvalidDataException($"'{file}' has no picture of its name in '{imageFolder}', whose size its shares need.");
            ImageHeader header = ImageCodecs.Default.Identify(picture);
            read.Add(new(name, header.Width, header.Height, YoloLabels.Read(file, classes, header.Width, header.Height)));
        }

        return read;
    }
}
