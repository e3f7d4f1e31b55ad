using IvifMl.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Networks;

public sealed class PromptedNetworkTests
{
    public static TheoryData<string> Kinds => [.. PromptedNetworks.Names];

    public static TheoryData<string, int, int> Sizes
    {
        get
        {
            TheoryData<string, int, int> sizes = [];
            foreach (string kind in PromptedNetworks.Names)
            {
                sizes.Add(kind, 16, 16);
                sizes.Add(kind, 33, 47);
                sizes.Add(kind, 101, 128);
            }

            return sizes;
        }
    }

    [TorchTheory]
    [MemberData(nameof(Sizes))]
    public void The_onnx_model_gives_what_the_network_gives(string kind, int height, int width)
    {
        using PromptedFusionNetwork network = PromptedNetworks.Random(kind, seed: 7);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        (Tensor infrared, Tensor visible, Tensor text) = (rand(1, 1, height, width), rand(1, 1, height, width), PromptedNetworks.Texts(1));
        PromptedPicture expected = network.Fuse(infrared, visible, text);
        byte[] model = network.ToOnnx(PromptedNetworks.Card);
        FusionContract contract = FusionContract.Check(OnnxModelInfo.Read(model));
        Assert.Equal(PromptedFusionNetwork.DefaultTextLength, contract.TextLength);
        Assert.Equal("ivif-clip-nano", contract.TextEncoder);
        using PromptedScorer scorer = new(model);
        foreach (Tensor prompt in (Tensor[])[text, zeros_like(text)])
        {
            PromptedPicture drawn = network.Fuse(infrared, visible, prompt);
            (float[] fused, float[] chroma) = scorer.Fuse(infrared, visible, prompt);
            Near.Equal(drawn.Luminance, tensor(fused, drawn.Luminance.shape), 1e-4, $"ONNX Runtime against torch: {kind}, luminance");
            Near.Equal(drawn.ChromaGain, tensor(chroma, drawn.ChromaGain.shape), 1e-4, $"ONNX Runtime against torch: {kind}, chroma");
        }

        Assert.True((expected.Luminance - network.call(infrared, visible)).abs().max().item<float>() > 0.01f);
    }

    [TorchTheory]
    [MemberData(nameof(Kinds))]
    public void The_neutral_text_is_a_no_op_exactly(string kind)
    {
        // With the text's last layers at 0 no text can do anything; the neutral text must give the same to the last bit with any weights.
        using PromptedFusionNetwork network = PromptedNetworks.Random(kind, seed: 3);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        (Tensor infrared, Tensor visible) = (rand(2, 1, 48, 64), rand(2, 1, 48, 64));
        PromptedPicture neutral = network.Fuse(infrared, visible, zeros(2, network.TextLength));
        Assert.True((neutral.Luminance == network.call(infrared, visible)).all().item<bool>());
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in network.named_parameters().Where(p => p.name.EndsWith("last.weight", StringComparison.Ordinal)))
        {
            parameter.zero_();
        }

        PromptedPicture deaf = network.Fuse(infrared, visible, PromptedNetworks.Texts(2));
        Assert.True((neutral.Luminance == deaf.Luminance).all().item<bool>());
        Assert.True((neutral.ChromaGain == deaf.ChromaGain).all().item<bool>());
    }

    [TorchTheory]
    [MemberData(nameof(Kinds))]
    public void A_fresh_network_does_not_listen_yet_but_can_learn_to(string kind)
    {
        using PromptedFusionNetwork network = PromptedNetworks.Fresh(kind, seed: 5);
        using DisposeScope scope = NewDisposeScope();
        (Tensor infrared, Tensor visible) = (rand(1, 1, 64, 64), rand(1, 1, 64, 64));
        network.eval();
        PromptedDrawing picture = network.Draw(infrared, visible, PromptedNetworks.Texts(1));
        Assert.True((picture.Luminance.clamp(0, 1) == network.call(infrared, visible)).all().item<bool>());
        (picture.Luminance - 0.3).square().mean().backward();
        Assert.All(
            network.named_parameters().Where(p => p.name.EndsWith("last.weight", StringComparison.Ordinal)),
            p => Assert.True(p.parameter.grad!.abs().sum().item<float>() > 0, p.name));
    }

    [TorchTheory]
    [MemberData(nameof(Kinds))]
    public void Several_texts_for_each_pair_are_as_one_after_the_other(string kind)
    {
        using PromptedFusionNetwork network = PromptedNetworks.Random(kind, seed: 9);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        (Tensor infrared, Tensor visible, Tensor text) = (rand(2, 1, 32, 32), rand(2, 1, 32, 32), PromptedNetworks.Texts(6));
        PromptedPicture all = network.Fuse(infrared, visible, text);
        PromptedPicture one = network.Fuse(infrared.narrow(0, 1, 1), visible.narrow(0, 1, 1), text.narrow(0, 4, 1));
        Near.Equal(one.Luminance, all.Luminance.narrow(0, 4, 1), 1e-5);
        Near.Equal(one.ChromaGain, all.ChromaGain.narrow(0, 4, 1), 1e-5);
    }

    [TorchTheory]
    [MemberData(nameof(Kinds))]
    public void Every_parameter_gets_a_gradient(string kind)
    {
        using PromptedFusionNetwork network = PromptedNetworks.Random(kind, seed: 1);
        network.train();
        using DisposeScope scope = NewDisposeScope();
        PromptedDrawing picture = network.Draw(rand(1, 1, 64, 64), rand(1, 1, 64, 64), PromptedNetworks.Texts(2));
        ((picture.Luminance - 0.3).square().mean() + (picture.ChromaGain - 0.5).square().mean()).backward();
        Assert.All(network.named_parameters(), p => Assert.True(p.parameter.grad is { } g && g.abs().sum().item<float>() > 0, p.name));
    }

    [TorchTheory]
    [MemberData(nameof(Kinds))]
    public void A_tile_with_enough_margin_gives_what_the_full_frame_gives(string kind)
    {
        using PromptedFusionNetwork network = PromptedNetworks.Random(kind, seed: 5);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        (Tensor infrared, Tensor visible, Tensor text) = (rand(1, 1, 64, 1024), rand(1, 1, 64, 1024), PromptedNetworks.Texts(1));
        Tensor full = network.Fuse(infrared, visible, text).Luminance.narrow(3, 480, 64);
        Tensor tile = network.Fuse(infrared.narrow(3, 224, 576), visible.narrow(3, 224, 576), text).Luminance.narrow(3, 256, 64);
        Near.Equal(full, tile, 1e-5);
    }

    [TorchTheory]
    [MemberData(nameof(Kinds))]
    public void Its_size_stays_small(string kind)
    {
        using PromptedFusionNetwork network = PromptedNetworks.Fresh(kind, seed: 1);
        Assert.InRange(network.parameters().Sum(p => p.numel()), 200_000, 600_000);
    }

    [TorchTheory]
    [MemberData(nameof(Kinds))]
    public void Texts_that_do_not_fit_are_refused(string kind)
    {
        using PromptedFusionNetwork network = PromptedNetworks.Fresh(kind, seed: 1);
        using DisposeScope scope = NewDisposeScope();
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.Fuse(zeros(2, 1, 32, 32), zeros(2, 1, 32, 32), zeros(3, 128)));
        Assert.Contains("[3,128]", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.Fuse(zeros(1, 1, 32, 32), zeros(1, 1, 32, 32), zeros(1, 64)));
        Assert.Throws<ArgumentException>(() => network.Fuse(zeros(1, 1, 32, 32), zeros(1, 1, 32, 48), zeros(1, 128)));
        FusionModelCard card = PromptedNetworks.Card with { Text = new() { Encoder = "other", Length = 64 } };
        Assert.Contains("64", Assert.Throws<ArgumentException>(() => network.ToOnnx(card)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 2, 2, 128, 96, "Channels")]
    [InlineData(33, 2, 2, 128, 96, "AttentionHeads")]
    [InlineData(32, 9, 2, 128, 96, "AttentionReach")]
    [InlineData(32, 2, 2, 0, 96, "TextLength")]
    [InlineData(32, 2, 2, 128, 0, "HiddenLength")]
    public void Sizes_out_of_range_are_refused(int channels, int reach, int heads, int text, int hidden, string name)
    {
        CrossAttentionFusionNetworkOptions options = new() { Channels = channels, AttentionReach = reach, AttentionHeads = heads, TextLength = text, HiddenLength = hidden };
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).ParamName);
    }
}
