using IvifMl.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Carries torch's layers and parameters into an ONNX graph.</summary>
internal static class TorchWeights
{
    /// <summary>A tensor's values as 32-bit floats, row-major, wherever it lies.</summary>
    internal static float[] Values(Tensor tensor)
    {
        using IDisposable scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }

    /// <summary>A tensor as a constant of the graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">The constant's name, not yet used.</param>
    /// <param name="tensor">A parameter, or values of it computed for the export.</param>
    internal static OnnxValue Constant(this OnnxGraph graph, string name, Tensor tensor)
        => graph.Constant(name, OnnxShape.Create([.. tensor.shape.Select(length => (OnnxDimension)length)]), Values(tensor));

    /// <summary>A convolution layer with zero padding, equal on all sides.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">The layer's dotted name; its constants are called <c>name.weight</c> and <c>name.bias</c>.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="gain">What the weights are multiplied by, for an input that is as much too small.</param>
    internal static OnnxValue Conv(this OnnxGraph graph, string name, Conv2d layer, OnnxValue input, float gain = 1)
        => graph.Conv(input, graph.Weight(name, layer.weight!, gain), graph.Bias(name, layer.bias), (int)layer.stride[0], Padding(layer), (int)layer.dilation[0], (int)layer.groups);

    /// <summary>A transposed convolution layer.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">The layer's dotted name.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">[N, C, H, W].</param>
    internal static OnnxValue ConvTranspose(this OnnxGraph graph, string name, ConvTranspose2d layer, OnnxValue input)
        => graph.ConvTranspose(input, graph.Constant($"{name}.weight", layer.weight!), graph.Bias(name, layer.bias), (int)layer.stride[0], Padding(layer));

    /// <summary>A fully connected layer.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">The layer's dotted name.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">[N, K].</param>
    internal static OnnxValue Linear(this OnnxGraph graph, string name, Linear layer, OnnxValue input)
        => graph.Linear(input, graph.Constant($"{name}.weight", layer.weight!), graph.Bias(name, layer.bias));

    private static OnnxValue Weight(this OnnxGraph graph, string name, Tensor weight, float gain)
    {
        using Tensor scaled = weight * gain;
        return graph.Constant($"{name}.weight", scaled);
    }

    private static OnnxValue? Bias(this OnnxGraph graph, string name, Tensor? bias)
        => bias is null || bias.IsInvalid ? null : graph.Constant($"{name}.bias", bias);

    private static int Padding(Convolution layer) => layer.padding is { } padding ? (int)padding[0] : 0;
}
