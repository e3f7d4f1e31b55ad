using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// Two encoders of equal shape, one for each source, as grouped convolutions: features at a quarter, an eighth and a sixteenth of the
/// resolution, C channels of the infrared, then C of the visible. All borders are padded with zeros.
/// </summary>
internal sealed class PairEncoder : Module<Tensor, Tensor[]>
{
    internal const double Slope = 0.1;

    internal readonly Conv2d enter;
    internal readonly Conv2d eighth;
    internal readonly Conv2d eighthAgain;
    internal readonly Conv2d sixteenth;

    public PairEncoder(int channels)
        : base(nameof(PairEncoder))
    {
        int wide = 2 * channels;
        enter = Conv2d(2 * LanguageFusionNetwork.Stride * LanguageFusionNetwork.Stride, wide, 3, padding: 1, groups: 2);
        eighth = Conv2d(wide, wide, 4, stride: 2, padding: 1, groups: 2);
        eighthAgain = Conv2d(wide, wide, 3, padding: 1, groups: 2);
        sixteenth = Conv2d(wide, wide, 4, stride: 2, padding: 1, groups: 2);
        RegisterComponents();
    }

    /// <summary>Features from fine to coarse.</summary>
    /// <param name="pair">[N, 2, H, W], infrared first, 0–1, sides multiples of 16.</param>
    public override Tensor[] forward(Tensor pair)
    {
        Tensor fourth = Active(enter.call(LanguageFusionNetwork.Blocks((pair * 2) - 1)));
        Tensor eight = Active(eighth.call(fourth));
        eight = Active(eight + eighthAgain.call(eight));
        return [fourth, eight, Active(sixteenth.call(eight))];
    }

    /// <summary>The activation of all text-guided networks.</summary>
    internal static Tensor Active(Tensor value) => F.leaky_relu(value, Slope);

    /// <summary>Convolutions as for leaky rectifiers; layers whose name begins with <paramref name="decisions"/> start near 0.</summary>
    internal static void Initialise(Module network, string decisions)
    {
        foreach ((string name, Parameter parameter) in network.named_parameters().Where(p => p.name.EndsWith("weight", StringComparison.Ordinal) && p.parameter.ndim == 4))
        {
            init.kaiming_uniform_(parameter, a: name.StartsWith(decisions, StringComparison.Ordinal) ? Math.Sqrt(50) : Math.Sqrt(2));
        }

        foreach ((string _, Parameter parameter) in network.named_parameters().Where(p => p.name.EndsWith("bias", StringComparison.Ordinal)))
        {
            init.zeros_(parameter);
        }
    }
}
