using System.Text.Json;
using IvifMl.Metrics;

namespace IvifMl;

/// <summary>
/// Boxes in COCO's JSON format: <c>images</c> (id, file_name, width, height), <c>categories</c> (id, name), <c>annotations</c> (image_id, category_id,
/// bbox x y width height in pixels, iscrowd). Images without annotations have no objects. Source: Lin et al. 2014.
/// </summary>
public static class CocoBoxes
{
    /// <summary>The extension of such files.</summary>
    public const string Extension = ".json";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>All its images in the order of their names.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no JSON (the message has the line), or lacks something (the message has the entry).</exception>
    public static IReadOnlyList<PictureBoxes> Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using FileStream file = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(file);
            return Read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}, line {error.LineNumber + 1}: it is no JSON. {error.Message}", error);
        }
        catch (FormatException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private static List<PictureBoxes> Read(JsonElement root)
    {
        var categories = new Dictionary<long, string>();
        foreach ((JsonElement category, string where) in Entries(root, "categories"))
        {
            string name = Text(category, "name", where);
            if (!categories.TryAdd(Whole(category, "id", where), name))
            {
                throw new FormatException($"{where} ('{name}') has the id of another category.");
            }
        }

        var boxes = new Dictionary<long, List<GroundTruthBox>>();
        List<(long Id, string Name, int Width, int Height)> images = [];
        foreach ((JsonElement image, string where) in Entries(root, "images"))
        {
            long id = Whole(image, "id", where);
            images.Add((id, Path.GetFileNameWithoutExtension(Text(image, "file_name", where)), Side(image, "width", where), Side(image, "height", where)));
            if (!boxes.TryAdd(id, []))
            {
                throw new FormatException($"{where} has the id {id} of another image.");
            }
        }

        foreach ((JsonElement annotation, string where) in Entries(root, "annotations"))
        {
            long image = Whole(annotation, "image_id", where);
            long category = Whole(annotation, "category_id", where);
            List<GroundTruthBox> ofImage = boxes.GetValueOrDefault(image) ?? throw new FormatException($"{where} is of the image {image}, which is not among the images.");
            string label = categories.GetValueOrDefault(category) ?? throw new FormatException($"{where} is of the category {category}, which is not among the categories.");
            bool crowd = annotation.TryGetProperty("iscrowd", out JsonElement flag) && flag.ValueKind is JsonValueKind.Number or JsonValueKind.True && flag.ToString() is not "0";
            ofImage.Add(new(label, Box(annotation, where), crowd));
        }

        return [.. images.Select(image => new PictureBoxes(image.Name, image.Width, image.Height, boxes[image.Id])).OrderBy(image => image.Name, StringComparer.Ordinal)];
    }

    private static DetectionBox Box(JsonElement annotation, string where)
    {
        double[]? numbers = annotation.TryGetProperty("bbox", out JsonElement box) && box.ValueKind == JsonValueKind.Array && box.EnumerateArray().All(part => part.ValueKind == JsonValueKind.Number)
            ? [.. box.EnumerateArray().Select(part => part.GetDouble())]
            : null;
        return numbers is [var x, var y, > 0 and var width, > 0 and var height] && double.IsFinite(x + y + width + height)
            ? DetectionBox.FromCoco(x, y, width, height)
            : throw new FormatException($"{where} has the bbox {(box.ValueKind == JsonValueKind.Undefined ? "nowhere" : box.GetRawText())}; it is x, y, width and height in pixels, width and height above 0.");
    }

    private static IEnumerable<(JsonElement Entry, string Where)> Entries(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select((entry, index) => (entry, $"{name}[{index}]"))
            : throw new FormatException($"it has no list '{name}', which COCO's format needs.");

    private static long Whole(JsonElement entry, string name, string where) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long whole)
            ? whole
            : throw new FormatException($"{where} has no whole number '{name}'.");

    private static int Side(JsonElement entry, string name, string where) =>
        Whole(entry, name, where) is > 0 and <= int.MaxValue and var side ? (int)side : throw new FormatException($"{where} has a '{name}' below 1.");

    private static string Text(JsonElement entry, string name, string where) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException($"{where} has no text '{name}'.");
}
