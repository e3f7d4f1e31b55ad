using IvifMl.Mapping;
using IvifMl.Onnx;

namespace IvifMl;

/// <summary>A detector's graph as it travels in a saved model: input and output under names that no column of the user's has, the settings in the metadata.</summary>
internal static class DetectorPackage
{
    private const string SettingsKey = "ivif.settings.detector";

    /// <summary>Packs a graph.</summary>
    public static byte[] Pack(byte[] model, DetectorFile file, DetectorSettings settings) => OnnxModelEditor.Edit(model, new OnnxEdit
    {
        InputNames = new Dictionary<string, string>(StringComparer.Ordinal) { [file.Input] = ColumnNames.DetectorPixels },
        FlatInputs = new Dictionary<string, long[]>(StringComparer.Ordinal) { [file.Input] = [1, 3, settings.Contract.Height, settings.Contract.Width] },
        OutputNames = new Dictionary<string, string>(StringComparer.Ordinal) { [file.Output] = ColumnNames.DetectorHeads },
        Metadata = MetadataOf(settings),
    });

    /// <summary>A packed graph with other settings.</summary>
    public static byte[] Repack(byte[] packaged, DetectorSettings settings) => OnnxModelEditor.Edit(packaged, new OnnxEdit { Metadata = MetadataOf(settings) });

    /// <summary>Whether a graph was made by <see cref="Pack"/>.</summary>
    public static bool IsPackage(OnnxModelInfo info) => info.Metadata.ContainsKey(SettingsKey);

    /// <summary>The settings that a graph was packed with.</summary>
    public static DetectorSettings SettingsOf(OnnxModelInfo info) => DetectorSettings.FromJson(info.Metadata[SettingsKey]);

    private static Dictionary<string, string> MetadataOf(DetectorSettings settings) => new(StringComparer.Ordinal) { [SettingsKey] = settings.ToJson() };
}
