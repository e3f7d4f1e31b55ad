using IvifMl.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// SqueezeNet 1.1 up to its last fire module, with the weights of an ONNX file (Caffe's: BGR, 0–255, minus the means 104, 117, 123).
/// Its layers conv1, fire3 and fire5 have the resolutions of the VGG-19 layers that LDFusion compares (1/2, 1/4, 1/8). Raw maps reach
/// several hundred; each is divided by its usual root mean square (25, 40, 35), so that a loss over them weighs like one over VGG's.
/// Source: Iandola et al. 2016.
/// </summary>
internal sealed class SqueezeNetFeatures : FeatureNetwork
{
    private const int SmallestInput = 32;
    private static readonly float[] Means = [104, 117, 123];
    private static readonly string[] Names = ["conv1", "fire3", "fire5"];
    private static readonly double[] Scales = [25, 40, 35];

    private readonly Conv2d conv1;
    private readonly Fire[] _fires;

    private SqueezeNetFeatures(Func<string, Conv2d> one, Conv2d first)
        : base(nameof(SqueezeNetFeatures), SmallestInput)
    {
        conv1 = first;
        _fires = [.. Enumerable.Range(2, 8).Select(number => new Fire(number, one))];
        RegisterComponents();
        Array.ForEach(_fires, fire => register_module(fire.GetName(), fire));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Layers => Names;

    /// <summary>Loads the network.</summary>
    /// <param name="path">The .onnx file, with constants <c>conv1_w</c>, <c>conv1_b</c>, <c>fire2/squeeze1x1_w</c>, …</param>
    /// <exception cref="InvalidDataException">The file is not an ONNX model or not SqueezeNet 1.1.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SqueezeNetFeatures Load(string path)
    {
        IReadOnlyDictionary<string, (long[] Shape, float[] Values)> constants = OnnxConstants.Read(path);
        WeightTensor Find(string name) => constants.TryGetValue(name, out (long[] Shape, float[] Values) constant)
            ? WeightTensor.FromSingles(name, constant.Shape, constant.Values)
            : throw new InvalidDataException($"'{path}' has no constant '{name}'; it is not SqueezeNet 1.1.");
        Conv2d Layer(string name)
        {
            (int kernel, int stride, int padding) = name == "conv1" ? (3, 2, 0) : name.EndsWith("3x3", StringComparison.Ordinal) ? (3, 1, 1) : (1, 1, 0);
            return Frozen(Find(name + "_w"), Find(name + "_b"), path, kernel, stride, padding);
        }

        return new(Layer, Layer("conv1"));
    }

    /// <summary>The maps of all nine layers for an input as the network takes it: conv1 behind its ReLU, fire2 … fire9.</summary>
    /// <param name="input">[N, 3, H, W], BGR, 0–255 minus the means.</param>
    /// <param name="fires">How many fire modules to run.</param>
    internal IReadOnlyList<Tensor> AllMaps(Tensor input, int fires)
    {
        List<Tensor> maps = [conv1.call(input).relu()];
        for (int i = 0; i < fires; i++)
        {
            // Pools stand before fire2, fire4 and fire6; Caffe rounds their sizes up.
            Tensor entering = i is 0 or 2 or 4 ? F.max_pool2d(maps[^1], 3, stride: 2, ceil_mode: true) : maps[^1];
            maps.Add(_fires[i].call(entering));
        }

        return maps;
    }

    private protected override IReadOnlyList<Tensor> Maps(Tensor pictures)
    {
        Tensor means = tensor(Means, [1, 3, 1, 1], dtype: pictures.dtype, device: pictures.device);
        IReadOnlyList<Tensor> maps = AllMaps((pictures * 255) - means, 4);
        return [maps[0] / Scales[0], maps[2] / Scales[1], maps[4] / Scales[2]];
    }

    /// <summary>1×1 down, then 1×1 and 3×3 side by side, ReLU behind each.</summary>
    private sealed class Fire : Module<Tensor, Tensor>
    {
        private readonly Conv2d squeeze1x1;
        private readonly Conv2d expand1x1;
        private readonly Conv2d expand3x3;

        public Fire(int number, Func<string, Conv2d> layer)
            : base($"fire{number}")
        {
            squeeze1x1 = layer($"fire{number}/squeeze1x1");
            expand1x1 = layer($"fire{number}/expand1x1");
            expand3x3 = layer($"fire{number}/expand3x3");
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            Tensor squeezed = squeeze1x1.call(input).relu();
            return cat([expand1x1.call(squeezed), expand3x3.call(squeezed)], 1).relu();
        }
    }
}
