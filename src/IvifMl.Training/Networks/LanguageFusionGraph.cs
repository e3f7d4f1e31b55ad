using IvifMl.Onnx;
using TorchSharp.Modules;

namespace IvifMl.Training;

/// <summary>Writes a <see cref="LanguageFusionNetwork"/> as a model of the contract <c>ivif.fusion/1</c>, node by node as its <c>forward</c> computes.</summary>
internal sealed class LanguageFusionGraph
{
    private readonly LanguageFusionNetwork _network;
    private readonly OnnxGraph _graph;

    private LanguageFusionGraph(LanguageFusionNetwork network, string name) => (_network, _graph) = (network, new(name));

    public static byte[] Build(LanguageFusionNetwork network, FusionModelCard card)
    {
        LanguageFusionGraph writer = new(network, card.Name);
        card.Describe(writer._graph);
        writer.Connect();
        return writer._graph.ToBytes();
    }

    private void Connect()
    {
        (OnnxValue whole, OnnxValue visible, OnnxValue sides) = FusionGraphParts.Pair(_graph, LanguageFusionNetwork.Block);
        OnnxValue[] decisions = Decide(whole, visible);
        OnnxValue late = _graph.Resize(Share(decisions[^1]), LanguageFusionNetwork.Stride);
        OnnxValue gate = First(late);
        (OnnxValue threshold, OnnxValue brighter, OnnxValue target) = HotTargetParts.Find(_graph, whole, visible, HotTargets.Deviations, HotTargets.Share);
        OnnxValue even = whole - (_graph.Relu(whole - threshold) * brighter * gate);
        (OnnxValue[] parts, OnnxValue level) = FusionGraphParts.Split(_graph, _graph.Concat(1, even, visible), LanguageFusionNetwork.Bands);

        OnnxValue[] strength = Activities(parts);
        OnnxValue fused = FuseBase(level, decisions[LanguageFusionNetwork.Bands]);
        for (int k = parts.Length - 1; k >= 0; k--)
        {
            fused = _graph.Resize(fused, 2) + FuseBand(parts[k], strength[k], decisions[k], halved: k == 0);
        }

        OnnxValue hot = target * gate;
        FusionGraphParts.Finish(_graph, fused + ((hot + ((1f - hot) * Second(late))) * _graph.Relu(whole - fused)), sides);
    }

    private OnnxValue FuseBase(OnnxValue pair, OnnxValue decisions)
    {
        OnnxValue deviation = (pair - Mean(pair, BandActivity.SurroundingsReach)) * BandActivity.GrayLevels;
        OnnxValue hot = _graph.Relu(First(deviation));
        OnnxValue other = Second(deviation);
        OnnxValue chosen = Choice(hot * hot, other * other, decisions, BandActivity.BaseFloor * BandActivity.BaseFloor);
        OnnxValue difference = First(pair) - Second(pair);
        return Second(pair) + (chosen * difference) + ((1f - chosen) * Share(Second(decisions)) * _graph.Relu(difference));
    }

    private OnnxValue FuseBand(OnnxValue pair, OnnxValue strength, OnnxValue decisions, bool halved)
    {
        (OnnxValue infrared, OnnxValue visible) = (First(pair), Second(pair));
        OnnxValue weight = Choice(First(strength), Second(strength), decisions, BandActivity.BandFloor * BandActivity.BandFloor * BandActivity.BandFloor);
        OnnxValue open = weight * (1f - weight) * Share(Second(decisions)) * 4f;
        if (halved)
        {
            OnnxValue both = _graph.Resize(_graph.Concat(1, weight, open), 2);
            (weight, open) = (First(both), Second(both));
        }

        OnnxValue chosen = visible + (weight * (infrared - visible));
        return chosen + (open * (infrared + visible - FusionGraphParts.Common(_graph, infrared, visible) - chosen));
    }

    private OnnxValue Choice(OnnxValue infrared, OnnxValue visible, OnnxValue decisions, float floor)
    {
        OnnxValue logits = First(decisions);
        OnnxValue part = logits * (1 / LanguageFusionNetwork.GainReach);
        OnnxValue counted = _graph.Exp(logits * _graph.Reciprocal(_graph.Sqrt((part * part) + 1f))) * infrared;
        return counted / (counted + visible + floor);
    }

    private OnnxValue[] Activities(OnnxValue[] bands)
    {
        OnnxValue[] activity = [.. bands.Select(Activity)];
        return [.. activity.Select((seen, k) =>
        {
            if (k + 1 < activity.Length)
            {
                seen += (k == 0 ? activity[1] : _graph.Resize(activity[k + 1], 2)) * BandActivity.CoarserShare;
            }

            seen *= BandActivity.GrayLevels;
            return seen * seen * seen;
        })];
    }

    private OnnxValue Activity(OnnxValue band, int k)
    {
        OnnxValue magnitude = k < BandActivity.FirstColdBand
            ? _graph.Abs(band)
            : _graph.Concat(1, _graph.LeakyRelu(First(band), -BandActivity.ColdShare), _graph.Abs(Second(band)));
        return Mean(k == 0 ? _graph.AveragePool(magnitude, 2, 2) : magnitude, 1);
    }

    private OnnxValue Mean(OnnxValue value, int reach) => _graph.AveragePool(value, (2 * reach) + 1, 1, reach);

    /// <summary>
    /// The first convolution, of values −1 to 1: those of the planes less a half, with weights twice as large. Pixel blocks become
    /// channels by a convolution too, which ONNX Runtime does faster than <c>SpaceToDepth</c>, and in the layout that the next one wants.
    /// </summary>
    internal static OnnxValue Enter(OnnxGraph graph, string name, Conv2d layer, OnnxValue infrared, OnnxValue visible)
    {
        const int Side = LanguageFusionNetwork.Stride;
        const int Cell = Side * Side;
        OnnxValue taps = graph.Constant("blocks.taps", [Cell, 1, Side, Side], [.. Enumerable.Range(0, Cell * Cell).Select(tap => tap % (Cell + 1) == 0 ? 1f : 0)]);
        OnnxValue middle = graph.Constant("blocks.middle", [Cell], [.. Enumerable.Repeat(-0.5f, Cell)]);
        OnnxValue Blocks(OnnxValue image) => graph.Conv(image, taps, middle, Side);
        return graph.Conv(name, layer, graph.Concat(1, Blocks(infrared), Blocks(visible)), 2);
    }

    private OnnxValue[] Decide(OnnxValue infrared, OnnxValue visible)
    {
        OnnxValue fourth = Active(Enter(_graph, "enter", _network.enter, infrared, visible));
        OnnxValue eight = Active(Conv("eighth", _network.eighth, fourth));
        eight = Active(eight + Conv("eighthAgain", _network.eighthAgain, eight));
        OnnxValue deep = CrossFusionAttentionGraph.Apply(_graph, "attention", _network.attention, Active(Conv("sixteenth", _network.sixteenth, eight)));
        OnnxValue level4 = Active(Conv("mix4", _network.mix4, deep));
        OnnxValue level3 = Active(Conv("mix3", _network.mix3, eight + _graph.Resize(Conv("down4", _network.down4, level4), 2)));
        OnnxValue level2 = Active(Conv("mix2", _network.mix2, fourth + _graph.Resize(Conv("down3", _network.down3, level3), 2)));
        OnnxValue fine = Conv("decideFine", _network.decideFine, level2);
        return
        [
            _graph.Resize(_graph.Slice(fine, 1, 0, 2), 2),
            _graph.Resize(_graph.Slice(fine, 1, 2, 4), 2),
            _graph.Slice(fine, 1, 4, 6),
            Conv("decide3", _network.decide3, level3),
            Conv("decide4", _network.decide4, level4),
            Conv("decideBase", _network.decideBase, _graph.AveragePool(level4, 2, 2)),
            _graph.Slice(fine, 1, 6, 8),
        ];
    }

    private OnnxValue First(OnnxValue map) => _graph.Slice(map, 1, 0, 1);

    private OnnxValue Second(OnnxValue map) => _graph.Slice(map, 1, 1, 2);

    private OnnxValue Share(OnnxValue logits) => (logits * _graph.Reciprocal(_graph.Sqrt((logits * logits) + 1f)) * 0.5f) + 0.5f;

    private OnnxValue Active(OnnxValue value) => _graph.LeakyRelu(value, (float)LanguageFusionNetwork.Slope);

    private OnnxValue Conv(string name, Conv2d layer, OnnxValue input) => _graph.Conv(name, layer, input);
}
