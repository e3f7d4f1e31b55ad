using IvifMl.Onnx;
using TorchSharp.Modules;

namespace IvifMl.Training;

/// <summary>Writes a <see cref="CrossAttentionFusionNetwork"/> as a model of the contract <c>ivif.fusion/1</c>, node by node as its <c>Draw</c> computes.</summary>
internal sealed class CrossAttentionFusionGraph
{
    private readonly CrossAttentionFusionNetwork _network;
    private readonly OnnxGraph _graph;

    private CrossAttentionFusionGraph(CrossAttentionFusionNetwork network, string name) => (_network, _graph) = (network, new(name));

    public static byte[] Build(CrossAttentionFusionNetwork network, FusionModelCard card)
    {
        CrossAttentionFusionGraph writer = new(network, card.Name);
        card.WithText(network.TextLength).Describe(writer._graph);
        writer.Connect();
        return writer._graph.ToBytes();
    }

    private void Connect()
    {
        (OnnxValue infrared, OnnxValue visible, OnnxValue sides) = FusionGraphParts.Pair(_graph, FusionBands.Block);
        OnnxValue parameters = PromptedGraphParts.Modulation(_graph, "modulation", _network.modulation, PromptedGraphParts.Text(_graph, _network.TextLength));
        OnnxValue[] features = PromptedGraphParts.Encode(_graph, _network.encoder, infrared, visible);
        OnnxValue deep = CrossFusionAttentionGraph.Apply(_graph, "attention", _network.attention, features[2]);
        OnnxValue level4 = Modulated(Conv("mix4", _network.mix4, deep), parameters, 0);
        level4 = Active(level4 + Conv("again4", _network.again4, level4));
        level4 = Active(level4 + Conv("around4", _network.around4, level4));
        OnnxValue level3 = Conv("mix3", _network.mix3, features[1] + _graph.Resize(Conv("down4", _network.down4, level4), 2));
        level3 = Modulated(level3, parameters, 1);
        level3 = Active(level3 + Conv("again3", _network.again3, level3));
        OnnxValue level2 = Conv("mix2", _network.mix2, features[0] + _graph.Resize(Conv("down3", _network.down3, level3), 2));
        level2 = Modulated(level2, parameters, 2);
        FusionBandsGraph.Compose(_graph, infrared, visible, sides, new(
            Conv("decideFine", _network.decideFine, level2),
            Conv("decide3", _network.decide3, level3),
            Conv("decide4", _network.decide4, level4),
            Conv("decideBase", _network.decideBase, _graph.AveragePool(level4, 2, 2)),
            Conv("decideColour", _network.decideColour, level3)));
    }

    private OnnxValue Modulated(OnnxValue features, OnnxValue parameters, int map) =>
        Active(PromptedGraphParts.Modulated(_graph, _network.modulation, features, parameters, map));

    private OnnxValue Active(OnnxValue value) => PromptedGraphParts.Active(_graph, value);

    private OnnxValue Conv(string name, Conv2d layer, OnnxValue input) => _graph.Conv(name, layer, input);
}
