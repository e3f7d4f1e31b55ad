using IvifMl.Onnx;
using TorchSharp.Modules;

namespace IvifMl.Training;

/// <summary>Writes a <see cref="LdFusionNetwork"/> as a model of the contract <c>ivif.fusion/1</c>, node by node as its <c>forward</c> computes.</summary>
internal sealed class LdFusionGraph
{
    private readonly LdFusionNetwork _network;
    private readonly OnnxGraph _graph;
    private readonly Dictionary<long, (OnnxValue Ones, OnnxValue Zeros)> _units = [];

    private LdFusionGraph(LdFusionNetwork network, string name) => (_network, _graph) = (network, new(name));

    public static byte[] Build(LdFusionNetwork network, FusionModelCard card)
    {
        LdFusionGraph writer = new(network, card.Name);
        card.Describe(writer._graph);
        writer.Connect();
        return writer._graph.ToBytes();
    }

    private void Connect()
    {
        OnnxValue flatInfrared = _graph.Input(FusionContract.InfraredInput, OnnxElementType.Float32, [1, "L"]);
        OnnxValue flatVisible = _graph.Input(FusionContract.VisibleInput, OnnxElementType.Float32, [1, "L"]);
        OnnxValue lengths = _graph.Reshape(_graph.Input(FusionContract.ShapeInput, OnnxElementType.Int64, [1, 4]), 4);
        OnnxShape plane = [1, 1, "H", "W"];
        OnnxValue infrared = _graph.Pad(_graph.Reshape(flatInfrared, lengths, plane), 3, "reflect");
        OnnxValue visible = _graph.Pad(_graph.Reshape(flatVisible, lengths, plane), 3, "reflect");

        LdFusionEncoder encoder = _network.Enc;
        OnnxValue contents = _graph.Concat(
            1,
            Content("Enc.content_encoder1.model", encoder.content_encoder1, visible),
            Content("Enc.content_encoder2.model", encoder.content_encoder2, infrared));
        OnnxValue styles = _graph.Concat(
            1,
            Style("Enc.style_encoder1.model", encoder.style_encoder1, visible),
            Style("Enc.style_encoder2.model", encoder.style_encoder2, infrared));
        OnnxValue picture = _graph.Clip(Decode(contents, _graph.Reshape(styles, 1, 2L * _network.Options.StyleLength)), 0, 1);
        OnnxValue cropped = _graph.Crop(picture, _graph.Slice(lengths, 0, 2, 4), [2, 3], ["H", "W"]);
        _graph.Output(FusionContract.FusedOutput, _graph.Reshape(cropped, 1, -1), [1, "L"]);
    }

    private OnnxValue Content(string name, LdFusionContentEncoder encoder, OnnxValue padded)
    {
        OnnxValue map = padded;
        for (int i = 0; i < encoder.convolutions.Length; i++)
        {
            map = _graph.Relu(Normalised(_graph.Conv($"{name}.{(3 * i) + 1}", encoder.convolutions[i], map)));
        }

        for (int i = 0; i < encoder.residuals.Length; i++)
        {
            string block = $"{name}.{13 + i}.block";
            OnnxValue inner = _graph.Relu(Normalised(Reflected($"{block}.1", encoder.residuals[i].first, map)));
            map += Normalised(Reflected($"{block}.5", encoder.residuals[i].second, inner));
        }

        return map;
    }

    private OnnxValue Style(string name, LdFusionStyleEncoder encoder, OnnxValue padded)
    {
        OnnxValue map = padded;
        for (int i = 0; i < encoder.convolutions.Length; i++)
        {
            map = _graph.Relu(_graph.Conv($"{name}.{(2 * i) + 1}", encoder.convolutions[i], map));
        }

        return _graph.Conv($"{name}.10", encoder.last, _graph.GlobalAveragePool(map));
    }

    private OnnxValue Decode(OnnxValue contents, OnnxValue styles)
    {
        LdFusionDecoder decoder = _network.Dec;
        OnnxValue hidden = _graph.Relu(_graph.Linear("Dec.mlp.model.0", decoder.mlp[0], styles));
        hidden = _graph.Relu(_graph.Linear("Dec.mlp.model.2", decoder.mlp[1], hidden));
        OnnxValue parameters = _graph.Linear("Dec.mlp.model.4", decoder.mlp[2], hidden);
        OnnxValue map = contents;
        for (int i = 0; i < decoder.residuals.Length; i++)
        {
            string block = $"Dec.model_local.{i}.block";
            OnnxValue inner = _graph.Relu(Adapted(Reflected($"{block}.1", decoder.residuals[i].first, map), parameters, 2 * i));
            map += Adapted(Reflected($"{block}.5", decoder.residuals[i].second, inner), parameters, (2 * i) + 1);
        }

        for (int i = 0; i < decoder.growths.Length; i++)
        {
            map = _graph.ConvTranspose($"Dec.model_up.{3 * i}", decoder.growths[i], map);
            map = _graph.Relu(LayerNorm($"Dec.model_up.{(3 * i) + 1}", decoder.norms[i], map));
        }

        return _graph.Tanh(_graph.Conv("Dec.model_up.10", decoder.last, _graph.Pad(map, 3, "reflect")));
    }

    private OnnxValue Reflected(string name, Conv2d layer, OnnxValue map) => _graph.Conv(name, layer, _graph.Pad(map, 1, "reflect"));

    private OnnxValue Normalised(OnnxValue map)
    {
        long channels = map.Shape[1].Length!.Value;
        if (!_units.TryGetValue(channels, out (OnnxValue Ones, OnnxValue Zeros) unit))
        {
            float[] ones = new float[channels];
            Array.Fill(ones, 1f);
            unit = (_graph.Constant($"ones_{channels}", [channels], ones), _graph.Constant($"zeros_{channels}", [channels], new float[channels]));
            _units.Add(channels, unit);
        }

        return _graph.InstanceNormalization(map, unit.Ones, unit.Zeros);
    }

    /// <summary>Adaptive instance norm; of each norm's parameters the offsets come before the scales.</summary>
    private OnnxValue Adapted(OnnxValue map, OnnxValue parameters, int norm)
    {
        long channels = map.Shape[1].Length!.Value;
        OnnxValue Part(long start) => _graph.Reshape(_graph.Slice(parameters, 1, start, start + channels), 1, channels, 1, 1);
        long first = 2 * channels * norm;
        return (Normalised(map) * Part(first + channels)) + Part(first);
    }

    private OnnxValue LayerNorm(string name, LdFusionNorm norm, OnnxValue map)
    {
        long channels = map.Shape[1].Length!.Value;
        OnnxValue centred = map - _graph.ReduceMean(map, 1, 2, 3);
        OnnxValue values = _graph.Cast(_graph.Node("Size", [map], OnnxElementType.Int64, []), OnnxElementType.Float32);
        OnnxValue variance = _graph.ReduceMean(centred * centred, 1, 2, 3) * (values / (values + -1f));
        OnnxValue gamma = _graph.Reshape(_graph.Constant($"{name}.gamma", norm.gamma), 1, channels, 1, 1);
        OnnxValue beta = _graph.Reshape(_graph.Constant($"{name}.beta", norm.beta), 1, channels, 1, 1);
        return (centred * (gamma / (_graph.Sqrt(variance) + LdFusionNorm.Epsilon))) + beta;
    }
}
