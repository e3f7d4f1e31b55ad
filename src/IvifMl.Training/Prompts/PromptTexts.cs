using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>The sentences of all families as a text tower embeds them, each divided by its length.</summary>
internal sealed class PromptTexts : IDisposable
{
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

    /// <summary>One of an intent's sentences, [1, D].</summary>
    public Tensor Draw(PromptIntent intent, Random random, bool heldOut = false)
    {
        Tensor all = Of(intent, heldOut);
        return all.narrow(0, random.NextInt64(all.shape[0]), 1);
    }

    /// <summary>The neutral text, [1, D].</summary>
    public Tensor Nothing() => zeros_like(_training[0].narrow(0, 0, 1));

    public void Dispose() => Array.ForEach([.. _training, .. _heldOut], tensor => tensor.Dispose());

    private static Tensor Embed(ILanguageEncoder encoder, IReadOnlyList<string> sentences)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        return Embeddings.Normalised(encoder.EncodeTexts(sentences)).DetachFromDisposeScope();
    }
}
