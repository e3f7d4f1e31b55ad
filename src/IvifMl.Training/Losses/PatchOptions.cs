namespace IvifMl.Training;

/// <summary>How patches of the training crop are drawn for the patch version of the language loss; the defaults are LDFusion's.</summary>
public sealed record PatchOptions
{
    /// <summary>Default of <see cref="Count"/>.</summary>
    public const int DefaultCount = 32;

    /// <summary>Default of <see cref="SmallestShare"/>.</summary>
    public const double DefaultSmallestShare = 0.5;

    /// <summary>Default of <see cref="LargestShare"/>.</summary>
    public const double DefaultLargestShare = 0.8;

    /// <summary>Default of <see cref="Rotation"/>.</summary>
    public const double DefaultRotation = 5;

    /// <summary>Default of <see cref="VerticalShift"/>.</summary>
    public const double DefaultVerticalShift = 0.1;

    /// <summary>Default of <see cref="LargestScale"/>.</summary>
    public const double DefaultLargestScale = 1.5;

    /// <summary>Default of <see cref="Shear"/>.</summary>
    public const double DefaultShear = 5;

    /// <summary>Patches drawn of each picture in a step, N.</summary>
    /// <value>The default value is 32.</value>
    public int Count { get; init; } = DefaultCount;

    /// <summary>Lower end of the window's side as a share of the crop's smaller side.</summary>
    /// <value>The default value is 0.5.</value>
    public double SmallestShare { get; init; } = DefaultSmallestShare;

    /// <summary>Upper end of the window's side as a share of the crop's smaller side.</summary>
    /// <value>The default value is 0.8.</value>
    public double LargestShare { get; init; } = DefaultLargestShare;

    /// <summary>Largest rotation either way, degrees.</summary>
    /// <value>The default value is 5.</value>
    public double Rotation { get; init; } = DefaultRotation;

    /// <summary>Largest shift up or down as a share of the window's side.</summary>
    /// <value>The default value is 0.1.</value>
    public double VerticalShift { get; init; } = DefaultVerticalShift;

    /// <summary>Largest magnification; the smallest is 1.</summary>
    /// <value>The default value is 1.5.</value>
    public double LargestScale { get; init; } = DefaultLargestScale;

    /// <summary>Largest shear along x either way, degrees.</summary>
    /// <value>The default value is 5.</value>
    public double Shear { get; init; } = DefaultShear;

    /// <summary>Bits of entropy that a patch needs in both sources to count.</summary>
    /// <value>The default value is 6.</value>
    public double EntropyThreshold { get; init; } = PatchEntropy.DefaultThreshold;

    /// <summary>Checks all numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Count, 1);
        RequireWithin(SmallestShare, 0.01, 1, nameof(SmallestShare));
        RequireWithin(LargestShare, SmallestShare, 1, nameof(LargestShare));
        RequireWithin(Rotation, 0, 180, nameof(Rotation));
        RequireWithin(VerticalShift, 0, 1, nameof(VerticalShift));
        RequireWithin(LargestScale, 1, 10, nameof(LargestScale));
        RequireWithin(Shear, 0, 80, nameof(Shear));
        RequireWithin(EntropyThreshold, 0, 8, nameof(EntropyThreshold));
    }

    private static void RequireWithin(double value, double low, double high, string name)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be between {low} and {high}.");
        }
    }
}
