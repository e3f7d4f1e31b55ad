namespace IvifMl.Metrics;

/// <summary>How bootstrap intervals are made.</summary>
public sealed record DetectionBootstrapOptions
{
    /// <summary>Default of <see cref="Resamples"/>.</summary>
    public const int DefaultResamples = 1000;

    /// <summary>Default of <see cref="Confidence"/>.</summary>
    public const double DefaultConfidence = 0.95;

    /// <summary>How many sets of images are drawn.</summary>
    /// <value>The default value is 1000.</value>
    public int Resamples { get; init; } = DefaultResamples;

    /// <summary>The share of the resamples that lies in the interval.</summary>
    /// <value>The default value is 0.95.</value>
    public double Confidence { get; init; } = DefaultConfidence;

    /// <summary>The seed of the draws; the same seed draws the same images for every detector.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; init; }

    /// <summary>Refuses options that mean nothing.</summary>
    /// <exception cref="InvalidOperationException">Resamples is below 1, or Confidence is not between 0 and 1.</exception>
    public void Validate()
    {
        if (Resamples < 1)
        {
            throw new InvalidOperationException($"Resamples is {Resamples}; at least one set of images must be drawn (usual: {DefaultResamples}).");
        }

        if (!(Confidence is > 0 and < 1))
        {
            throw new InvalidOperationException($"Confidence is {Confidence}; choose a share between 0 and 1, such as {DefaultConfidence}.");
        }
    }
}
