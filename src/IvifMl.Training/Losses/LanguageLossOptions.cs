namespace IvifMl.Training;

/// <summary>
/// What the language-driven loss asks for and how much each part weighs: L = w_g L_global + w_p L_patch + w_s Φ + w_f L_fidelity.
/// Each text is a list: several sentences make an ensemble, whose embeddings are averaged before they are brought to length 1.
/// </summary>
public sealed record LanguageLossOptions
{
    /// <summary>Default of <see cref="VisibleTexts"/>.</summary>
    public const string DefaultVisibleText = "a visible gray image";

    /// <summary>Default of <see cref="InfraredTexts"/>.</summary>
    public const string DefaultInfraredText = "an infrared image";

    /// <summary>Default of <see cref="Prompts"/>.</summary>
    public const string DefaultPrompt = "a clear image with detailed background and salient objects";

    /// <summary>Default of <see cref="GlobalWeight"/>.</summary>
    public const double DefaultGlobalWeight = 2;

    /// <summary>Default of <see cref="PatchWeight"/>.</summary>
    public const double DefaultPatchWeight = 10;

    /// <summary>Default of <see cref="RegulariserWeight"/>.</summary>
    public const double DefaultRegulariserWeight = 6;

    /// <summary>Default of <see cref="FidelityWeight"/>.</summary>
    public const double DefaultFidelityWeight = 10;

    /// <summary>LDFusion's texts, weights and patches as its code has them.</summary>
    public static LanguageLossOptions LdFusion { get; } = new();

    /// <summary>What describes a visible picture, t_v.</summary>
    /// <value>The default value is "a visible gray image".</value>
    public IReadOnlyList<string> VisibleTexts { get; init; } = [DefaultVisibleText];

    /// <summary>What describes an infrared picture, t_r.</summary>
    /// <value>The default value is "an infrared image".</value>
    public IReadOnlyList<string> InfraredTexts { get; init; } = [DefaultInfraredText];

    /// <summary>What describes a good fusion, p.</summary>
    /// <value>The default value is "a clear image with detailed background and salient objects".</value>
    public IReadOnlyList<string> Prompts { get; init; } = [DefaultPrompt];

    /// <summary>Weight of the global language loss, w_g; 0 leaves it out.</summary>
    /// <value>The default value is 2.</value>
    public double GlobalWeight { get; init; } = DefaultGlobalWeight;

    /// <summary>Weight of the patch language loss, w_p; 0 leaves it out.</summary>
    /// <value>The default value is 10.</value>
    public double PatchWeight { get; init; } = DefaultPatchWeight;

    /// <summary>Weight of the regulariser Φ, w_s; 0 leaves it out.</summary>
    /// <value>The default value is 6.</value>
    public double RegulariserWeight { get; init; } = DefaultRegulariserWeight;

    /// <summary>Weight of the feature fidelity, w_f; 0 leaves it out.</summary>
    /// <value>The default value is 10.</value>
    public double FidelityWeight { get; init; } = DefaultFidelityWeight;

    /// <summary>How patches are drawn and filtered.</summary>
    /// <value>The default value is LDFusion's: 32 patches with sides of 0.5 to 0.8 of the crop.</value>
    public PatchOptions Patches { get; init; } = new();

    /// <summary>Checks texts and numbers.</summary>
    /// <exception cref="ArgumentException">A list of texts is empty or holds an empty text.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public void Validate()
    {
        RequireTexts(VisibleTexts, nameof(VisibleTexts));
        RequireTexts(InfraredTexts, nameof(InfraredTexts));
        RequireTexts(Prompts, nameof(Prompts));
        OptionRange.Weight(GlobalWeight, nameof(GlobalWeight));
        OptionRange.Weight(PatchWeight, nameof(PatchWeight));
        OptionRange.Weight(RegulariserWeight, nameof(RegulariserWeight));
        OptionRange.Weight(FidelityWeight, nameof(FidelityWeight));
        ArgumentNullException.ThrowIfNull(Patches);
        Patches.Validate();
    }

    private static void RequireTexts(IReadOnlyList<string> texts, string name)
    {
        if (texts is null || texts.Count == 0 || texts.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException($"{name} must hold at least one sentence, and none may be empty.", name);
        }
    }
}
