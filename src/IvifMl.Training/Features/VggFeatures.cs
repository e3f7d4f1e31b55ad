using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// VGG-19 up to conv4_2 in torchvision's layout: the maps of conv2_1, conv3_1 and conv4_2 behind their ReLU, as LDFusion compares them
/// (its ReLUs work in place). Gray is repeated to three channels; there is no ImageNet normalisation, as in LDFusion's training.
/// The weights are the user's: torchvision's <c>vgg19</c> as <c>.pth</c> or <c>.safetensors</c>. Source: Simonyan and Zisserman 2015.
/// </summary>
internal sealed class VggFeatures : FeatureNetwork
{
    private const int SmallestInput = 16;

    // torchvision's numbers of the convolutions up to conv4_2; pools have the numbers 4, 9 and 18.
    private static readonly int[] Numbers = [0, 2, 5, 7, 10, 12, 14, 16, 19, 21];
    private static readonly int[] BehindPools = [5, 10, 19];
    private static readonly int[] Seen = [5, 10, 21];
    private static readonly string[] Names = ["conv2_1", "conv3_1", "conv4_2"];

    private readonly Conv2d[] _layers;

    private VggFeatures(Conv2d[] layers)
        : base(nameof(VggFeatures), SmallestInput)
    {
        _layers = layers;
        register_module("features", new LdFusionNumbered([.. Numbers.Zip(layers, (number, layer) => (number, (nn.Module)layer))]));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Layers => Names;

    /// <summary>Loads the network; widths follow from the shapes.</summary>
    /// <param name="path">A weight file with <c>features.0.weight</c>, <c>features.0.bias</c>, … Others in it are passed over.</param>
    /// <exception cref="InvalidDataException">The file is damaged or not VGG-19.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static VggFeatures Load(string path)
    {
        WeightSet weights = WeightSet.Read(path);
        WeightTensor Find(string name) => weights.Find(name)
            ?? throw new InvalidDataException($"'{path}' has no tensor '{name}'; it does not hold torchvision's vgg19.");
        Conv2d Layer(int number)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"features.{number}");
            return Frozen(Find(name + ".weight"), Find(name + ".bias"), path, 3, padding: 1);
        }

        return new(Array.ConvertAll(Numbers, Layer));
    }

    private protected override IReadOnlyList<Tensor> Maps(Tensor pictures)
    {
        List<Tensor> seen = [];
        Tensor map = pictures.expand(-1, 3, -1, -1);
        for (int i = 0; i < _layers.Length; i++)
        {
            map = _layers[i].call(BehindPools.Contains(Numbers[i]) ? F.max_pool2d(map, 2) : map).relu();
            if (Seen.Contains(Numbers[i]))
            {
                seen.Add(map);
            }
        }

        return seen;
    }
}
