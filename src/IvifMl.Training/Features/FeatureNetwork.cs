using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>What the feature extractors share: frozen weights and the check of pictures.</summary>
internal abstract class FeatureNetwork : Module, IFeatureExtractor
{
    private readonly int _smallestSide;

    private protected FeatureNetwork(string name, int smallestSide)
        : base(name)
    {
        TorchPreparation.Ensure();
        _smallestSide = smallestSide;
    }

    /// <inheritdoc/>
    public abstract IReadOnlyList<string> Layers { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Extract(Tensor pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.ndim != 4 || pictures.shape[1] != 1 || Math.Min(pictures.shape[2], pictures.shape[3]) < _smallestSide)
        {
            throw new ArgumentException($"{GetName()} takes gray pictures [N, 1, H, W] of at least {_smallestSide} pixels each way, not {ImageTensors.Shape(pictures)}.", nameof(pictures));
        }

        using DisposeScope scope = NewDisposeScope();
        return [.. Maps(pictures).Select(map => map.MoveToOuterDisposeScope())];
    }

    /// <inheritdoc/>
    public void MoveTo(Device device) => this.to(device);

    private protected abstract IReadOnlyList<Tensor> Maps(Tensor pictures);

    /// <summary>A convolution that keeps given weights and never learns.</summary>
    private protected static Conv2d Frozen(WeightTensor weight, WeightTensor bias, string what, long kernel, long stride = 1, long padding = 0)
    {
        if (weight.Shape is not [long outputs, long inputs, long height, long width] || height != kernel || width != kernel || bias.Length != outputs)
        {
            throw new InvalidDataException($"'{what}': '{weight.Name}' is [{string.Join(", ", weight.Shape)}] where a {kernel}×{kernel} convolution is needed.");
        }

        Conv2d layer = Conv2d(inputs, outputs, kernel, stride: stride, padding: padding);
        ModuleWeights.Take(layer, new([Renamed(weight, "weight"), Renamed(bias, "bias")]), what);
        foreach (Parameter parameter in layer.parameters())
        {
            parameter.requires_grad = false;
        }

        return layer;
    }

    private static WeightTensor Renamed(WeightTensor tensor, string name) => WeightTensor.FromSingles(name, [.. tensor.Shape], tensor.ToSingles());
}
