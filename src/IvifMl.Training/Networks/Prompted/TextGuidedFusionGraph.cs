using IvifMl.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Writes a <see cref="TextGuidedFusionNetwork"/> as a model of the contract <c>ivif.fusion/1</c>, node by node as its <c>Draw</c> computes.</summary>
internal sealed class TextGuidedFusionGraph
{
    private readonly TextGuidedFusionNetwork _network;
    private readonly OnnxGraph _graph;

    private TextGuidedFusionGraph(TextGuidedFusionNetwork network, string name) => (_network, _graph) = (network, new(name));

    public static byte[] Build(TextGuidedFusionNetwork network, FusionModelCard card)
    {
        TextGuidedFusionGraph writer = new(network, card.Name);
        card.WithText(network.TextLength).Describe(writer._graph);
        writer.Connect();
        return writer._graph.ToBytes();
    }

    private void Connect()
    {
        (OnnxValue infrared, OnnxValue visible, OnnxValue sides) = FusionGraphParts.Pair(_graph, FusionBands.Block);
        OnnxValue text = PromptedGraphParts.Text(_graph, _network.TextLength);
        OnnxValue[] features = PromptedGraphParts.Encode(_graph, _network.encoder, infrared, visible);
        OnnxValue level4 = Active(Attend("text4", _network.text4, Conv("mix4", _network.mix4, features[2]), text));
        if (_network.codebook is { } codebook)
        {
            level4 = Active(Conv("fromCode", _network.fromCode!, Quantised(codebook, Conv("toCode", _network.toCode!, level4))));
        }

        OnnxValue level3 = Conv("mix3", _network.mix3, features[1] + _graph.Resize(Conv("down4", _network.down4, level4), 2));
        level3 = Active(Attend("text3", _network.text3, level3, text));
        level3 = Active(level3 + Conv("again3", _network.again3, level3));
        OnnxValue level2 = Conv("mix2", _network.mix2, features[0] + _graph.Resize(Conv("down3", _network.down3, level3), 2));
        level2 = Active(Attend("text2", _network.text2, level2, text));
        FusionBandsGraph.Compose(_graph, infrared, visible, sides, new(
            Conv("decideFine", _network.decideFine, level2),
            Conv("decide3", _network.decide3, level3),
            Conv("decide4", _network.decide4, level4),
            Conv("decideBase", _network.decideBase, _graph.AveragePool(level4, 2, 2)),
            Conv("decideColour", _network.decideColour, level3)));
    }

    private OnnxValue Attend(string name, TextAttention layer, OnnxValue features, OnnxValue text)
    {
        (int channels, int tokens, int depth) = (layer.Channels, layer.Tokens, layer.Depth);
        OnnxValue hidden = PromptedGraphParts.Hear(_graph, $"{name}.hear", layer.hear, text);
        OnnxValue keys = _graph.Reshape(_graph.Linear($"{name}.key", layer.key, hidden), tokens, depth);
        OnnxValue told = _graph.Linear($"{name}.last", layer.last, hidden);
        OnnxValue gains = _graph.Reshape(_graph.Slice(told, 1, 0, channels), 1, channels, 1, 1);
        OnnxValue values = _graph.Reshape(_graph.Slice(told, 1, channels), channels, tokens);
        OnnxValue asked = _graph.Reshape(Conv($"{name}.query", layer.query, features), depth, -1);
        OnnxValue weights = _graph.Softmax(_graph.MatMul(keys, asked) * (1 / MathF.Sqrt(depth)), 0);
        OnnxValue seen = _graph.Reshape(_graph.MatMul(values, weights), _graph.Shape(features), features.Shape);
        return (features * (gains + 1f)) + seen;
    }

    private OnnxValue Quantised(Codebook codebook, OnnxValue map)
    {
        using IDisposable scope = NewDisposeScope();
        long length = codebook.codes.shape[1];
        OnnxValue rows = _graph.Transpose(_graph.Reshape(map, length, -1), 1, 0);
        OnnxValue directions = _graph.Constant("codebook.directions", codebook.codes.t().contiguous());
        OnnxValue halves = _graph.Constant("codebook.halves", -0.5 * codebook.codes.square().sum([1L]));
        OnnxValue chosen = _graph.ArgMax(_graph.MatMul(rows, directions) + halves, 1);
        OnnxValue codes = _graph.Gather(_graph.Constant("codebook.codes", codebook.codes), _graph.Reshape(chosen, -1));
        return _graph.Reshape(_graph.Transpose(codes, 1, 0), _graph.Shape(map), map.Shape);
    }

    private OnnxValue Active(OnnxValue value) => PromptedGraphParts.Active(_graph, value);

    private OnnxValue Conv(string name, Conv2d layer, OnnxValue input) => _graph.Conv(name, layer, input);
}
