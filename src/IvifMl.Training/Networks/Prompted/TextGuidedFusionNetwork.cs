using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>
/// Text-guided attention fusion with a codebook, after what is known of "From Text to Pixels" (arXiv 2401.00421): a multi-level feature
/// extractor, text-guided attention, a codebook for what both domains say together. The rest is our reading (docs/text-guided.md):
/// <see cref="TextAttention"/> at each level of the decoder, <see cref="Codebook"/> on the coarsest one, and the picture put together from the bands of
/// both sources as in <see cref="CrossAttentionFusionNetwork"/>. About 0.3 M parameters. All statistics are local.
/// </summary>
/// <remarks>
/// Input: infrared and visible luminance [N, 1, H, W], 0–1, any H, W ≥ 16, and the text. Output: fused luminance and the chroma's gain, ¼ to 4.
/// The neutral text, zeros, changes no feature.
/// </remarks>
public sealed class TextGuidedFusionNetwork : PromptedFusionNetwork
{
    /// <summary>The name of this kind of network in checkpoints and models.</summary>
    public const string NetworkName = "text-guided-fusion";

    internal readonly PairEncoder encoder;
    internal readonly Conv2d mix4;
    internal readonly TextAttention text4;
    internal readonly Conv2d? toCode;
    internal readonly Codebook? codebook;
    internal readonly Conv2d? fromCode;
    internal readonly Conv2d down4;
    internal readonly Conv2d mix3;
    internal readonly TextAttention text3;
    internal readonly Conv2d again3;
    internal readonly Conv2d down3;
    internal readonly Conv2d mix2;
    internal readonly TextAttention text2;
    internal readonly Conv2d decideFine;
    internal readonly Conv2d decide3;
    internal readonly Conv2d decide4;
    internal readonly Conv2d decideBase;
    internal readonly Conv2d decideColour;

    private const int Depth = 8;

    /// <summary>A network with fresh weights, drawn from torch's generator.</summary>
    /// <param name="options">Its sizes; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size out of range.</exception>
    public TextGuidedFusionNetwork(TextGuidedFusionNetworkOptions? options = null)
        : base(NetworkName)
    {
        Options = options ?? new();
        Options.Validate();
        int wide = 2 * Options.Channels;
        TextAttention Attention(int channels) => new(channels, Options.TextLength, Options.HiddenLength, Options.Tokens, Depth);
        encoder = new PairEncoder(Options.Channels);
        mix4 = Conv2d(wide, wide, 3, padding: 1);
        text4 = Attention(wide);
        if (Options.Codes > 0)
        {
            toCode = Conv2d(wide, Options.CodeLength, 1);
            codebook = new Codebook(Options.Codes, Options.CodeLength);
            fromCode = Conv2d(Options.CodeLength, wide, 3, padding: 1);
        }

        down4 = Conv2d(wide, wide, 1);
        mix3 = Conv2d(wide, wide, 3, padding: 1);
        text3 = Attention(wide);
        again3 = Conv2d(wide, wide, 3, padding: 1);
        down3 = Conv2d(wide, wide, 1);
        mix2 = Conv2d(wide, Options.Channels, 3, padding: 1);
        text2 = Attention(Options.Channels);
        decideFine = Conv2d(Options.Channels, FusionBands.FineChannels, 3, padding: 1);
        decide3 = Conv2d(wide, FusionBands.Channels, 3, padding: 1);
        decide4 = Conv2d(wide, FusionBands.Channels, 3, padding: 1);
        decideBase = Conv2d(wide, FusionBands.Channels, 3, padding: 1);
        decideColour = Conv2d(wide, 1, 3, padding: 1);
        RegisterComponents();
        PairEncoder.Initialise(this, "decide");
    }

    /// <summary>The sizes this network was made with.</summary>
    public TextGuidedFusionNetworkOptions Options { get; }

    /// <inheritdoc/>
    public override string Kind => NetworkName;

    /// <inheritdoc/>
    public override int TextLength => Options.TextLength;

    /// <inheritdoc/>
    public override bool HasCodebook => codebook is not null;

    /// <inheritdoc/>
    public override byte[] ToOnnx(FusionModelCard card) => TextGuidedFusionGraph.Build(this, card);

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
        FusionBands bands = Decide(features, text, prompts);
        PromptedDrawing drawing = bands.Compose(pair, prompts, visible.shape[2], visible.shape[3]);
        return (drawing with { Details = features[0], Bases = features[2], Codes = codebook?.Usage }).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected internal override Tensor Respond(Tensor text) => cat([text4.Respond(text), text3.Respond(text), text2.Respond(text)], 1);

    private FusionBands Decide(Tensor[] features, Tensor text, long prompts)
    {
        Tensor Each(Tensor map) => prompts == 1 ? map : map.repeat_interleave(prompts, 0);
        Tensor level4 = PairEncoder.Active(text4.call(Each(mix4.call(features[2])), text));
        if (codebook is not null)
        {
            level4 = PairEncoder.Active(fromCode!.call(codebook.call(toCode!.call(level4))));
        }

        Tensor level3 = mix3.call(Each(features[1]) + BandPyramid.Doubled(down4.call(level4)));
        level3 = PairEncoder.Active(text3.call(level3, text));
        level3 = PairEncoder.Active(level3 + again3.call(level3));
        Tensor level2 = mix2.call(Each(features[0]) + BandPyramid.Doubled(down3.call(level3)));
        level2 = PairEncoder.Active(text2.call(level2, text));
        return new(
            decideFine.call(level2),
            decide3.call(level3),
            decide4.call(level4),
            decideBase.call(functional.avg_pool2d(level4, 2)),
            decideColour.call(level3));
    }
}
