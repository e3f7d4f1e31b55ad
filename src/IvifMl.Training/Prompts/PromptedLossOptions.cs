namespace IvifMl.Training;

/// <summary>What a text-guided network is trained for; each term with its weight. F is its picture, T the one that the prompt asks for.</summary>
public sealed record PromptedLossOptions
{
    /// <summary>Weight of mean |F − T|.</summary>
    /// <value>The default value is 1.</value>
    public double Picture { get; init; } = 1;

    /// <summary>Weight of mean |∇F − ∇T|, Sobel derivatives with raw taps.</summary>
    /// <value>The default value is 0.15.</value>
    public double Gradient { get; init; } = 0.15;

    /// <summary>Weight of 1 − SSIM(F, T).</summary>
    /// <value>The default value is 0.1.</value>
    public double Similarity { get; init; } = 0.1;

    /// <summary>Weight of mean |c·C − C_T|, C the visible's chroma, c its gain, C_T the chroma that the prompt asks for.</summary>
    /// <value>The default value is 2.</value>
    public double Chroma { get; init; } = 2;

    /// <summary>Weight of mean |(Fᵢ − Fⱼ) − (Tᵢ − Tⱼ)| over the prompts of one pair: different prompts must differ as their pictures do.</summary>
    /// <value>The default value is 0.5.</value>
    public double Difference { get; init; } = 0.5;

    /// <summary>Weight of the distance between what two sentences of one intent do in the network, and of what neutral sentences do.</summary>
    /// <value>The default value is 0.05.</value>
    public double Paraphrase { get; init; } = 0.05;

    /// <summary>Weight of <see cref="Fusion"/> on the neutral pictures, which otherwise follow the fusion pyramid.</summary>
    /// <value>The default value is 0.02.</value>
    public double Neutral { get; init; } = 0.02;

    /// <summary>The classic terms for the neutral pictures; a language term is passed over.</summary>
    /// <value>The default value has the default weights and no language term.</value>
    public FusionLossOptions Fusion { get; init; } = new() { Language = null };

    /// <summary>Weight of <see cref="StructureLoss"/>, L^str, on the neutral pictures.</summary>
    /// <value>The default value is 0.</value>
    public double Structure { get; init; }

    /// <summary>Weight of <see cref="CrossModalCorrelationLoss"/>, L^cc, on the features of both encoders.</summary>
    /// <value>The default value is 0.</value>
    public double Correlation { get; init; }

    /// <summary>Weight of the codebook's commitment, for a network with a codebook.</summary>
    /// <value>The default value is 0.25.</value>
    public double Commitment { get; init; } = 0.25;

    /// <summary>Checks all weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or no number.</exception>
    /// <exception cref="ArgumentException">Nothing makes the picture follow the prompt.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Fusion);
        (Fusion with { Language = null }).Validate();
        foreach ((string name, double weight) in Weights())
        {
            OptionRange.Weight(weight, name);
        }

        if (Picture + Gradient + Similarity == 0)
        {
            throw new ArgumentException("Picture, Gradient and Similarity are all 0; nothing would make the picture follow the prompt.");
        }
    }

    internal IEnumerable<(string Name, double Weight)> Weights() =>
    [
        (nameof(Picture), Picture), (nameof(Gradient), Gradient), (nameof(Similarity), Similarity), (nameof(Chroma), Chroma), (nameof(Difference), Difference),
        (nameof(Paraphrase), Paraphrase), (nameof(Neutral), Neutral), (nameof(Structure), Structure), (nameof(Correlation), Correlation), (nameof(Commitment), Commitment),
    ];
}
