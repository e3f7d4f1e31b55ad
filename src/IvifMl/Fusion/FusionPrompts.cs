using IvifMl.Mapping;
using IvifMl.Onnx;

namespace IvifMl;

/// <summary>Prompts as a fusion model takes them: embeddings of its own encoder, which is opened for the first one, or the neutral values.</summary>
/// <param name="text">What the model says of its text input; null where it has none.</param>
/// <param name="model">The model's name, for messages.</param>
/// <param name="find">Finds the encoder.</param>
/// <param name="isNamed">Whether the user named the encoder.</param>
internal sealed class FusionPrompts(FusionTextInput? text, string model, Func<ClipTextPackage> find, bool isNamed) : IDisposable
{
    private readonly Lock _lock = new();
    private ClipTextPackage? _package;
    private ClipTextEncoder? _encoder;
    private (string Prompt, float[] Embedding)? _last;

    /// <summary>What the model says of its text input; null where it has none.</summary>
    public FusionTextInput? Text => text;

    /// <summary>What the model is given for a prompt; null for none at a model without a text input.</summary>
    /// <exception cref="ArgumentException">The model takes no prompts, or embeddings of another encoder.</exception>
    public float[]? Embed(string? prompt)
    {
        if (string.IsNullOrWhiteSpace(prompt))
        {
            return text?.Neutral();
        }

        lock (_lock)
        {
            if (_last is { } last && last.Prompt == prompt)
            {
                return last.Embedding;
            }

            _encoder ??= new ClipTextEncoder(Package());
            _last = (prompt, _encoder.Embed(prompt));
            return _last.Value.Embedding;
        }
    }

    /// <summary>The model's encoder.</summary>
    /// <exception cref="ArgumentException">The model takes no prompts, or embeddings of another encoder.</exception>
    public ClipTextPackage Package()
    {
        if (text is null)
        {
            throw new ArgumentException($"'{model}' takes no prompts: its graph has no input '{FusionContract.TextInput}'. Leave the prompt out, or name a text-conditioned model.");
        }

        lock (_lock)
        {
            _package ??= find();
            bool fits = _package.Dimension == text.Length
                && (text.EncoderSha256 is { } sha256 ? sha256 == _package.Sha256 : text.Encoder == _package.Name);
            if (!fits)
            {
                string file = text.EncoderSha256 is null ? "" : $" (sha256 {text.EncoderSha256})";
                string found = isNamed ? $"TextEncoderPath names '{_package.Name}' with {_package.Dimension} (sha256 {_package.Sha256})" : "that is not the shipped encoder";
                throw new ArgumentException(
                    $"'{model}' takes embeddings of '{text.Encoder}'{file} with {text.Length} values; {found}. Name the ONNX file of that text tower in {nameof(FusionOptions)}.{nameof(FusionOptions.TextEncoderPath)}.");
            }

            return _package;
        }
    }

    public void Dispose() => _encoder?.Dispose();

    /// <summary>The text tower that a saved model holds for a fusion model's prompts; null where it holds none.</summary>
    public static ClipTextPackage? TowerIn(IReadOnlyList<(byte[] Bytes, OnnxModelInfo Info)> graphs, FusionTextInput? text)
    {
        foreach ((byte[] bytes, OnnxModelInfo info) in graphs.Where(g => text is not null && ClipTower.IsPackedText(g.Info)))
        {
            string source = ClipTower.SourceOf(info)!;
            bool isMeant = text!.EncoderSha256 is { } sha256 ? sha256 == source : info.Metadata.GetValueOrDefault(FusionContract.NameKey) == text.Encoder;
            byte[]? tokens = graphs.FirstOrDefault(g => SettingsGraph.TowerOfTokens(g.Info) == source).Bytes;
            if (isMeant && tokens is not null)
            {
                return ClipTextPackage.FromGraph(bytes, SettingsGraph.TokensOf(tokens));
            }
        }

        return null;
    }
}
