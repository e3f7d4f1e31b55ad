namespace IvifMl.Training;

/// <summary>The small CLIP of our own.</summary>
internal static class ClipNano
{
    /// <summary>Its name.</summary>
    public const string Name = "ivif-clip-nano";

    /// <summary>Its file name.</summary>
    public const string FileName = Name + ".safetensors";

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
