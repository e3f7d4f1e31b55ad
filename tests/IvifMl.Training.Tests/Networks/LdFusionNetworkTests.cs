using System.Text.Json;
using IvifMl.Imaging;
using IvifMl.Onnx;
using IvifMl.Onnx.Tests;
using IvifMl.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Networks;

public sealed class LdFusionNetworkTests
{
    private static readonly FusionModelCard Card = new() { Name = "test", TrainingData = "none", Licence = "MIT" };

    private static string Weights => Repository.Shared("fixtures", "ldfusion", "net_state_dict.safetensors");

    [TorchTheory]
    [InlineData("b1_64x64")]
    [InlineData("b2_48x72")]
    public void OutputAndDerivativesAreTheReferences(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using LdFusionNetwork network = LdFusionNetwork.Load(Weights);
        Dictionary<string, Tensor> f = Fixtures.Read("ldfusion", $"net_io_{name}.safetensors");
        Tensor infrared = f["ir"].requires_grad_();
        Tensor visible = f["vi"].requires_grad_();

        Near.Equal(f["content_vi"], network.Enc.content_encoder1.call(visible), 2e-5, "LDFusion's network: content code");
        Near.Equal(f["style_ir"], network.Enc.style_encoder2.call(infrared), 2e-5, "LDFusion's network: style code");
        Tensor fused = network.call(infrared, visible);
        Near.Equal(f["output"], fused, 2e-5, "LDFusion's network: fused picture");

        Tensor loss = (fused.reshape(-1) * linspace(0, 1, fused.numel())).sum() / fused.numel();
        loss.backward();
        Near.Equal(f["loss"], loss, 1e-6);
        Near.Equal(f["grad_ir"], infrared.grad!, 1e-4 * f["grad_ir"].abs().max().item<float>(), "LDFusion's network: gradient to the sources");
        Near.Equal(f["grad_vi"], visible.grad!, 1e-4 * f["grad_vi"].abs().max().item<float>(), "LDFusion's network: gradient to the sources");
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(Repository.Shared("fixtures", "ldfusion", "net_summary.json")));
        JsonElement norms = summary.RootElement.GetProperty("grad_norms_" + name);
        Assert.All(network.named_parameters(), named =>
        {
            double expected = norms.GetProperty(named.name).GetDouble();
            Near.Equal(expected, named.parameter.grad!.norm(), 1e-6 + (1e-3 * expected));
        });
    }

    [TorchFact]
    public void ParametersHaveTheOriginalsNames()
    {
        using LdFusionNetwork network = LdFusionNetwork.Load(Weights);
        Assert.Equal(new LdFusionNetworkOptions { Width = 4, StyleLength = 8 }, network.Options);
        IEnumerable<string> original = WeightSet.Read(Weights).Tensors.Select(tensor => tensor.Name).Where(name => !name.Contains("running_", StringComparison.Ordinal));
        Assert.Equal(original.Order(StringComparer.Ordinal), network.named_parameters().Select(named => named.name).Order(StringComparer.Ordinal));
    }

    [TorchFact]
    public void PublishedSizesAreTheDefault()
    {
        using LdFusionNetwork network = new();
        Dictionary<string, long[]> shapes = network.named_parameters().ToDictionary(named => named.name, named => named.parameter.shape);
        Assert.Equal([16, 1, 7, 7], shapes["Enc.content_encoder1.model.1.weight"]);
        Assert.Equal([256, 128, 5, 5], shapes["Dec.model_up.0.weight"]);
        Assert.Equal([2048, 256], shapes["Dec.mlp.model.4.weight"]);
        Assert.InRange(network.Dec.growths[0].weight!.std().item<float>(), 0.0195f, 0.0205f);
    }

    [TorchFact]
    public void TwoFilesAndOneFileGiveTheSameNetwork()
    {
        using TemporaryFolder folder = new();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        using LdFusionNetwork first = new(new() { Width = 2, StyleLength = 3 });
        string whole = folder["net.safetensors"];
        first.Save(whole);
        WeightSet weights = WeightSet.Read(whole);
        string Part(string prefix)
        {
            string path = folder[prefix + "safetensors"];
            SafetensorsFile.Write(path, weights.Tensors.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(tensor => new WeightTensor(tensor.Name[prefix.Length..], tensor.Type, [.. tensor.Shape], tensor.Bytes.ToArray())));
            return path;
        }

        using LdFusionNetwork second = LdFusionNetwork.Load(whole);
        using LdFusionNetwork third = LdFusionNetwork.Load(Part("Enc."), Part("Dec."));
        Tensor infrared = rand(1, 1, 24, 17);
        Tensor visible = rand(1, 1, 24, 17);
        Near.Equal(first.call(infrared, visible), second.call(infrared, visible), 0);
        Near.Equal(first.call(infrared, visible), third.call(infrared, visible), 0);
        Assert.Throws<InvalidDataException>(() => LdFusionNetwork.Load(Part("Dec.")));
    }

    [TorchTheory]
    [InlineData(16, 16)]
    [InlineData(33, 47)]
    [InlineData(64, 90)]
    public void OnnxModelOfThePublishedSizeGivesWhatTheNetworkGives(int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        manual_seed(5);
        using LdFusionNetwork network = new();

        // Fresh weights paint next to nothing; these give a picture that uses the range.
        network.Dec.last.weight!.mul_(10);
        network.Dec.last.bias!.fill_(0.4);
        CheckExport(network, rand(1, 1, height, width), rand(1, 1, height, width));
    }

    [TorchTheory]
    [InlineData("RoadScene", "FLIR_00006")]
    [InlineData("TNO", "01")]
    public void OnnxModelOfRealPairsGivesWhatTheNetworkGives(string set, string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        TestPair pair = TestPairs.Named(set, name);
        using LdFusionNetwork network = LdFusionNetwork.Load(Weights);
        CheckExport(network, OfPlane(Bt601.Luminance(pair.ReadInfrared())), OfPlane(Bt601.Luminance(pair.ReadVisible())));
    }

    [Theory]
    [InlineData(0, 8, "Width")]
    [InlineData(16, 257, "StyleLength")]
    public void SizesOutOfRangeAreRefused(int width, int style, string name)
        => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(new LdFusionNetworkOptions { Width = width, StyleLength = style }.Validate).ParamName);

    private static Tensor OfPlane(Plane plane) => tensor(plane.Array, [1, 1, plane.Height, plane.Width]);

    private static void CheckExport(LdFusionNetwork network, Tensor infrared, Tensor visible)
    {
        Tensor fused = network.call(infrared, visible);
        Assert.True(fused.std().item<float>() > 0.01f);
        byte[] model = network.ToOnnx(Card);
        FusionContract.Check(OnnxModelInfo.Read(model));
        using Scorer scorer = new(model);
        float[] scored = scorer.Fuse(TorchWeights.Values(infrared), TorchWeights.Values(visible), (int)fused.shape[2], (int)fused.shape[3]);
        Near.Equal(fused, tensor(scored, fused.shape), 1e-4, "ONNX Runtime against torch: ldfusion");
    }
}
