using IvifMl.Imaging;
using IvifMl.Onnx;
using IvifMl.Onnx.Tests;
using IvifMl.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Networks;

public sealed class LanguageFusionNetworkTests
{
    private static readonly FusionModelCard Card = new() { Name = "test", TrainingData = "none", Licence = "MIT" };

    [TorchTheory]
    [InlineData(16, 16)]
    [InlineData(33, 47)]
    [InlineData(96, 128)]
    [InlineData(101, 65)]
    public void The_onnx_model_gives_what_the_network_gives(int height, int width)
    {
        using LanguageFusionNetwork network = Random(seed: 7);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor infrared = rand(1, 1, height, width);
        Tensor visible = rand(1, 1, height, width);
        Tensor expected = network.call(infrared, visible);

        byte[] model = network.ToOnnx(Card);
        FusionContract contract = FusionContract.Check(OnnxModelInfo.Read(model));
        Assert.Equal("test", contract.Name);
        float[] scored = Score(model, infrared, visible);

        Near.Equal(expected, tensor(scored, expected.shape), 1e-4, "ONNX Runtime against torch: language-fusion");
    }

    [TorchTheory]
    [InlineData("RoadScene", "FLIR_00006")]
    [InlineData("TNO", "01")]
    public void The_onnx_model_gives_what_the_network_gives_on_real_pairs(string dataSet, string name)
    {
        TestPair pair = TestPairs.Named(dataSet, name);
        Plane infrared = new ThermalToneMapping().Apply(ImageCodecs.Default.Read(pair.InfraredPath));
        Plane visible = Bt601.Luminance(ImageCodecs.Default.Read(pair.VisiblePath));
        using LanguageFusionNetwork network = Random(seed: 11);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor Picture(Plane plane) => tensor(plane.Array, [1, 1, plane.Height, plane.Width]);
        Tensor expected = network.call(Picture(infrared), Picture(visible));
        float[] scored = Score(network.ToOnnx(Card), Picture(infrared), Picture(visible));
        Near.Equal(expected, tensor(scored, expected.shape), 1e-4, "ONNX Runtime against torch: language-fusion, real pairs");
    }

    [TorchFact]
    public void Equal_sources_come_out_unchanged_whatever_the_weights()
    {
        using LanguageFusionNetwork network = Random(seed: 3);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor image = rand(2, 1, 70, 90);
        Assert.True((network.call(image, image) - image).abs().max().item<float>() < 1e-5f);
    }

    [TorchFact]
    public void Behind_an_open_gate_a_hot_target_on_bright_ground_is_as_bright_as_the_infrared_shows_it_without_a_halo()
    {
        using LanguageFusionNetwork network = new();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        network.decideFine.bias!.narrow(0, 6, 1).fill_(100);
        Tensor infrared = full(1, 1, 256, 256, 0.3f);
        Tensor visible = full(1, 1, 256, 256, 0.7f);
        infrared.narrow(2, 112, 32).narrow(3, 120, 16).fill_(0.95f);
        visible.narrow(2, 112, 32).narrow(3, 120, 16).fill_(0.1f);
        Tensor fused = network.call(infrared, visible);
        Assert.True(fused.narrow(2, 116, 24).narrow(3, 124, 8).min().item<float>() > 0.8f);
        Tensor plain = network.call(full_like(infrared, 0.3f), visible);
        Tensor ring = (fused - plain).narrow(2, 96, 64).narrow(3, 88, 24).abs();
        Assert.True(ring.max().item<float>() < 0.15f, $"ring {ring.max().item<float>()}");
        network.decideFine.bias!.narrow(0, 6, 1).fill_(-100);
        Assert.True(network.call(infrared, visible).narrow(2, 116, 24).narrow(3, 124, 8).max().item<float>() < 0.8f);
    }

    [TorchFact]
    public void A_tile_with_enough_margin_gives_what_the_full_frame_gives()
    {
        using LanguageFusionNetwork network = Random(seed: 5);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor infrared = rand(1, 1, 64, 1024);
        Tensor visible = rand(1, 1, 64, 1024);
        Tensor full = network.call(infrared, visible).narrow(3, 480, 64);
        Tensor tile = network.call(infrared.narrow(3, 224, 576), visible.narrow(3, 224, 576)).narrow(3, 256, 64);
        Assert.True((full - tile).abs().max().item<float>() < 1e-5f);
    }

    [TorchFact]
    public void Every_parameter_gets_a_gradient()
    {
        using LanguageFusionNetwork network = Random(seed: 1);
        using DisposeScope scope = NewDisposeScope();
        (network.call(rand(1, 1, 64, 64), rand(1, 1, 64, 64)) - 0.3).square().mean().backward();
        Assert.All(network.named_parameters(), p => Assert.True(p.parameter.grad!.abs().sum().item<float>() > 0, p.name));
    }

    [TorchFact]
    public void It_stays_within_half_a_million_parameters()
    {
        using LanguageFusionNetwork network = new();
        Assert.InRange(network.parameters().Sum(p => p.numel()), 100_000, 500_000);
    }

    [TorchTheory]
    [InlineData(15, 64)]
    [InlineData(64, 15)]
    public void Too_small_images_are_refused(int height, int width)
    {
        using LanguageFusionNetwork network = new();
        using DisposeScope scope = NewDisposeScope();
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.call(zeros(1, 1, height, width), zeros(1, 1, height, width)));
        Assert.Contains("at least 16", error.Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void Sources_of_two_sizes_are_refused()
    {
        using LanguageFusionNetwork network = new();
        using DisposeScope scope = NewDisposeScope();
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.call(zeros(1, 1, 32, 32), zeros(1, 1, 32, 48)));
        Assert.Contains("[1,1,32,48]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 2, 2, "Channels")]
    [InlineData(33, 2, 2, "AttentionHeads")]
    [InlineData(32, 9, 2, "AttentionReach")]
    public void Sizes_out_of_range_are_refused(int channels, int reach, int heads, string name)
    {
        LanguageFusionNetworkOptions options = new() { Channels = channels, AttentionReach = reach, AttentionHeads = heads };
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).ParamName);
    }

    /// <summary>A network whose decisions vary, as those of a trained one do.</summary>
    private static LanguageFusionNetwork Random(long seed)
    {
        manual_seed(seed);
        LanguageFusionNetwork network = new();
        using IDisposable still = no_grad();
        foreach ((string _, TorchSharp.Modules.Parameter parameter) in network.named_parameters().Where(p => p.name.StartsWith("decide", StringComparison.Ordinal)))
        {
            parameter.mul_(3);
        }

        return network;
    }

    private static float[] Score(byte[] model, Tensor infrared, Tensor visible)
    {
        using Scorer scorer = new(model);
        return scorer.Fuse(infrared.data<float>().ToArray(), visible.data<float>().ToArray(), (int)visible.shape[2], (int)visible.shape[3]);
    }
}
