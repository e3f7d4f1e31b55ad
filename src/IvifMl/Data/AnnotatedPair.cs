using IvifMl.Imaging;
using IvifMl.Metrics;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>A pair of files with what is said about it: sentences and boxes, read when they are asked for.</summary>
public sealed class AnnotatedPair : PairFiles
{
    /// <summary>The file of sentences; null where there is none.</summary>
    [NoColumn]
    public string? TextPath { get; init; }

    /// <summary>The file of boxes in YOLO's text format; null for a pair that nobody has labelled. An empty file is a scene without objects.</summary>
    [NoColumn]
    public string? LabelPath { get; init; }

    /// <summary>Names of the classes by number; where empty, the numbers are the names.</summary>
    /// <value>The default value is empty.</value>
    [NoColumn]
    public IReadOnlyDictionary<int, string> Classes { get; init; } = new Dictionary<int, string>();

    /// <summary>The sentences, without empty lines; none where there is no file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IReadOnlyList<string> ReadTexts() =>
        TextPath is null ? [] : [.. File.ReadLines(TextPath).Select(line => line.Trim()).Where(line => line.Length > 0)];

    /// <summary>The boxes in pixels of the visible image, whose header is read for its size; none where there is no file.</summary>
    /// <exception cref="IOException">A file cannot be read, or the visible is no image.</exception>
    /// <exception cref="InvalidDataException">A line is no box.</exception>
    public IReadOnlyList<GroundTruthBox> ReadBoxes()
    {
        if (LabelPath is null)
        {
            return [];
        }

        ImageHeader header = ImageCodecs.Default.Identify(VisiblePath);
        return YoloLabels.Read(LabelPath, Classes, header.Width, header.Height);
    }
}
