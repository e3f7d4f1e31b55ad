using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>
/// Text-guided colour fusion with cross-domain attention, after what is known of Sensors 25(16), 5083 (2025): a fusion branch with
/// attention between both domains, a text branch that modulates features with parameters from CLIP, a colour picture. The rest is our
/// reading (docs/text-guided.md): two encoders look at each other through <see cref="CrossFusionAttention"/> in windows, so the cost is linear
/// in pixels; at every level of the decoder the text modulates the features, X ← (1 + γ)·X + β; the decoder decides how the picture is
/// put together from the bands of both sources, with a gain for each band and place, and with one for the visible's chroma.
/// About 0.3 M parameters and 1.4 GMAC at 640×480. All statistics are local.
/// </summary>
/// <remarks>
/// Input: infrared and visible luminance [N, 1, H, W], 0–1, any H, W ≥ 16, and the text. Output: fused luminance and the chroma's gain, ¼ to 4.
/// The neutral text, zeros, gives γ = β = 0 exactly.
/// </remarks>
public sealed class CrossAttentionFusionNetwork : PromptedFusionNetwork
{
    /// <summary>The name of this kind of network in checkpoints and models.</summary>
    public const string NetworkName = "cross-attention-fusion";

    internal readonly PairEncoder encoder;
    internal readonly CrossFusionAttention attention;
    internal readonly FeatureModulation modulation;
    internal readonly Conv2d mix4;
    internal readonly Conv2d again4;
    internal readonly Conv2d around4;
    internal readonly Conv2d down4;
    internal readonly Conv2d mix3;
    internal readonly Conv2d again3;
    internal readonly Conv2d down3;
    internal readonly Conv2d mix2;
    internal readonly Conv2d decideFine;
    internal readonly Conv2d decide3;
    internal readonly Conv2d decide4;
    internal readonly Conv2d decideBase;
    internal readonly Conv2d decideColour;

    /// <summary>Cells of 16×16 pixels to the neighbours that <see cref="around4"/> asks: haze and a gray road differ only in what lies around.</summary>
    private const int Surroundings = 4;

    /// <summary>A network with fresh weights, drawn from torch's generator.</summary>
    /// <param name="options">Its sizes; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size out of range.</exception>
    public CrossAttentionFusionNetwork(CrossAttentionFusionNetworkOptions? options = null)
        : base(NetworkName)
    {
        Options = options ?? new();
        Options.Validate();
        int wide = 2 * Options.Channels;
        encoder = new PairEncoder(Options.Channels);
        attention = new CrossFusionAttention(Options.Channels, Options.AttentionHeads, Options.AttentionReach);
        modulation = new FeatureModulation(Options.TextLength, Options.HiddenLength, wide, wide, Options.Channels);
        mix4 = Conv2d(wide, wide, 3, padding: 1);
        again4 = Conv2d(wide, wide, 3, padding: 1);
        around4 = Conv2d(wide, wide, 3, padding: Surroundings, dilation: Surroundings);
        down4 = Conv2d(wide, wide, 1);
        mix3 = Conv2d(wide, wide, 3, padding: 1);
        again3 = Conv2d(wide, wide, 3, padding: 1);
        down3 = Conv2d(wide, wide, 1);
        mix2 = Conv2d(wide, Options.Channels, 3, padding: 1);
        decideFine = Conv2d(Options.Channels, FusionBands.FineChannels, 3, padding: 1);
        decide3 = Conv2d(wide, FusionBands.Channels, 3, padding: 1);
        decide4 = Conv2d(wide, FusionBands.Channels, 3, padding: 1);
        decideBase = Conv2d(wide, FusionBands.Channels, 3, padding: 1);
        decideColour = Conv2d(wide, 1, 3, padding: 1);
        RegisterComponents();
        PairEncoder.Initialise(this, "decide");
    }

    /// <summary>The sizes this network was made with.</summary>
    public CrossAttentionFusionNetworkOptions Options { get; }

    /// <inheritdoc/>
    public override string Kind => NetworkName;

    /// <inheritdoc/>
    public override int TextLength => Options.TextLength;

    /// <inheritdoc/>
    public override byte[] ToOnnx(FusionModelCard card) => CrossAttentionFusionGraph.Build(this, card);

    /// <inheritdoc/>
    protected internal override PromptedDrawing Draw(Tensor infrared, Tensor visible, Tensor text)
    {
        ArgumentNullException.ThrowIfNull(infrared);
        ArgumentNullException.ThrowIfNull(visible);
        ArgumentNullException.ThrowIfNull(text);
        using DisposeScope scope = NewDisposeScope();
        Tensor pair = BandPyramid.Padded(cat([infrared, visible], 1), FusionBands.Block);
        Tensor[] features = encoder.call(pair);
        long prompts = text.shape[0] / infrared.shape[0];
        FusionBands bands = Decide(features[0], features[1], attention.call(features[2]), modulation.call(text), prompts);
        return (bands.Compose(pair, prompts, visible.shape[2], visible.shape[3]) with { Details = features[0], Bases = features[2] }).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected internal override Tensor Respond(Tensor text) => modulation.call(text);

    /// <summary>The decoder; up to the first modulation the work is shared by all prompts of a pair.</summary>
    private FusionBands Decide(Tensor fourth, Tensor eight, Tensor deep, Tensor parameters, long prompts)
    {
        Tensor Each(Tensor map) => prompts == 1 ? map : map.repeat_interleave(prompts, 0);
        Tensor level4 = PairEncoder.Active(modulation.Apply(Each(mix4.call(deep)), parameters, 0));
        level4 = PairEncoder.Active(level4 + again4.call(level4));
        level4 = PairEncoder.Active(level4 + around4.call(level4));
        Tensor level3 = mix3.call(Each(eight) + BandPyramid.Doubled(down4.call(level4)));
        level3 = PairEncoder.Active(modulation.Apply(level3, parameters, 1));
        level3 = PairEncoder.Active(level3 + again3.call(level3));
        Tensor level2 = mix2.call(Each(fourth) + BandPyramid.Doubled(down3.call(level3)));
        level2 = PairEncoder.Active(modulation.Apply(level2, parameters, 2));
        return new(
            decideFine.call(level2),
            decide3.call(level3),
            decide4.call(level4),
            decideBase.call(functional.avg_pool2d(level4, 2)),
            decideColour.call(level3));
    }
}
