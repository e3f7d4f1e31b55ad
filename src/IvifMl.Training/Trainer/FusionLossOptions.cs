namespace IvifMl.Training;

/// <summary>What a fusion network is trained for: the language-driven terms and the classic ones, each with its weight.</summary>
public sealed record FusionLossOptions
{
    /// <summary>Default of <see cref="Intensity"/>.</summary>
    public const double DefaultIntensity = 1.5;

    /// <summary>Default of <see cref="Saliency"/>.</summary>
    public const double DefaultSaliency = 0;

    /// <summary>Default of <see cref="Choice"/>.</summary>
    public const double DefaultChoice = 1;

    /// <summary>Default of <see cref="Gradient"/>.</summary>
    public const double DefaultGradient = 1;

    /// <summary>Default of <see cref="Structure"/>.</summary>
    public const double DefaultStructure = 0.3;

    /// <summary>Default of <see cref="Edges"/>.</summary>
    public const double DefaultEdges = 3;

    /// <summary>Default of <see cref="Information"/>.</summary>
    public const double DefaultInformation = 1.5;

    /// <summary>Default of <see cref="Differences"/>.</summary>
    public const double DefaultDifferences = 1;

    /// <summary>Default of <see cref="Contrast"/>.</summary>
    public const double DefaultContrast = 0;

    /// <summary>Default of <see cref="MutualInformation"/>.</summary>
    public const double DefaultMutualInformation = 0;

    /// <summary>Default of <see cref="Targets"/>.</summary>
    public const double DefaultTargets = 0;

    /// <summary>The published recipe: language, regulariser and fidelity alone (LDFusion).</summary>
    public static FusionLossOptions LdFusion { get; } = new()
    {
        Intensity = 0,
        Saliency = 0,
        Choice = 0,
        Gradient = 0,
        Structure = 0,
        Edges = 0,
        Information = 0,
        Differences = 0,
        Contrast = 0,
        MutualInformation = 0,
        Targets = 0,
    };

    /// <summary>The language-driven terms; null to train without language.</summary>
    /// <value>The default value is <see cref="LanguageLossOptions.LdFusion"/>.</value>
    public LanguageLossOptions? Language { get; init; } = LanguageLossOptions.LdFusion;

    /// <summary>Weight of <see cref="IntensityMaximumLoss"/>.</summary>
    /// <value>The default value is 1.5.</value>
    public double Intensity { get; init; } = DefaultIntensity;

    /// <summary>Weight of <see cref="SaliencyIntensityLoss"/>.</summary>
    /// <value>The default value is 0.</value>
    public double Saliency { get; init; } = DefaultSaliency;

    /// <summary>Weight of <see cref="NearestSourceLoss"/>.</summary>
    /// <value>The default value is 1.</value>
    public double Choice { get; init; } = DefaultChoice;

    /// <summary>Weight of <see cref="GradientMaximumLoss"/>.</summary>
    /// <value>The default value is 1.</value>
    public double Gradient { get; init; } = DefaultGradient;

    /// <summary>Weight of <see cref="SsimLoss"/>.</summary>
    /// <value>The default value is 0.3.</value>
    public double Structure { get; init; } = DefaultStructure;

    /// <summary>Weight of <see cref="EdgePreservationLoss"/>.</summary>
    /// <value>The default value is 3.</value>
    public double Edges { get; init; } = DefaultEdges;

    /// <summary>Weight of <see cref="InformationFidelityLoss"/>.</summary>
    /// <value>The default value is 1.5.</value>
    public double Information { get; init; } = DefaultInformation;

    /// <summary>Weight of <see cref="CorrelationOfDifferencesLoss"/>.</summary>
    /// <value>The default value is 1.</value>
    public double Differences { get; init; } = DefaultDifferences;

    /// <summary>Weight of <see cref="ContrastLoss"/>.</summary>
    /// <value>The default value is 0.</value>
    public double Contrast { get; init; } = DefaultContrast;

    /// <summary>Weight of <see cref="MutualInformationLoss"/>.</summary>
    /// <value>The default value is 0.</value>
    public double MutualInformation { get; init; } = DefaultMutualInformation;

    /// <summary>Weight of <see cref="HotTargetLoss"/>.</summary>
    /// <value>The default value is 0.</value>
    public double Targets { get; init; } = DefaultTargets;

    /// <summary>Checks all weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or no number.</exception>
    /// <exception cref="ArgumentException">Nothing is left to train for.</exception>
    public void Validate()
    {
        foreach ((string name, double weight) in Weights())
        {
            OptionRange.Weight(weight, name);
        }

        Language?.Validate();
        if (Language is null && Weights().All(weight => weight.Weight == 0))
        {
            throw new ArgumentException("All weights are 0 and there is no language term; a network cannot be trained for nothing.");
        }
    }

    internal IEnumerable<(string Name, double Weight)> Weights() =>
    [
        (nameof(Intensity), Intensity),
        (nameof(Saliency), Saliency),
        (nameof(Choice), Choice),
        (nameof(Gradient), Gradient),
        (nameof(Structure), Structure),
        (nameof(Edges), Edges),
        (nameof(Information), Information),
        (nameof(Differences), Differences),
        (nameof(Contrast), Contrast),
        (nameof(MutualInformation), MutualInformation),
        (nameof(Targets), Targets),
    ];
}
