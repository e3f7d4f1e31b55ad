using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using IvifMl.Metrics;

namespace IvifMl;

/// <summary>
/// Boxes in PASCAL VOC's XML format, one file a picture: <c>size</c> with <c>width</c> and <c>height</c>, and for each <c>object</c> its <c>name</c> and
/// <c>bndbox</c> with <c>xmin ymin xmax ymax</c> in pixels, taken as the edges of the box as most tools write them. Objects marked
/// <c>difficult</c> count as crowds: detections of them are neither right nor wrong, as in VOC's protocol. Source: Everingham et al. 2010.
/// </summary>
public static class VocBoxes
{
    /// <summary>The extension of such files.</summary>
    public const string Extension = ".xml";

    /// <summary>Reads a file or all .xml files of a folder.</summary>
    /// <param name="path">The file or the folder.</param>
    /// <returns>The pictures in the order of their names, which are those of the .xml files.</returns>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is no XML or lacks something; the message has file and line.</exception>
    public static IReadOnlyList<PictureBoxes> Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*" + Extension).Order(StringComparer.Ordinal).Select(ReadFile)]
            : [ReadFile(path)];
    }

    private static PictureBoxes ReadFile(string path)
    {
        XDocument document;
        try
        {
            // Neither types nor entities of other documents: a file of boxes needs none, and they can reach out.
            using XmlReader reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            document = XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException error)
        {
            throw new InvalidDataException($"{path}, line {error.LineNumber}: it is no XML. {error.Message}", error);
        }

        XElement root = document.Root!;
        XElement size = Child(root, "size", path);
        List<GroundTruthBox> boxes = [];
        foreach (XElement found in root.Elements("object"))
        {
            string name = Child(found, "name", path).Value.Trim();
            XElement bounds = Child(found, "bndbox", path);
            DetectionBox box = new(Number(bounds, "xmin", path), Number(bounds, "ymin", path), Number(bounds, "xmax", path), Number(bounds, "ymax", path));
            if (name.Length == 0 || box.Right <= box.Left || box.Bottom <= box.Top)
            {
                throw Bad(bounds, path, $"the object '{name}' has the box {box.Left} {box.Top} {box.Right} {box.Bottom}; it needs a name, xmin below xmax and ymin below ymax");
            }

            boxes.Add(new(name, box, IsCrowd: found.Element("difficult")?.Value.Trim() == "1"));
        }

        return new(Path.GetFileNameWithoutExtension(path), Side(size, "width", path), Side(size, "height", path), boxes);
    }

    private static XElement Child(XElement parent, string name, string path) =>
        parent.Element(name) ?? throw Bad(parent, path, $"<{parent.Name.LocalName}> has no <{name}>");

    private static double Number(XElement parent, string name, string path)
    {
        XElement child = Child(parent, name, path);
        return double.TryParse(child.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw Bad(child, path, $"<{name}> is '{child.Value}', which is no number");
    }

    private static int Side(XElement size, string name, string path) =>
        Number(size, name, path) is >= 1 and <= int.MaxValue and var side ? (int)side : throw Bad(size, path, $"<{name}> is below 1");

    private static InvalidDataException Bad(XElement place, string path, string what) => new($"{path}, line {((IXmlLineInfo)place).LineNumber}: {what}.");
}
