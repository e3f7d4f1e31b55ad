using IvifMl.Onnx;

namespace IvifMl.Training;

/// <summary><see cref="FusionBands"/> as nodes of a graph.</summary>
internal static class FusionBandsGraph
{
    /// <summary>The decisions of a graph, as <see cref="FusionBands"/> has them.</summary>
    public sealed record Decisions(OnnxValue Fine, OnnxValue Third, OnnxValue Fourth, OnnxValue Base, OnnxValue Colour);

    /// <summary>Composes the picture and declares the outputs <c>fused</c> and <c>chroma</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="infrared">[1, 1, H′, W′], of whole blocks.</param>
    /// <param name="visible">The same.</param>
    /// <param name="sides">H, W.</param>
    /// <param name="bands">The decisions.</param>
    public static void Compose(OnnxGraph graph, OnnxValue infrared, OnnxValue visible, OnnxValue sides, Decisions bands)
    {
        (OnnxValue[] parts, OnnxValue level) = FusionGraphParts.Split(graph, graph.Concat(1, infrared, visible), FusionBands.Count);

        const int Spread = FusionBands.SpreadChannels;
        OnnxValue fused = OfBase(graph, level, bands.Base);
        fused = graph.Resize(fused, 2) + OfBand(graph, parts[4], graph.Slice(bands.Fourth, 1, 0, 2), Gain(graph, bands.Fourth, 2));
        fused = graph.Resize(fused, 2) + OfBand(graph, parts[3], graph.Slice(bands.Third, 1, 0, 2), Gain(graph, bands.Third, 2));
        fused = graph.Resize(fused, 2) + OfBand(graph, parts[2], graph.Slice(bands.Fine, 1, Spread + 4, Spread + 6), Gain(graph, bands.Fine, Spread + 6));
        fused = graph.Resize(fused, 2) + OfBand(
            graph, parts[1], graph.Resize(graph.Slice(bands.Fine, 1, Spread + 1, Spread + 3), 2), graph.Resize(Gain(graph, bands.Fine, Spread + 3), 2));
        OnnxValue finest = graph.Resize(graph.DepthToSpace(graph.Slice(bands.Fine, 1, 0, Spread), 2), 2);
        fused = graph.Resize(fused, 2) + OfBand(graph, parts[0], finest, graph.Resize(Gain(graph, bands.Fine, Spread), 4));
        FusionGraphParts.Finish(graph, fused, sides);
        OnnxValue chroma = graph.Crop(graph.Resize(Gain(graph, bands.Colour, 0), FusionBands.ColourFactor), sides, [2, 3], ["H", "W"]);
        graph.Output(FusionContract.ChromaOutput, graph.Reshape(chroma, 1, -1), [1, "L"]);
    }

    private static OnnxValue Bounded(OnnxGraph graph, OnnxValue logits) => logits * graph.Reciprocal(graph.Sqrt((logits * logits) + 1f));

    private static OnnxValue Share(OnnxGraph graph, OnnxValue logits) => (Bounded(graph, logits) * 0.5f) + 0.5f;

    private static OnnxValue Gain(OnnxGraph graph, OnnxValue logits, int channel) =>
        graph.Exp(Bounded(graph, Channel(graph, logits, channel)) * (float)FusionBands.LargestGain);

    private static OnnxValue Channel(OnnxGraph graph, OnnxValue map, int channel) => graph.Slice(map, 1, channel, channel + 1);

    private static OnnxValue OfBand(OnnxGraph graph, OnnxValue pair, OnnxValue logits, OnnxValue gain)
    {
        (OnnxValue infrared, OnnxValue visible) = (Channel(graph, pair, 0), Channel(graph, pair, 1));
        OnnxValue weights = Share(graph, logits);
        OnnxValue chosen = visible + (Channel(graph, weights, 0) * (infrared - visible));
        OnnxValue common = FusionGraphParts.Common(graph, infrared, visible);
        return gain * (chosen + (Channel(graph, weights, 1) * (infrared + visible - common - chosen)));
    }

    private static OnnxValue OfBase(OnnxGraph graph, OnnxValue pair, OnnxValue logits)
    {
        (OnnxValue infrared, OnnxValue visible) = (Channel(graph, pair, 0), Channel(graph, pair, 1));
        OnnxValue chosen = visible + (Share(graph, Channel(graph, logits, 0)) * (infrared - visible));
        return (Gain(graph, logits, 1) * chosen) + Bounded(graph, Channel(graph, logits, 2));
    }
}
