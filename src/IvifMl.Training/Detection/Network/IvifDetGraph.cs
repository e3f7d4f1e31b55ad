using IvifMl.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Writes an <see cref="IvifDetNetwork"/> as a model of the contract <c>ivif.detector/1</c>, layer by layer as its <c>forward</c> computes.</summary>
internal sealed class IvifDetGraph
{
    private readonly IvifDetNetwork _network;
    private readonly OnnxGraph _graph;

    private IvifDetGraph(IvifDetNetwork network, string name) => (_network, _graph) = (network, new(name));

    public static byte[] Build(IvifDetNetwork network, FusionModelCard card)
    {
        card.Validate();
        DetectorContract contract = new()
        {
            Name = card.Name,
            Version = card.Version,
            TrainingData = card.TrainingData,
            Licence = card.Licence,
            Width = network.Options.Width,
            Height = network.Options.Height,
            Classes = network.Options.Classes,
            Strides = IvifDetNetwork.Strides,
            Channels = DetectorChannels.Rgb,
            Range = DetectorRange.Unit,
        };
        IvifDetGraph writer = new(network, card.Name);
        contract.Describe(writer._graph);
        writer.Connect(contract);
        return writer._graph.ToBytes();
    }

    private void Connect(DetectorContract contract)
    {
        OnnxValue input = _graph.Input(DetectorContract.ImagesInput, OnnxElementType.Float32, [1, 3, contract.Height, contract.Width]);
        IvifDetNetwork n = _network;
        OnnxValue four = More("more4", n.more4, Layer("down4", n.down4, Layer("enter", n.enter, (input * 2f) + -1f)));
        OnnxValue eight = More("again8", n.again8, More("more8", n.more8, Layer("down8", n.down8, four)));
        OnnxValue sixteen = More("again16", n.again16, More("more16", n.more16, Layer("down16", n.down16, eight)));
        OnnxValue deep = More("again32", n.again32, More("more32", n.more32, Layer("down32", n.down32, sixteen)));
        OnnxValue level32 = Layer("side32", n.side32, deep);
        OnnxValue level16 = Layer("mix16", n.mix16, Layer("side16", n.side16, sixteen) + Doubled(level32));
        OnnxValue level8 = Layer("mix8", n.mix8, Layer("side8", n.side8, eight) + Doubled(level16));
        OnnxValue[] levels = [level8, level16, level32];
        OnnxValue[] rows = [.. levels.Select((level, grid) => Rows(Branch("boxes", n.boxes, grid, level), Branch("classes", n.classes, grid, level)))];
        _graph.Output(DetectorContract.HeadsOutput, _graph.Concat(1, rows), [1, contract.Anchors, contract.Columns]);
    }

    /// <summary>Both branches of a grid as rows of anchors, objectness and classes as probabilities.</summary>
    private OnnxValue Rows(OnnxValue boxes, OnnxValue classes)
    {
        const int Corners = DetectorContract.BoxColumns - 1;
        OnnxValue sure = _graph.Sigmoid(_graph.Concat(1, _graph.Slice(boxes, 1, Corners), classes));
        OnnxValue maps = _graph.Concat(1, _graph.Slice(boxes, 1, 0, Corners), sure);
        return _graph.Transpose(_graph.Reshape(maps, 1, maps.Shape[1].Length!.Value, -1), 0, 2, 1);
    }

    private OnnxValue More(string name, ConvNorm layer, OnnxValue input) => input + Layer(name, layer, input);

    private OnnxValue Doubled(OnnxValue map) => _graph.Resize(map, 2, "nearest");

    private OnnxValue Layer(string name, ConvNorm layer, OnnxValue input) => Folded($"{name}.conv", layer.conv, layer.norm, input);

    private OnnxValue Branch(string name, HeadBranch branch, int grid, OnnxValue input)
    {
        string of = $"{name}.{IvifDetNetwork.Strides[grid]}";
        return _graph.Conv($"{of}.predict", branch.predict, Folded($"{of}.conv", branch.conv, branch.norms[grid], input));
    }

    /// <summary>The convolution with the normalisation in its weights: w·g/√(σ² + ε), bias β − μ·g/√(σ² + ε); then the rectifier.</summary>
    private OnnxValue Folded(string name, Conv2d conv, BatchNorm2d norm, OnnxValue input)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor factor = norm.weight! / (norm.running_var! + norm.eps).sqrt();
        OnnxValue weights = _graph.Constant($"{name}.weight", conv.weight! * factor.view(-1, 1, 1, 1));
        OnnxValue bias = _graph.Constant($"{name}.bias", norm.bias! - (norm.running_mean! * factor));
        OnnxValue sum = _graph.Conv(input, weights, bias, (int)conv.stride[0], (int)conv.padding![0], (int)conv.dilation[0]);
        return _graph.LeakyRelu(sum, (float)ConvNorm.Slope);
    }
}
