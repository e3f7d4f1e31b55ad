using IvifMl.Onnx;

namespace IvifMl.Training;

/// <summary>What the graphs of text-guided networks share.</summary>
internal static class PromptedGraphParts
{
    /// <summary>The input <c>text</c>.</summary>
    public static OnnxValue Text(OnnxGraph graph, int length) => graph.Input(FusionContract.TextInput, OnnxElementType.Float32, [1, length]);

    /// <summary><see cref="PairEncoder"/>.</summary>
    public static OnnxValue[] Encode(OnnxGraph graph, PairEncoder encoder, OnnxValue infrared, OnnxValue visible)
    {
        OnnxValue fourth = Active(graph, LanguageFusionGraph.Enter(graph, "encoder.enter", encoder.enter, infrared, visible));
        OnnxValue eight = Active(graph, graph.Conv("encoder.eighth", encoder.eighth, fourth));
        eight = Active(graph, eight + graph.Conv("encoder.eighthAgain", encoder.eighthAgain, eight));
        return [fourth, eight, Active(graph, graph.Conv("encoder.sixteenth", encoder.sixteenth, eight))];
    }

    /// <summary>The activation.</summary>
    public static OnnxValue Active(OnnxGraph graph, OnnxValue value) => graph.LeakyRelu(value, (float)PairEncoder.Slope);

    /// <summary>γ and β of all channels, [1, 2 ΣC].</summary>
    public static OnnxValue Modulation(OnnxGraph graph, string name, FeatureModulation layer, OnnxValue text) =>
        graph.Linear($"{name}.last", layer.last, Hear(graph, $"{name}.hear", layer.hear, text));

    /// <summary><see cref="TextLayers"/>.</summary>
    public static OnnxValue Hear(OnnxGraph graph, string name, TextLayers layers, OnnxValue text)
    {
        OnnxValue hidden = Active(graph, graph.Linear($"{name}.first", layers.first, text * layers.Scale));
        return Active(graph, graph.Linear($"{name}.second", layers.second, hidden));
    }

    /// <summary>(1 + γ)·X + β.</summary>
    public static OnnxValue Modulated(OnnxGraph graph, FeatureModulation layer, OnnxValue features, OnnxValue parameters, int map)
    {
        (int start, int channels) = (layer.StartOf(map), layer.Channels[map]);
        OnnxValue Part(int from) => graph.Reshape(graph.Slice(parameters, 1, from, from + channels), 1, channels, 1, 1);
        return (features * (Part(start) + 1f)) + Part(start + channels);
    }
}
