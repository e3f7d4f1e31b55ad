using IvifMl.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Features;

public sealed class FeatureExtractorTests
{
    private static SqueezeNetFeatures SqueezeNet => SqueezeNetFeatures.Load(Repository.Shared("weights", "squeezenet_v1.1", "squeezenet_v1.1_fp32.onnx"));

    [TorchFact]
    public void SqueezeNetMapsAreTheReferences()
    {
        using DisposeScope scope = NewDisposeScope();
        using SqueezeNetFeatures network = SqueezeNet;
        Dictionary<string, Tensor> f = Fixtures.Read("squeezenet", "squeezenet_io.safetensors");
        IReadOnlyList<Tensor> maps = network.AllMaps(f["input"], 8);
        CheckMap(f["conv1_relu_first8ch"], maps[0].narrow(1, 0, 8));
        CheckMap(f["fire3_concat"], maps[2]);
        CheckMap(f["fire5_concat"], maps[4]);
        CheckMap(f["fire9_concat"], maps[8]);
    }

    [TorchFact]
    public void SqueezeNetPoolsRoundUp()
    {
        using DisposeScope scope = NewDisposeScope();
        using SqueezeNetFeatures network = SqueezeNet;
        Dictionary<string, Tensor> f = Fixtures.Read("squeezenet", "squeezenet_io_100x116.safetensors");
        Tensor crop = f["crop_hwc_bgr_u8"].to(ScalarType.Float32).permute(2, 0, 1).unsqueeze(0);
        IReadOnlyList<Tensor> maps = network.AllMaps(crop - tensor([104f, 117f, 123f], [1, 3, 1, 1]), 8);
        CheckMap(f["fire5_concat_first32ch"], maps[4].narrow(1, 0, 32));
        CheckMap(f["fire9_concat"], maps[8]);
    }

    [TorchFact]
    public void SqueezeNetTakesGrayPicturesAndHandsDerivativesBack()
    {
        using DisposeScope scope = NewDisposeScope();
        using SqueezeNetFeatures network = SqueezeNet;
        Tensor picture = rand(2, 1, 64, 48, generator: new Generator(1)).requires_grad_();
        IReadOnlyList<Tensor> maps = network.Extract(picture);
        Assert.Equal(["conv1", "fire3", "fire5"], network.Layers);
        Assert.Equal([2, 64, 31, 23], maps[0].shape);
        Assert.Equal([2, 128, 15, 11], maps[1].shape);
        Assert.Equal([2, 256, 7, 5], maps[2].shape);
        Tensor input = (picture.detach().expand(2, 3, 64, 48) * 255) - tensor([104f, 117f, 123f], [1, 3, 1, 1]);
        Near.Equal(network.AllMaps(input, 2)[2] / 40, maps[1], 1e-5);
        FeatureFidelityLoss.Of(maps, [.. maps.Select(map => zeros_like(map))], [.. maps.Select(map => zeros_like(map))]).backward();
        Assert.True(picture.grad!.abs().sum().item<float>() > 0);
        Assert.All(network.parameters(), parameter => Assert.False(parameter.requires_grad));
        Assert.Throws<ArgumentException>(() => network.Extract(zeros(1, 3, 64, 64)));
        Assert.Throws<ArgumentException>(() => network.Extract(zeros(1, 1, 64, 31)));
    }

    [TorchFact]
    public void VggGivesTheMapsOfItsLayersBehindTheirReLU()
    {
        using TemporaryFolder folder = new();
        using DisposeScope scope = NewDisposeScope();
        manual_seed(9);
        string path = folder["vgg.safetensors"];
        Dictionary<int, (Tensor Weight, Tensor Bias)> layers = SmallVgg();
        SafetensorsFile.Write(path, layers.SelectMany(layer => new[] { Weight($"features.{layer.Key}.weight", layer.Value.Weight), Weight($"features.{layer.Key}.bias", layer.Value.Bias) }));
        using VggFeatures network = VggFeatures.Load(path);
        Tensor picture = rand(2, 1, 32, 24);
        IReadOnlyList<Tensor> maps = network.Extract(picture);

        // torchvision's order, written out.
        Tensor Conv(int number, Tensor map) => nn.functional.conv2d(map, layers[number].Weight, layers[number].Bias, padding: [1, 1]).relu();
        Tensor first = Conv(5, nn.functional.max_pool2d(Conv(2, Conv(0, picture.repeat(1, 3, 1, 1))), 2));
        Tensor second = Conv(10, nn.functional.max_pool2d(Conv(7, first), 2));
        Tensor third = Conv(21, Conv(19, nn.functional.max_pool2d(Conv(16, Conv(14, Conv(12, second))), 2)));
        Assert.Equal(["conv2_1", "conv3_1", "conv4_2"], network.Layers);
        Assert.Equal([2, 8, 4, 3], third.shape);
        Near.Equal(first, maps[0], 1e-5);
        Near.Equal(second, maps[1], 1e-5);
        Near.Equal(third, maps[2], 1e-5);
        Assert.Contains(network.named_parameters(), named => named.name == "features.21.bias");
    }

    [TorchFact]
    public void FilesOfOtherNetworksAreRefused()
    {
        using TemporaryFolder folder = new();
        SafetensorsFile.Write(folder["a"], [WeightTensor.FromSingles("features.0.weight", [1], [1f])]);
        Assert.Contains("features.0.bias", Assert.Throws<InvalidDataException>(() => VggFeatures.Load(folder["a"])).Message, StringComparison.Ordinal);
        string pyramid = Repository.PathOf("models", "fusion-pyramid.onnx");
        Assert.Contains("conv1_w", Assert.Throws<InvalidDataException>(() => SqueezeNetFeatures.Load(pyramid)).Message, StringComparison.Ordinal);
    }

    private static void CheckMap(Tensor expected, Tensor actual) => Near.Equal(expected, actual, 1e-4 * expected.abs().max().item<float>(), "SqueezeNet 1.1: maps");

    private static WeightTensor Weight(string name, Tensor values) => WeightTensor.FromSingles(name, values.shape, TorchWeights.Values(values));

    private static Dictionary<int, (Tensor Weight, Tensor Bias)> SmallVgg()
    {
        (int Number, int Channels)[] layers = [(0, 4), (2, 4), (5, 5), (7, 5), (10, 6), (12, 6), (14, 6), (16, 6), (19, 7), (21, 8)];
        Dictionary<int, (Tensor Weight, Tensor Bias)> weights = [];
        long inputs = 3;
        foreach ((int number, int channels) in layers)
        {
            weights.Add(number, (randn(channels, inputs, 3, 3) * 0.3, randn(channels) * 0.1));
            inputs = channels;
        }

        return weights;
    }
}
