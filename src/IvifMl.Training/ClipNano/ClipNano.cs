namespace IvifMl.Training;

/// <summary>The small CLIP of our own.</summary>
public static class ClipNano
{
    /// <summary>Its file name.</summary>
    public const string FileName = "ivif-clip-nano.safetensors";

    /// <summary>Metadata key of the vocabulary in its files: <see cref="ClipVocabulary.ToJson"/>.</summary>
    public const string VocabularyKey = "ivif.clip.vocabulary";

    /// <summary>Its sizes; the vocabulary is as large as the captions need.</summary>
    public static ClipConfig Config { get; } = new()
    {
        EmbedDimension = 128,
        ImageResolution = 112,
        VisionLayers = 4,
        VisionWidth = 128,
        VisionHeads = 4,
        VisionPatch = 28,
        ContextLength = 32,
        VocabularySize = 4096,
        TextWidth = 128,
        TextHeads = 4,
        TextLayers = 2,
    };
}
