namespace IvifMl.Onnx;

/// <summary>
/// The numbers of the training-free pyramid fusion (<see cref="PyramidFusionGraph"/>). Gray levels are those of an 8-bit image
/// (1 = 1/255). The defaults are what <c>docs/fusion-pyramid.md</c> measures.
/// </summary>
public sealed record PyramidFusionOptions
{
    /// <summary>Default of <see cref="Levels"/>.</summary>
    public const int DefaultLevels = 5;

    /// <summary>Default of <see cref="Sharpness"/>.</summary>
    public const float DefaultSharpness = 3f;

    /// <summary>Default of <see cref="DetailFloor"/>.</summary>
    public const float DefaultDetailFloor = 0.5f;

    /// <summary>Default of <see cref="NoiseFactor"/>.</summary>
    public const float DefaultNoiseFactor = 1f;

    /// <summary>Default of <see cref="NoiseCeiling"/>.</summary>
    public const float DefaultNoiseCeiling = 7.65f;

    /// <summary>Default of <see cref="BaseFloor"/>.</summary>
    public const float DefaultBaseFloor = 10f;

    /// <summary>Default of <see cref="ColdShare"/>.</summary>
    public const float DefaultColdShare = 0.3f;

    /// <summary>Number of detail bands; the base has 2^levels times fewer rows and columns.</summary>
    /// <value>2–7. The default is 5.</value>
    public int Levels { get; init; } = DefaultLevels;

    /// <summary>The exponent p of the soft choice aᵢᵖ / (aᵢᵖ + aᵥᵖ + εᵖ); a large one is a hard choice.</summary>
    /// <value>1–8. The default is 3.</value>
    public float Sharpness { get; init; } = DefaultSharpness;

    /// <summary>ε of the soft choice: infrared detail well below it leaves the visible as it is.</summary>
    /// <value>0.05–20 gray levels. The default is 0.5.</value>
    public float DetailFloor { get; init; } = DefaultDetailFloor;

    /// <summary>How many times the estimated noise is taken off an activity before the choice.</summary>
    /// <value>0–4. The default is 1.</value>
    public float NoiseFactor { get; init; } = DefaultNoiseFactor;

    /// <summary>The most that is taken for noise; more activity than this everywhere is texture.</summary>
    /// <value>0–50 gray levels. The default is 7.65 (0.03 of the range).</value>
    public float NoiseCeiling { get; init; } = DefaultNoiseCeiling;

    /// <summary>The deviation of the base that counts as little: far below it the base stays the visible's.</summary>
    /// <value>1–100 gray levels. The default is 10.</value>
    public float BaseFloor { get; init; } = DefaultBaseFloor;

    /// <summary>What a cold deviation of the infrared base counts against a hot one.</summary>
    /// <value>0–1. The default is 0.3.</value>
    public float ColdShare { get; init; } = DefaultColdShare;

    /// <summary>Refuses numbers out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number out of range; the message names it.</exception>
    public void Validate()
    {
        Check(Levels, 2, 7, nameof(Levels));
        Check(Sharpness, 1, 8, nameof(Sharpness));
        Check(DetailFloor, 0.05f, 20, nameof(DetailFloor));
        Check(NoiseFactor, 0, 4, nameof(NoiseFactor));
        Check(NoiseCeiling, 0, 50, nameof(NoiseCeiling));
        Check(BaseFloor, 1, 100, nameof(BaseFloor));
        Check(ColdShare, 0, 1, nameof(ColdShare));
    }

    private static void Check(float value, float low, float high, string name)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must lie in {low}–{high}.");
        }
    }
}
