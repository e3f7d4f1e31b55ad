using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>Layers under the numbers that their weights have in LDFusion's files.</summary>
internal sealed class LdFusionNumbered : Module
{
    public LdFusionNumbered(params ReadOnlySpan<(int Number, Module Layer)> layers)
        : base("LdFusionNumbered")
    {
        foreach ((int number, Module layer) in layers)
        {
            register_module(number.ToString(CultureInfo.InvariantCulture), layer);
        }
    }
}

/// <summary>x + IN(conv(ReLU(IN(conv(x))))), 3×3 with reflected borders, instance norm without parameters.</summary>
internal sealed class LdFusionResidualBlock : Module<Tensor, Tensor>
{
    internal readonly Conv2d first;
    internal readonly Conv2d second;

    public LdFusionResidualBlock(long channels)
        : base(nameof(LdFusionResidualBlock))
    {
        first = LdFusionNetwork.Convolution(channels, channels, 3);
        second = LdFusionNetwork.Convolution(channels, channels, 3);
        register_module("block", new LdFusionNumbered((1, first), (5, second)));
    }

    public override Tensor forward(Tensor input)
    {
        Tensor inner = F.instance_norm(first.call(Reflected(input))).relu();
        return input + F.instance_norm(second.call(Reflected(inner)));
    }

    /// <summary>One row or column more on each side, mirrored.</summary>
    internal static Tensor Reflected(Tensor map) => F.pad(map, (1, 1, 1, 1), TorchSharp.PaddingModes.Reflect);
}

/// <summary>
/// The same with adaptive instance norm: behind each normalisation scale and offset of each channel come from the style.
/// The parameters are [N, 4C]: offsets and scales of the first norm, offsets and scales of the second.
/// </summary>
internal sealed class LdFusionAdaptiveBlock : Module<Tensor, Tensor, Tensor>
{
    internal readonly Conv2d first;
    internal readonly Conv2d second;

    public LdFusionAdaptiveBlock(long channels)
        : base(nameof(LdFusionAdaptiveBlock))
    {
        first = LdFusionNetwork.Convolution(channels, channels, 3);
        second = LdFusionNetwork.Convolution(channels, channels, 3);
        register_module("block", new LdFusionNumbered((1, first), (5, second)));
    }

    public override Tensor forward(Tensor input, Tensor parameters)
    {
        Tensor[] parts = parameters.unsqueeze(-1).unsqueeze(-1).chunk(4, 1);
        Tensor inner = ((F.instance_norm(first.call(LdFusionResidualBlock.Reflected(input))) * parts[1]) + parts[0]).relu();
        return input + (F.instance_norm(second.call(LdFusionResidualBlock.Reflected(inner))) * parts[3]) + parts[2];
    }
}

/// <summary>LDFusion's layer norm: (x − μ)/(σ + 1e-5) · γ + β, μ and the unbiased σ of all channels and places of one picture.</summary>
internal sealed class LdFusionNorm : Module<Tensor, Tensor>
{
    internal const float Epsilon = 1e-5f;

    // Far below any variance, so that a constant map has a derivative of 0 and not 0/0.
    private const double Tiny = 1e-20;

    internal readonly Parameter gamma;
    internal readonly Parameter beta;

    public LdFusionNorm(long channels)
        : base(nameof(LdFusionNorm))
    {
        gamma = Parameter(rand(channels));
        beta = Parameter(zeros(channels));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor centred = input - input.mean([1L, 2, 3], keepdim: true);
        long values = input.numel() / input.shape[0];
        Tensor deviation = ((centred.square().sum([1L, 2, 3], keepdim: true) / (values - 1)) + Tiny).sqrt();
        return (centred / (deviation + Epsilon) * gamma.view(1, -1, 1, 1)) + beta.view(1, -1, 1, 1);
    }
}
