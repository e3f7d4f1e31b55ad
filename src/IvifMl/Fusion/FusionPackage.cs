using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using IvifMl.Imaging;
using IvifMl.Mapping;
using IvifMl.Onnx;

namespace IvifMl;

/// <summary>
/// A fusion graph as it travels in a saved model: inputs and outputs under names that no column of the user's has,
/// and the options as constant outputs beside the fused plane.
/// </summary>
internal static class FusionPackage
{
    private const string PictureKey = "ivif.settings.picture";
    private const string AlignmentKey = "ivif.settings.alignment";
    private const string TextLengthKey = "ivif.settings.text_length";
    private const string PromptKey = "ivif.settings.prompt";

    private static readonly Dictionary<string, string> Inputs = new(StringComparer.Ordinal)
    {
        [FusionContract.InfraredInput] = ColumnNames.Infrared,
        [FusionContract.VisibleInput] = ColumnNames.Visible,
        [FusionContract.ShapeInput] = ColumnNames.Shape,
    };

    private static readonly Dictionary<string, string> Outputs = new(StringComparer.Ordinal) { [FusionContract.FusedOutput] = ColumnNames.Fused };

    // The gain of the chroma travels behind the luminance, so that a row has one vector whatever its model gives; FusedPlanes takes them apart.
    private static readonly Dictionary<string, string> Chroma = new(StringComparer.Ordinal) { [FusionContract.FusedOutput] = FusionContract.ChromaOutput };

    /// <summary>Packs a graph that keeps <c>ivif.fusion/1</c>.</summary>
    /// <param name="model">The graph.</param>
    /// <param name="picture">How the fused luminance becomes a picture.</param>
    /// <param name="alignment">How the infrared comes onto the visible's grid.</param>
    /// <param name="prompt">The prompt, for the metadata alone; null for the neutral one.</param>
    /// <param name="text">What the text input is where the scoring gives nothing; null for a graph without a text input.</param>
    public static byte[] Pack(byte[] model, PictureSettings picture, PairAlignment alignment, string? prompt = null, float[]? text = null) => OnnxModelEditor.Edit(model, new OnnxEdit
    {
        InputNames = text is null ? Inputs : new Dictionary<string, string>(Inputs, StringComparer.Ordinal) { [FusionContract.TextInput] = ColumnNames.Text },
        InputDefaults = text is null ? new Dictionary<string, float[]>() : new Dictionary<string, float[]>(StringComparer.Ordinal) { [FusionContract.TextInput] = text },
        OutputNames = Outputs,
        JoinedOutputs = OnnxModelInfo.Read(model).FindOutput(FusionContract.ChromaOutput) is null ? new Dictionary<string, string>() : Chroma,
        Constants = new Dictionary<string, float[]>(StringComparer.Ordinal)
        {
            [ColumnNames.PictureSettings] = picture.ToVector(),
        },
        Metadata = MetadataOf(picture, alignment, prompt, text),
    });

    /// <summary>Whether a graph was made by <see cref="Pack"/>.</summary>
    public static bool IsPackage(OnnxModelInfo info) => info.Metadata.ContainsKey(PictureKey);

    /// <summary>The options that a graph was packed with.</summary>
    public static (PictureSettings Picture, PairAlignment Alignment) SettingsOf(OnnxModelInfo info) => (
        PictureSettings.FromVector(SettingsVector.FromText(info.Metadata[PictureKey])),
        AlignmentSettings.FromVector(SettingsVector.FromText(info.Metadata.GetValueOrDefault(AlignmentKey, ""))));

    /// <summary>What the model says of its text input, and the prompt it was packed with, null for the neutral one; nothing where it has no text input.</summary>
    public static (FusionTextInput? Text, string? Prompt) TextOf(OnnxModelInfo info) =>
        info.Metadata.TryGetValue(TextLengthKey, out string? length) && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? (FusionTextInput.Read(info.Metadata, number), info.Metadata.GetValueOrDefault(PromptKey))
            : default;

    /// <summary>All ONNX graphs in a saved ML.NET model, in the order of its steps.</summary>
    /// <exception cref="InvalidDataException">The stream is no zip.</exception>
    public static IReadOnlyList<byte[]> GraphsIn(Stream zip)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        return [.. archive.Entries
            .Where(e => string.Equals(e.Name, "OnnxModel", StringComparison.Ordinal) || e.FullName.EndsWith("\\OnnxModel", StringComparison.Ordinal))
            .OrderBy(e => e.FullName, StringComparer.Ordinal)
            .Select(Read)];
    }

    private static Dictionary<string, string> MetadataOf(PictureSettings picture, PairAlignment alignment, string? prompt, float[]? text)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal)
        {
            [PictureKey] = SettingsVector.ToText(picture.ToVector()),
            [AlignmentKey] = SettingsVector.ToText(AlignmentSettings.ToVector(alignment)),
        };
        if (text is not null)
        {
            metadata[TextLengthKey] = text.Length.ToString(CultureInfo.InvariantCulture);
        }

        if (!string.IsNullOrWhiteSpace(prompt))
        {
            metadata[PromptKey] = prompt;
        }

        return metadata;
    }

    // ML.NET writes the bytes of a graph behind their count.
    private static byte[] Read(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        Span<byte> count = stackalloc byte[sizeof(int)];
        stream.ReadExactly(count);
        int length = BinaryPrimitives.ReadInt32LittleEndian(count);
        if (length < 0 || length > entry.Length - sizeof(int))
        {
            throw new InvalidDataException($"Entry '{entry.FullName}' of the saved model claims {length} bytes of an ONNX graph and holds {entry.Length - sizeof(int)}; the file is damaged.");
        }

        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
