using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>CLIP, frozen, as the space of the language-driven loss.</summary>
internal sealed class ClipLanguageEncoder : ILanguageEncoder
{
    private readonly ClipModel _clip;
    private readonly Func<string, long[]> _tokenise;
    private Device _device = CPU;

    /// <summary>An encoder over a model.</summary>
    /// <param name="name">Its name, for logs and model cards.</param>
    /// <param name="clip">The model; the encoder freezes and disposes it.</param>
    /// <param name="tokenise">A sentence as token ids, all of one length, at most the model's context.</param>
    public ClipLanguageEncoder(string name, ClipModel clip, Func<string, long[]> tokenise)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(tokenise);
        (Name, _clip, _tokenise) = (name, clip, tokenise);
        _clip.eval();
        foreach (TorchSharp.Modules.Parameter parameter in _clip.parameters())
        {
            parameter.requires_grad_(false);
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Tensor EncodeTexts(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using DisposeScope scope = NewDisposeScope();
        long[][] rows = [.. texts.Select(_tokenise)];
        Tensor tokens = tensor([.. rows.SelectMany(row => row)], [rows.Length, rows[0].Length]).to(_device);
        return _clip.EncodeText(tokens).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor EncodeImages(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        return _clip.EncodeImage(ClipPreprocessing.Normalise(images, _clip.Config.ImageResolution)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void To(Device device)
    {
        _device = device;
        _clip.to(device);
    }

    /// <inheritdoc/>
    public void Dispose() => _clip.Dispose();
}
