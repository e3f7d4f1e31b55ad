using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace IvifMl.Mapping;

/// <summary>
/// Options as an ONNX graph that gives constants whatever it is asked with: what ML.NET saves of a custom mapping is
/// its name alone, so options that a mapping needs are scored into a column in front of it.
/// </summary>
internal static class SettingsGraph
{
    private const string ToneMappingKey = "ivif.settings.thermal";
    private const string TokensKey = "ivif.settings.tokens";

    /// <summary>Asked with <see cref="ColumnNames.Anchor"/>, gives <see cref="ColumnNames.Settings"/>.</summary>
    public static byte[] OfToneMapping(ThermalToneMapping mapping)
    {
        var graph = new OnnxGraph("settings");
        OnnxValue anchor = graph.Input(ColumnNames.Anchor, OnnxElementType.Float32, [1]);
        return Build(graph, anchor, ColumnNames.Settings, ThermalSettings.ToVector(mapping), ToneMappingKey);
    }

    /// <summary>Asked with <see cref="ColumnNames.Shape"/>, gives <see cref="ColumnNames.AlignmentSettings"/>.</summary>
    public static byte[] OfAlignment(PairAlignment alignment)
    {
        var graph = new OnnxGraph("settings");
        return Build(graph, OfShape(graph, ColumnNames.Shape), ColumnNames.AlignmentSettings, AlignmentSettings.ToVector(alignment), "ivif.settings.chain_alignment");
    }

    /// <summary>Asked with <see cref="ColumnNames.DetectorShape"/>, gives <see cref="ColumnNames.DetectorSettings"/>.</summary>
    public static byte[] OfDetector(DetectorSettings settings)
    {
        var graph = new OnnxGraph("settings");
        OnnxValue anchor = OfShape(graph, ColumnNames.DetectorShape);
        return Build(graph, anchor, ColumnNames.DetectorSettings, settings.ToVector(), "ivif.settings.chain_detector", settings.ToJson());
    }

    /// <summary>Asked with <see cref="ColumnNames.Anchor"/>, gives <see cref="ColumnNames.Settings"/>.</summary>
    public static byte[] OfMetricProfile(MetricProfile profile)
    {
        var graph = new OnnxGraph("settings");
        OnnxValue anchor = graph.Input(ColumnNames.Anchor, OnnxElementType.Float32, [1]);
        return Build(graph, anchor, ColumnNames.Settings, ProfileSettings.ToVector(profile), "ivif.settings.profile");
    }

    /// <summary>Asked with <see cref="ColumnNames.Anchor"/>, gives <see cref="ColumnNames.TokenSettings"/>.</summary>
    public static byte[] OfTokens(ClipTextPackage package)
    {
        var graph = new OnnxGraph("settings");
        OnnxValue anchor = graph.Input(ColumnNames.Anchor, OnnxElementType.Float32, [1]);
        return Build(graph, anchor, ColumnNames.TokenSettings, package.Tokens.ToVector(), TokensKey, package.Sha256);
    }

    /// <summary>
    /// Asked with <see cref="ColumnNames.Embedding"/> and <see cref="ColumnNames.PromptGiven"/>, gives <see cref="ColumnNames.Text"/>: the
    /// embedding where a prompt was given, else the neutral values.
    /// </summary>
    public static byte[] OfNeutral(float[] neutral)
    {
        var graph = new OnnxGraph("neutral");
        OnnxValue embedding = graph.Input(ColumnNames.Embedding, OnnxElementType.Float32, [1, neutral.Length]);
        OnnxValue given = graph.Input(ColumnNames.PromptGiven, OnnxElementType.Float32, [1]);
        graph.Output(ColumnNames.Text, graph.Where(graph.Greater(given, graph.Scalar(0.5f)), embedding, graph.Constant("neutral", [1, neutral.Length], neutral)));
        return graph.ToBytes();
    }

    /// <summary>The file that the tower of a graph's tokens was made of, by its SHA-256; null where the graph carries no tokens.</summary>
    public static string? TowerOfTokens(OnnxModelInfo info) => info.Metadata.GetValueOrDefault(TokensKey);

    /// <summary>The tokens that a graph carries.</summary>
    public static ClipTextTokens TokensOf(byte[] graph)
    {
        using VectorSession session = new(graph, ColumnNames.TokenSettings);
        float[] anchor = [0];
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(anchor, [1]);
        return ClipTextTokens.FromVector(session.Run([ColumnNames.Anchor], input));
    }

    /// <summary>The tone mapping that a graph carries; null where it carries none.</summary>
    public static ThermalToneMapping? ToneMappingOf(OnnxModelInfo info) =>
        info.Metadata.TryGetValue(ToneMappingKey, out string? text) ? ThermalSettings.FromVector(SettingsVector.FromText(text)) : null;

    private static OnnxValue OfShape(OnnxGraph graph, string column) =>
        graph.ReduceMax(graph.Cast(graph.Reshape(graph.Input(column, OnnxElementType.Int64, [1, 4]), 4), OnnxElementType.Float32), 0);

    // Every input of a graph has to be used, so the number asked with is added, times zero.
    private static byte[] Build(OnnxGraph graph, OnnxValue anchor, string output, float[] values, string key, string? note = null)
    {
        graph.Output(output, (anchor * 0f) + graph.Constant("values", [values.Length], values));
        graph.Metadata(key, note ?? SettingsVector.ToText(values));
        return graph.ToBytes();
    }
}
