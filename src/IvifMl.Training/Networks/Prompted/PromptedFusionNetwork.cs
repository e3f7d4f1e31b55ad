using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// A fusion network that is also told what is wanted. It keeps <c>ivif.fusion/1</c> with the inputs and the output of any
/// <see cref="FusionNetwork"/>, the input <c>text</c>, and the output <c>chroma</c>. A text of zeros is the neutral prompt: the fusion
/// without text, exactly.
/// </summary>
public abstract class PromptedFusionNetwork : FusionNetwork
{
    /// <summary>Length of the shipped text tower's embeddings.</summary>
    public const int DefaultTextLength = 128;

    /// <summary>For derived networks.</summary>
    /// <param name="name">The module's name.</param>
    protected PromptedFusionNetwork(string name)
        : base(name)
    {
    }

    /// <summary>D, the length of a text embedding.</summary>
    public abstract int TextLength { get; }

    /// <summary>Whether the network has a codebook, and so <see cref="PromptedDrawing.Codes"/>.</summary>
    /// <value>The default value is false.</value>
    public virtual bool HasCodebook => false;

    /// <summary>Fuses a batch of pairs as texts ask.</summary>
    /// <param name="infrared">[N, 1, H, W], 0–1, any H, W ≥ 16.</param>
    /// <param name="visible">[N, 1, H, W], 0–1: luminance.</param>
    /// <param name="text">[N·K, D]: K texts for each pair, one pair behind the other; each an embedding divided by its length, or zeros.</param>
    /// <returns>Luminance [N·K, 1, H, W], 0–1, and the gain of the visible's chroma; they belong to the current dispose scope.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public PromptedPicture Fuse(Tensor infrared, Tensor visible, Tensor text)
    {
        CheckPair(infrared, visible);
        ArgumentNullException.ThrowIfNull(text);
        if (text.ndim != 2 || text.shape[1] != TextLength || text.shape[0] == 0 || text.shape[0] % infrared.shape[0] != 0)
        {
            throw new ArgumentException($"The text is [{string.Join(',', text.shape)}]; for {infrared.shape[0]} pair(s) it must be [{infrared.shape[0]}·K,{TextLength}].", nameof(text));
        }

        using DisposeScope scope = NewDisposeScope();
        PromptedDrawing open = Draw(infrared, visible, text);
        return new(open.Luminance.clamp(0, 1).MoveToOuterDisposeScope(), open.ChromaGain.MoveToOuterDisposeScope());
    }

    /// <summary>Fuses a batch of pairs by the neutral prompt.</summary>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>[N, 1, H, W], 0–1.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public sealed override Tensor forward(Tensor infrared, Tensor visible)
    {
        CheckPair(infrared, visible);
        using DisposeScope scope = NewDisposeScope();
        return Fuse(infrared, visible, zeros([infrared.shape[0], TextLength], device: infrared.device)).Luminance.MoveToOuterDisposeScope();
    }

    /// <summary>As <see cref="Fuse"/>, with shapes that fit, for a loss.</summary>
    /// <param name="infrared">[N, 1, H, W].</param>
    /// <param name="visible">[N, 1, H, W].</param>
    /// <param name="text">[N·K, D].</param>
    protected internal abstract PromptedDrawing Draw(Tensor infrared, Tensor visible, Tensor text);

    /// <summary>All numbers through which a text acts on a picture: sentences that mean the same should give the same.</summary>
    /// <param name="text">[N, D].</param>
    /// <returns>[N, any]; zeros for a text of zeros.</returns>
    protected internal abstract Tensor Respond(Tensor text);
}
