namespace IvifMl.Mapping;

/// <summary>
/// Names of the columns between the steps of a saved chain. Custom mappings bind by these fixed names;
/// the user's own columns are copied to and from them, so that no name of the user's can collide.
/// </summary>
internal static class ColumnNames
{
    public const string Path = "IvifMl.Path";
    public const string Anchor = "IvifMl.Anchor";
    public const string Settings = "IvifMl.Settings";
    public const string Thermal = "IvifMl.Thermal";

    public const string InfraredImage = "IvifMl.InfraredImage";
    public const string VisibleImage = "IvifMl.VisibleImage";
    public const string FusedImage = "IvifMl.FusedImage";
    public const string Pixels = "IvifMl.Pixels";

    public const string InfraredRaw = "IvifMl.infrared_raw";
    public const string InfraredShape = "IvifMl.infrared_shape";
    public const string AlignmentSettings = "IvifMl.alignment";

    public const string Image = "IvifMl.Image";
    public const string Rgb = "IvifMl.rgb";
    public const string RgbShape = "IvifMl.rgb_shape";
    public const string ClipPixels = "IvifMl.clip_pixels";

    public const string Sentence = "IvifMl.Sentence";
    public const string TokenSettings = "IvifMl.token_settings";
    public const string Tokens = "IvifMl.tokens";
    public const string PromptGiven = "IvifMl.prompt_given";
    public const string Embedding = "IvifMl.embedding";

    public const string DetectorPicture = "IvifMl.detector_picture";
    public const string DetectorShape = "IvifMl.detector_shape";
    public const string DetectorSettings = "IvifMl.detector_settings";
    public const string DetectorPixels = "IvifMl.detector_pixels";
    public const string DetectorHeads = "IvifMl.detector_heads";
    public const string DetectedBoxes = "IvifMl.detected_boxes";
    public const string DetectedLabels = "IvifMl.detected_labels";
    public const string DetectedScores = "IvifMl.detected_scores";

    public const string Infrared = "IvifMl.infrared";
    public const string Visible = "IvifMl.visible";
    public const string Shape = "IvifMl.shape";
    public const string Text = "IvifMl.text";
    public const string Fused = "IvifMl.fused";
    public const string PictureSettings = "IvifMl.picture";

    /// <summary>The columns that the way of a sentence to its embedding makes.</summary>
    public static IReadOnlyList<string> OfSentence { get; } = [Sentence, Anchor, TokenSettings, Tokens, PromptGiven, Embedding];

    /// <summary>The columns that a detection chain makes on its way and drops at its end.</summary>
    public static IReadOnlyList<string> OfDetection { get; } =
        [Image, DetectorPicture, DetectorShape, DetectorSettings, DetectorPixels, DetectorHeads, DetectedBoxes, DetectedLabels, DetectedScores];

    /// <summary>The columns that a fusion chain makes on its way and drops at its end.</summary>
    public static IEnumerable<string> OfFusion(bool aligned, bool prompted) =>
    [
        InfraredImage, VisibleImage, Pixels, Infrared, Visible, Shape, Fused, PictureSettings, FusedImage,
        .. aligned ? [InfraredRaw, InfraredShape, AlignmentSettings] : Array.Empty<string>(),
        .. prompted ? [.. OfSentence, Text] : Array.Empty<string>(),
    ];
}
