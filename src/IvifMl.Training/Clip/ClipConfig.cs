namespace IvifMl.Training;

/// <summary>The sizes of a CLIP model with a vision transformer (Radford et al., "Learning Transferable Visual Models", 2021).</summary>
public sealed record ClipConfig
{
    /// <summary>OpenAI's width of an attention head; the number of heads follows from it where it is not stated.</summary>
    public const int HeadWidth = 64;

    /// <summary>Length of the common embedding, D.</summary>
    public required int EmbedDimension { get; init; }

    /// <summary>Side S of the square image that the vision tower takes, in pixels; a multiple of <see cref="VisionPatch"/>.</summary>
    public required int ImageResolution { get; init; }

    /// <summary>Blocks of the vision tower.</summary>
    public required int VisionLayers { get; init; }

    /// <summary>Channels of the vision tower; a multiple of <see cref="VisionHeads"/>.</summary>
    public required int VisionWidth { get; init; }

    /// <summary>Side of a square patch in pixels.</summary>
    public required int VisionPatch { get; init; }

    /// <summary>Attention heads of the vision tower.</summary>
    /// <value>The default is <see cref="VisionWidth"/> / 64, at least 1.</value>
    public int VisionHeads
    {
        get => field > 0 ? field : DefaultHeads(VisionWidth);
        init;
    }

    /// <summary>Most tokens of a text, SOT and EOT included.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Number of token ids; the highest one is EOT.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Channels of the text tower; a multiple of <see cref="TextHeads"/>.</summary>
    public required int TextWidth { get; init; }

    /// <summary>Attention heads of the text tower.</summary>
    /// <value>The default is <see cref="TextWidth"/> / 64, at least 1.</value>
    public int TextHeads
    {
        get => field > 0 ? field : DefaultHeads(TextWidth);
        init;
    }

    /// <summary>Blocks of the text tower.</summary>
    public required int TextLayers { get; init; }

    /// <summary>OpenAI's ViT-B/32, the model of the LDFusion paper.</summary>
    public static ClipConfig VitB32 { get; } = new()
    {
        EmbedDimension = 512,
        ImageResolution = 224,
        VisionLayers = 12,
        VisionWidth = 768,
        VisionPatch = 32,
        ContextLength = 77,
        VocabularySize = 49_408,
        TextWidth = 512,
        TextLayers = 12,
    };

    /// <summary>Patches along one side of the image.</summary>
    internal int Grid => ImageResolution / VisionPatch;

    /// <summary>Checks the sizes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or one does not divide the other.</exception>
    public void Validate()
    {
        Positive(EmbedDimension, nameof(EmbedDimension));
        Positive(ImageResolution, nameof(ImageResolution));
        Positive(VisionLayers, nameof(VisionLayers));
        Positive(VisionWidth, nameof(VisionWidth));
        Positive(VisionPatch, nameof(VisionPatch));
        Positive(ContextLength, nameof(ContextLength));
        Positive(VocabularySize, nameof(VocabularySize));
        Positive(TextWidth, nameof(TextWidth));
        Positive(TextLayers, nameof(TextLayers));
        Divides(VisionPatch, ImageResolution, nameof(ImageResolution), nameof(VisionPatch));
        Divides(VisionHeads, VisionWidth, nameof(VisionWidth), nameof(VisionHeads));
        Divides(TextHeads, TextWidth, nameof(TextWidth), nameof(TextHeads));
    }

    internal static int DefaultHeads(int width) => Math.Max(1, width / HeadWidth);

    private static void Positive(int value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; a CLIP model needs at least 1.");
        }
    }

    private static void Divides(int part, int whole, string wholeName, string partName)
    {
        if (whole % part != 0)
        {
            throw new ArgumentOutOfRangeException(wholeName, whole, $"{wholeName} {whole} is not a multiple of {partName} {part}. Change one of the two.");
        }
    }
}
