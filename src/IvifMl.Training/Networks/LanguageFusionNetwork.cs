using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// The fusion network that the language-driven loss trains. It does not paint: it decides. Two encoders, one for each source, look at
/// each other through <see cref="CrossFusionAttention"/>; a decoder says for each band of a Laplacian pyramid and each place how far the
/// infrared's activity counts more than the visible's (gain g) and how far both details are united (u), and the picture is put together
/// from the sources' own bands: with the activities s of <see cref="BandActivity"/>, α = g·s_I / (g·s_I + s_V + ε),
/// Fₖ = (1 − q)(Vₖ + α(Iₖ − Vₖ)) + q(Iₖ + Vₖ − common(Iₖ, Vₖ)) with q = 4α(1 − α)·u and common(a, b) the smaller of two values of one sign and 0
/// for opposite ones; base F_B = V_B + α(I_B − V_B) + (1 − α)·l·max(0, I_B − V_B) with a lift l that only brightens: a cold sky does not
/// darken a bright one. <see cref="HotTargets"/>, as far as a gate p lets them pass, are taken out before, I − max(0, I − t)·b·p, and put
/// back at the end, F + (h + (1 − h)·r)·max(0, I − F) with h = T·p, so that they cast no halo; r is brightness of the infrared's besides.
/// A network that says nothing (g = 1) is the classic choice by activity. Equal sources come out unchanged, no texture is invented, and
/// resizing is aligned.
/// All statistics are local: a tile with enough margin gives what the full frame gives, and brightness cannot pump in a video.
/// About 0.2 M parameters and 1.2 GMAC at 640×480.
/// </summary>
/// <remarks>Input: infrared and visible luminance [N, 1, H, W], 0–1, any H, W ≥ 16. Output: fused luminance [N, 1, H, W], 0–1.</remarks>
public sealed class LanguageFusionNetwork : FusionNetwork
{
    /// <summary>The name of this kind of network in checkpoints and models.</summary>
    public const string NetworkName = "language-fusion";

    /// <summary>Bands of the pyramid.</summary>
    internal const int Bands = 5;

    /// <summary>Sides are padded by repetition to multiples of this.</summary>
    internal const int Block = 1 << Bands;

    internal const double Slope = 0.1;

    /// <summary>The side of the pixel blocks that the encoders take in, and so the finest grid of features.</summary>
    internal const int Stride = 4;

    /// <summary>The decisions at a quarter of the resolution: gain and union of bands 0 to 2, the gate of the hot targets, and the brightness besides.</summary>
    internal const int FineDecisions = 8;

    /// <summary>Gains are e^−6 to e^6.</summary>
    internal const float GainReach = 6;

    private const float UnionStart = 1.3f;
    private const float GateStart = 1.3f;
    private const float BrightStart = -3;
    private const float LiftStart = -2;

    internal readonly Conv2d enter;
    internal readonly Conv2d eighth;
    internal readonly Conv2d eighthAgain;
    internal readonly Conv2d sixteenth;
    internal readonly CrossFusionAttention attention;
    internal readonly Conv2d mix4;
    internal readonly Conv2d down4;
    internal readonly Conv2d mix3;
    internal readonly Conv2d down3;
    internal readonly Conv2d mix2;
    internal readonly Conv2d decideFine;
    internal readonly Conv2d decide3;
    internal readonly Conv2d decide4;
    internal readonly Conv2d decideBase;

    /// <summary>A network with fresh weights, drawn from torch's generator.</summary>
    /// <param name="options">Its sizes; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size out of range.</exception>
    public LanguageFusionNetwork(LanguageFusionNetworkOptions? options = null)
        : base(NetworkName)
    {
        Options = options ?? new();
        Options.Validate();
        int wide = 2 * Options.Channels;
        enter = Conv2d(2 * Stride * Stride, wide, 3, padding: 1, groups: 2);
        eighth = Conv2d(wide, wide, 4, stride: 2, padding: 1, groups: 2);
        eighthAgain = Conv2d(wide, wide, 3, padding: 1, groups: 2);
        sixteenth = Conv2d(wide, wide, 4, stride: 2, padding: 1, groups: 2);
        attention = new CrossFusionAttention(Options.Channels, Options.AttentionHeads, Options.AttentionReach);
        mix4 = Conv2d(wide, wide, 3, padding: 1);
        down4 = Conv2d(wide, wide, 1);
        mix3 = Conv2d(wide, wide, 3, padding: 1);
        down3 = Conv2d(wide, wide, 1);
        mix2 = Conv2d(wide, Options.Channels, 3, padding: 1);
        decideFine = Conv2d(Options.Channels, FineDecisions, 3, padding: 1);
        decide3 = Conv2d(wide, 2, 3, padding: 1);
        decide4 = Conv2d(wide, 2, 3, padding: 1);
        decideBase = Conv2d(wide, 2, 3, padding: 1);
        RegisterComponents();
        Initialise();
    }

    /// <summary>The sizes this network was made with.</summary>
    public LanguageFusionNetworkOptions Options { get; }

    /// <inheritdoc/>
    public override string Kind => NetworkName;

    /// <inheritdoc/>
    public override Tensor forward(Tensor infrared, Tensor visible)
    {
        ArgumentNullException.ThrowIfNull(infrared);
        ArgumentNullException.ThrowIfNull(visible);
        CheckPair(infrared, visible);
        using DisposeScope scope = NewDisposeScope();
        (long height, long width) = (visible.shape[2], visible.shape[3]);
        Tensor pair = BandPyramid.Padded(cat([infrared, visible], 1), Block);
        Tensor[] decisions = Decide((pair * 2) - 1);
        Tensor late = F.interpolate(BandPyramid.Share(decisions[^1]), [pair.shape[2], pair.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
        (Tensor threshold, Tensor brighter, Tensor target) = HotTargets.Find(pair);
        (Tensor whole, Tensor gate) = (pair.narrow(1, 0, 1), late.narrow(1, 0, 1));
        Tensor even = whole - ((whole - threshold).relu() * brighter * gate);
        Tensor[] parts = BandPyramid.Split(cat([even, pair.narrow(1, 1, 1)], 1), Bands);
        Tensor[] strength = BandActivity.OfBands(parts.AsSpan(0, Bands));
        Tensor fused = FuseBase(parts[Bands], decisions[Bands]);
        for (int k = Bands - 1; k >= 0; k--)
        {
            fused = BandPyramid.Doubled(fused) + FuseBand(parts[k], strength[k], decisions[k]);
        }

        Tensor hot = target * gate;
        fused += (hot + ((1 - hot) * late.narrow(1, 1, 1))) * (whole - fused).relu();
        return fused.narrow(2, 0, height).narrow(3, 0, width).clamp(0, 1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override byte[] ToOnnx(FusionModelCard card) => LanguageFusionGraph.Build(this, card);

    private static Tensor FuseBase(Tensor pair, Tensor decisions)
    {
        (Tensor infrared, Tensor visible) = (pair.narrow(1, 0, 1), pair.narrow(1, 1, 1));
        Tensor chosen = Choice(BandActivity.OfBase(pair), decisions, BandActivity.BaseFloor * BandActivity.BaseFloor);
        Tensor difference = infrared - visible;
        return visible + (chosen * difference) + ((1 - chosen) * BandPyramid.Share(decisions.narrow(1, 1, 1)) * difference.relu());
    }

    private static Tensor FuseBand(Tensor pair, Tensor strength, Tensor decisions)
    {
        Tensor weight = Choice(strength, decisions, BandActivity.BandFloor * BandActivity.BandFloor * BandActivity.BandFloor);
        Tensor open = weight * (1 - weight) * BandPyramid.Share(decisions.narrow(1, 1, 1)) * 4;
        if (weight.shape[2] != pair.shape[2])
        {
            (weight, open) = (BandPyramid.Doubled(weight), BandPyramid.Doubled(open));
        }

        return BandPyramid.Joined(pair, weight, open);
    }

    /// <summary>α = g·s_I / (g·s_I + s_V + ε), g = exp(x / √(1 + (x/6)²)).</summary>
    private static Tensor Choice(Tensor strength, Tensor decisions, float floor)
    {
        Tensor logits = decisions.narrow(1, 0, 1);
        Tensor counted = (logits * (1 + (logits * (1 / GainReach)).square()).rsqrt()).exp() * strength.narrow(1, 0, 1);
        return counted / (counted + strength.narrow(1, 1, 1) + floor);
    }

    private static Tensor Active(Tensor value) => F.leaky_relu(value, Slope);

    /// <summary>The logits of gain and union of each band from fine to coarse (band 0 at half size), those of the base's gain and lift, those of the targets' gate and of the brightness besides.</summary>
    private Tensor[] Decide(Tensor pair)
    {
        Tensor fourth = Active(enter.call(Blocks(pair)));
        Tensor eight = Active(eighth.call(fourth));
        eight = Active(eight + eighthAgain.call(eight));
        Tensor deep = attention.call(Active(sixteenth.call(eight)));
        Tensor level4 = Active(mix4.call(deep));
        Tensor level3 = Active(mix3.call(eight + BandPyramid.Doubled(down4.call(level4))));
        Tensor level2 = Active(mix2.call(fourth + BandPyramid.Doubled(down3.call(level3))));
        Tensor fine = decideFine.call(level2);
        return
        [
            BandPyramid.Doubled(fine.narrow(1, 0, 2)),
            BandPyramid.Doubled(fine.narrow(1, 2, 2)),
            fine.narrow(1, 4, 2),
            decide3.call(level3),
            decide4.call(level4),
            decideBase.call(F.avg_pool2d(level4, 2)),
            fine.narrow(1, 6, 2),
        ];
    }

    /// <summary>Blocks of 4×4 pixels become the channels of a cell, source by source: [N, 2, H, W] → [N, 32, H/4, W/4].</summary>
    internal static Tensor Blocks(Tensor pair)
    {
        (long n, long h, long w) = (pair.shape[0], pair.shape[2] / Stride, pair.shape[3] / Stride);
        return pair.reshape(n, 2, h, Stride, w, Stride).permute(0, 1, 3, 5, 2, 4).reshape(n, 2 * Stride * Stride, h, w);
    }

    /// <summary>
    /// Convolutions as for leaky rectifiers; decisions near neutral: gains of 1, unions of 0.9, hardly any lift, an open gate, and hardly any brightness besides.
    /// </summary>
    private void Initialise()
    {
        foreach ((string name, Parameter parameter) in named_parameters())
        {
            if (parameter.ndim > 1)
            {
                init.kaiming_uniform_(parameter, a: name.StartsWith("decide", StringComparison.Ordinal) ? Math.Sqrt(50) : Math.Sqrt(2));
            }
            else
            {
                init.zeros_(parameter);
            }
        }

        using IDisposable still = no_grad();
        Lean(decideFine, 1, UnionStart);
        Lean(decideFine, 3, UnionStart);
        Lean(decideFine, 5, UnionStart);
        Lean(decideFine, 6, GateStart);
        Lean(decideFine, 7, BrightStart);
        Lean(decide3, 1, UnionStart);
        Lean(decide4, 1, UnionStart);
        Lean(decideBase, 1, LiftStart);
    }

    private static void Lean(Conv2d decision, long channel, float start)
    {
        using Tensor bias = decision.bias!.narrow(0, channel, 1);
        bias.fill_(start);
    }
}
