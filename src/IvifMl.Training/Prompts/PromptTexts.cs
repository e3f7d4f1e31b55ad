using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>The sentences of all families as a text tower embeds them, each divided by its length.</summary>
internal sealed class PromptTexts : IDisposable
{
    /// <summary>Training sentences are moved up to this far, of their length 1, so that what is said a little otherwise is understood as well (noise on CLIP's embeddings, Nukrai et al. 2022, CapDec).</summary>
    private const double Blur = 0.5;

    private readonly Tensor[] _training;
    private readonly Tensor[] _heldOut;

    /// <summary>Embeds all sentences once.</summary>
    public PromptTexts(ILanguageEncoder encoder, Device device)
    {
        encoder.To(device);
        _training = [.. PromptFamily.All.Select(family => Embed(encoder, family.Training))];
        _heldOut = [.. PromptFamily.All.Select(family => Embed(encoder, family.HeldOut))];
    }

    /// <summary>D.</summary>
    public long Length => _training[0].shape[1];

    /// <summary>Embeddings of an intent's sentences, [S, D].</summary>
    public Tensor Of(PromptIntent intent, bool heldOut = false) => (heldOut ? _heldOut : _training)[(int)intent];

    /// <summary>One of an intent's sentences, [1, D], of length 1; one for training a little blurred, by torch's generator.</summary>
    public Tensor Draw(PromptIntent intent, Random random, bool heldOut = false)
    {
        Tensor all = Of(intent, heldOut);
        Tensor chosen = all.narrow(0, random.NextInt64(all.shape[0]), 1);
        return heldOut ? chosen : Blurred(chosen, random.NextDouble() * Blur);
    }

    /// <summary>The neutral text, [1, D].</summary>
    public Tensor Nothing() => zeros_like(_training[0].narrow(0, 0, 1));

    public void Dispose() => Array.ForEach([.. _training, .. _heldOut], tensor => tensor.Dispose());

    private static Tensor Blurred(Tensor text, double length)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor noise = randn(text.shape).to(text.device) * (length / Math.Sqrt(text.shape[1]));
        return Embeddings.Normalised(text + noise).MoveToOuterDisposeScope();
    }

    private static Tensor Embed(ILanguageEncoder encoder, IReadOnlyList<string> sentences)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        return Embeddings.Normalised(encoder.EncodeTexts(sentences)).DetachFromDisposeScope();
    }
}
