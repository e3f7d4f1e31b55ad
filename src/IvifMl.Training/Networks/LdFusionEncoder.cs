using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>Contents and styles of both sources, each by an encoder of its own; 1 is the visible's, 2 the infrared's.</summary>
internal sealed class LdFusionEncoder : Module
{
    internal readonly LdFusionContentEncoder content_encoder1;
    internal readonly LdFusionContentEncoder content_encoder2;
    internal readonly LdFusionStyleEncoder style_encoder1;
    internal readonly LdFusionStyleEncoder style_encoder2;

    public LdFusionEncoder(LdFusionNetworkOptions options)
        : base(nameof(LdFusionEncoder))
    {
        content_encoder1 = new(options.Width);
        content_encoder2 = new(options.Width);
        style_encoder1 = new(options.Width, options.StyleLength);
        style_encoder2 = new(options.Width, options.StyleLength);
        RegisterComponents();
    }
}

/// <summary>[N, 1, H, W] → [N, 8 · width, ⌊H/8⌋, ⌊W/8⌋]: where things are.</summary>
internal sealed class LdFusionContentEncoder : Module<Tensor, Tensor>
{
    internal readonly Conv2d[] convolutions;
    internal readonly LdFusionResidualBlock[] residuals;

    public LdFusionContentEncoder(long width)
        : base(nameof(LdFusionContentEncoder))
    {
        convolutions =
        [
            LdFusionNetwork.Convolution(1, width, 7),
            LdFusionNetwork.Convolution(width, 2 * width, 4, 2, 1),
            LdFusionNetwork.Convolution(2 * width, 4 * width, 4, 2, 1),
            LdFusionNetwork.Convolution(4 * width, 8 * width, 4, 2, 1),
        ];
        residuals = [new(8 * width), new(8 * width)];
        register_module("model", new LdFusionNumbered(
            (1, convolutions[0]), (4, convolutions[1]), (7, convolutions[2]), (10, convolutions[3]), (13, residuals[0]), (14, residuals[1])));
    }

    public override Tensor forward(Tensor input)
    {
        Tensor map = F.pad(input, (3, 3, 3, 3), TorchSharp.PaddingModes.Reflect);
        foreach (Conv2d convolution in convolutions)
        {
            map = F.instance_norm(convolution.call(map)).relu();
        }

        return residuals.Aggregate(map, (inner, block) => block.call(inner));
    }
}

/// <summary>[N, 1, H, W] → [N, style, 1, 1]: how the picture looks as a whole.</summary>
internal sealed class LdFusionStyleEncoder : Module<Tensor, Tensor>
{
    internal readonly Conv2d[] convolutions;
    internal readonly Conv2d last;

    public LdFusionStyleEncoder(long width, long style)
        : base(nameof(LdFusionStyleEncoder))
    {
        convolutions =
        [
            LdFusionNetwork.Convolution(1, width, 7),
            LdFusionNetwork.Convolution(width, 2 * width, 4, 2, 1),
            LdFusionNetwork.Convolution(2 * width, 4 * width, 4, 2, 1),
            LdFusionNetwork.Convolution(4 * width, 4 * width, 4, 2, 1),
        ];
        last = LdFusionNetwork.Convolution(4 * width, style, 1);
        register_module("model", new LdFusionNumbered(
            (1, convolutions[0]), (3, convolutions[1]), (5, convolutions[2]), (7, convolutions[3]), (10, last)));
    }

    public override Tensor forward(Tensor input)
    {
        Tensor map = F.pad(input, (3, 3, 3, 3), TorchSharp.PaddingModes.Reflect);
        foreach (Conv2d convolution in convolutions)
        {
            map = convolution.call(map).relu();
        }

        return last.call(map.mean([2L, 3], keepdim: true));
    }
}
