using IvifMl.Onnx;
using IvifMl.Onnx.Tests;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Detection;

public sealed class IvifDetNetworkTests
{
    private static readonly FusionModelCard Card = new() { Name = "test", TrainingData = "none", Licence = "MIT" };

    [TorchTheory]
    [InlineData(64, 96, 2)]
    [InlineData(320, 416, 4)]
    public void The_onnx_model_gives_what_the_network_gives(int height, int width, int classes)
    {
        using IvifDetNetwork network = Random(new() { Width = width, Height = height, Classes = [.. Enumerable.Range(0, classes).Select(i => $"class{i}")] });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor picture = rand(1, 3, height, width);
        Tensor raw = network.call(picture);
        Tensor expected = cat([raw.narrow(2, 0, 4), raw.narrow(2, 4, 1 + classes).sigmoid()], 2);

        byte[] model = network.ToOnnx(Card);
        DetectorContract contract = DetectorContract.Check(OnnxModelInfo.Read(model));
        using Scorer scorer = new(model);
        float[] scored = scorer.Run((DetectorContract.ImagesInput, [1, 3, height, width], picture.data<float>().ToArray()));

        Assert.Equal((width, height, classes), (contract.Width, contract.Height, contract.Classes.Count));
        Assert.Equal((DetectorChannels.Rgb, DetectorRange.Unit), (contract.Channels, contract.Range));
        Assert.Equal(contract.Anchors * contract.Columns, scored.Length);
        Near.Equal(expected, tensor(scored, expected.shape), 1e-4, "ONNX Runtime against torch: ivif-det");
    }

    [TorchFact]
    public void It_has_at_most_one_and_a_half_million_parameters()
    {
        using IvifDetNetwork network = new();
        Assert.InRange(network.parameters().Sum(p => p.numel()), 500_000, 1_500_000);
    }

    [TorchFact]
    public void Every_parameter_gets_a_gradient()
    {
        using IvifDetNetwork network = Random(new());
        using DisposeScope scope = NewDisposeScope();
        network.train();
        (network.call(rand(2, 3, 64, 64)) * rand(2, 84, 9)).sum().backward();
        Assert.All(network.named_parameters(), p => Assert.True(p.parameter.grad!.abs().sum().item<float>() > 0, p.name));
    }

    [TorchFact]
    public void Before_training_it_is_sure_of_nothing()
    {
        using IvifDetNetwork network = new();
        network.train();
        using DisposeScope scope = NewDisposeScope();
        Tensor objectness = network.call(rand(4, 3, 64, 64)).select(2, 4).sigmoid();
        Assert.InRange(objectness.mean().item<float>(), 0.002f, 0.05f);
    }

    [TorchTheory]
    [InlineData(64, 65)]
    [InlineData(48, 64)]
    public void Sides_that_are_no_multiples_of_32_are_refused(int height, int width)
    {
        using IvifDetNetwork network = new();
        using DisposeScope scope = NewDisposeScope();
        Assert.Contains("multiples of 32", Assert.Throws<ArgumentException>(() => network.call(zeros(1, 3, height, width))).Message, StringComparison.Ordinal);
    }

    public static TheoryData<IvifDetOptions, string> Bad => new()
    {
        { new() { Width = 400 }, "Width" },
        { new() { Height = 0 }, "Height" },
        { new() { Channels = [16, 32] }, "Channels are 16, 32" },
        { new() { Channels = [16, 32, 64, 96, 0] }, "Channels" },
        { new() { HeadChannels = 0 }, "HeadChannels" },
        { new() { Classes = [] }, "Classes" },
        { new() { Classes = ["person", "person"] }, "Classes" },
        { new() { Classes = ["a,b"] }, "without a comma" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Sizes_and_classes_that_cannot_be_are_refused_by_name(IvifDetOptions options, string named)
        => Assert.Contains(named, Assert.ThrowsAny<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);

    [Fact]
    public void Defaults_are_as_documented()
    {
        IvifDetOptions options = new();
        options.Validate();
        Assert.Equal((416, 320, 64), (options.Width, options.Height, options.HeadChannels));
        Assert.Equal([16, 32, 64, 96, 128], options.Channels);
        Assert.Equal(["person", "vehicle", "boat", "lamp"], options.Classes);
    }

    /// <summary>A network whose normalisations have scales of their own and statistics of pictures, as those of a trained one do.</summary>
    private static IvifDetNetwork Random(IvifDetOptions options)
    {
        manual_seed(5);
        IvifDetNetwork network = new(options);
        using IDisposable still = no_grad();
        foreach ((string name, Parameter parameter) in network.named_parameters().Where(p => p.parameter.ndim == 1))
        {
            parameter.add_(randn_like(parameter) * 0.2);
        }

        using DisposeScope scope = NewDisposeScope();
        network.train();
        for (int i = 0; i < 10; i++)
        {
            network.call(rand(2, 3, 64, 64));
        }

        network.eval();
        return network;
    }
}
