using IvifMl.Onnx;

namespace IvifMl.Training;

/// <summary>Encoders of sentences and pictures from weight files.</summary>
public static class LanguageEncoders
{
    /// <summary>OpenAI's table of merges, expected beside their weights.</summary>
    public const string MergesFileName = ClipTokenizer.MergesFileName;

    /// <summary>Metadata key of a vocabulary of its own in a .safetensors file: <see cref="ClipVocabulary.ToJson"/>. Such weights need no merges.</summary>
    public const string VocabularyKey = ClipContract.VocabularyKey;

    /// <summary>Loads an encoder.</summary>
    /// <param name="clipPath">CLIP weights, .pt or .safetensors; null for the small CLIP that the package ships. Weights with OpenAI's whole
    /// vocabulary need <see cref="MergesFileName"/> in the same folder.</param>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="InvalidDataException">The file holds no CLIP.</exception>
    public static ILanguageEncoder Load(string? clipPath = null)
    {
        if (clipPath is null)
        {
            ClipModel nano = ClipModel.LoadNano(out ClipVocabulary words);
            return Encoder(ClipNano.Name, nano, words);
        }

        ClipModel clip = ClipModel.Load(clipPath, out IReadOnlyDictionary<string, string> metadata);
        string name = Path.GetFileName(clipPath);
        try
        {
            return metadata.GetValueOrDefault(VocabularyKey) is { } json
                ? Encoder(name, clip, ClipVocabulary.FromJson(json))
                : Encoder(name, clip, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(clipPath))!, MergesFileName));
        }
        catch
        {
            clip.Dispose();
            throw;
        }
    }

    /// <summary>The encoder of a training's language terms; null where the loss has none.</summary>
    internal static ILanguageEncoder? Of(FusionLossOptions loss, Func<ILanguageEncoder>? own, string? clipPath) =>
        loss.Language is null ? null : own?.Invoke() ?? Load(clipPath);

    private static ClipLanguageEncoder Encoder(string name, ClipModel clip, string merges)
    {
        if (!File.Exists(merges))
        {
            throw new FileNotFoundException($"'{name}' has OpenAI's vocabulary, whose merges are in '{MergesFileName}'. Put that file beside the weights; docs/models.md says where both come from.", merges);
        }

        ClipTokenizer tokenizer = ClipTokenizer.Load(merges);
        return new(name, clip, text => tokenizer.EncodePadded(text, clip.Config.ContextLength));
    }

    private static ClipLanguageEncoder Encoder(string name, ClipModel clip, ClipVocabulary vocabulary) =>
        new(name, clip, text => vocabulary.Encode(text, clip.Config.ContextLength));
}
