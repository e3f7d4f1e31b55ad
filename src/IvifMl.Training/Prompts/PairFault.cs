using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>What is wrong with a pair, and which prompt asks to have it taken away.</summary>
/// <param name="Intent">The intent that fits; <see cref="PromptIntent.Neutral"/> for a pair without fault.</param>
/// <param name="Severity">How wrong, 0–1.</param>
/// <param name="Variant">Chooses among the faults of an intent, 0–1.</param>
/// <param name="Seed">Draws the fault.</param>
internal readonly record struct PairFault(PromptIntent Intent, float Severity, float Variant, int Seed)
{
    private const float SpotShare = 0.5f;

    /// <summary>No fault.</summary>
    public static PairFault None => default;

    /// <summary>Intents that have a fault.</summary>
    public static IReadOnlyList<PromptIntent> Intents { get; } =
    [
        PromptIntent.SuppressGlare, PromptIntent.ClearHaze, PromptIntent.BrightenDark, PromptIntent.RemoveNoise, PromptIntent.RaiseContrast, PromptIntent.RemoveStripes,
    ];

    /// <summary>The pair with the fault.</summary>
    /// <param name="infrared">The infrared, 0–1; not changed.</param>
    /// <param name="colours">Red, green and blue of the visible, 0–1; not changed.</param>
    public (Plane Infrared, IReadOnlyList<Plane> Colours) Apply(Plane infrared, IReadOnlyList<Plane> colours)
    {
        return Intent switch
        {
            PromptIntent.SuppressGlare => (infrared, Variant < SpotShare ? GlareSpots.Apply(colours, Severity, Seed) : Degradation.Apply(colours, DegradationKind.OverExposure, Severity, Seed)),
            PromptIntent.ClearHaze => (infrared, Degradation.Apply(colours, DegradationKind.Haze, Severity, Seed)),
            PromptIntent.BrightenDark => (infrared, Degradation.Apply(colours, DegradationKind.Darkness, Severity, Seed)),
            PromptIntent.RemoveNoise => (Degradation.Apply(infrared, DegradationKind.Noise, Severity, Seed), colours),
            PromptIntent.RemoveStripes => (Degradation.Apply(infrared, DegradationKind.Stripes, Severity, Seed), colours),
            PromptIntent.RaiseContrast => (
                Variant < 0.75f ? Degradation.Apply(infrared, DegradationKind.LowContrast, Severity, Seed) : infrared,
                Variant > 0.5f ? Degradation.Apply(colours, DegradationKind.LowContrast, Severity, Seed) : colours),
            _ => (infrared, colours),
        };
    }
}
