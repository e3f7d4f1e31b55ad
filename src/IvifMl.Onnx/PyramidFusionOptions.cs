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

    /// <summary>Default of <see cref="CoarserShare"/>.</summary>
    public const float DefaultCoarserShare = 0.5f;

    /// <summary>Default of <see cref="ColdShare"/>.</summary>
    public const float DefaultColdShare = 0.3f;

    /// <summary>Default of <see cref="InfraredNoiseFactor"/>.</summary>
    public const float DefaultInfraredNoiseFactor = 2f;

    /// <summary>Default of <see cref="VisibleNoiseFactor"/>.</summary>
    public const float DefaultVisibleNoiseFactor = 0.6f;

    /// <summary>Default of <see cref="NoiseCeiling"/>.</summary>
    public const float DefaultNoiseCeiling = 7.65f;

    /// <summary>Default of <see cref="Union"/>.</summary>
    public const float DefaultUnion = 1f;

    /// <summary>Default of <see cref="BaseFloor"/>.</summary>
    public const float DefaultBaseFloor = 10f;

    /// <summary>Default of <see cref="Lift"/>.</summary>
    public const float DefaultLift = 0.3f;

    /// <summary>Default of <see cref="TargetShare"/>.</summary>
    public const float DefaultTargetShare = 0.9f;

    /// <summary>Default of <see cref="TargetDeviations"/>.</summary>
    public const float DefaultTargetDeviations = 1.2f;

    /// <summary>Number of detail bands; the base has 2^levels times fewer rows and columns.</summary>
    /// <value>2–7. The default is 5.</value>
    public int Levels { get; init; } = DefaultLevels;

    /// <summary>The exponent p of the soft choice aᵢᵖ / (aᵢᵖ + aᵥᵖ + εᵖ); a large one is a hard choice.</summary>
    /// <value>1–8. The default is 3.</value>
    public float Sharpness { get; init; } = DefaultSharpness;

    /// <summary>ε of the soft choice: infrared detail well below it leaves the visible as it is.</summary>
    /// <value>0.05–20 gray levels. The default is 0.5.</value>
    public float DetailFloor { get; init; } = DefaultDetailFloor;

    /// <summary>How much of the next coarser band's activity is added to a band's own, so that the choices of neighbouring bands agree.</summary>
    /// <value>0–2. The default is 0.5.</value>
    public float CoarserShare { get; init; } = DefaultCoarserShare;

    /// <summary>What the dark side of coarse infrared detail counts against the bright side; below 1 it keeps cold skies and dark rings out.</summary>
    /// <value>0–1. The default is 0.3.</value>
    public float ColdShare { get; init; } = DefaultColdShare;

    /// <summary>How many times its estimated noise is taken off the infrared's activity before the choice.</summary>
    /// <value>0–4. The default is 2.</value>
    public float InfraredNoiseFactor { get; init; } = DefaultInfraredNoiseFactor;

    /// <summary>How many times its estimated noise is taken off the visible's activity before the choice.</summary>
    /// <value>0–4. The default is 0.6.</value>
    public float VisibleNoiseFactor { get; init; } = DefaultVisibleNoiseFactor;

    /// <summary>The most that is taken for noise; more activity than this everywhere is texture.</summary>
    /// <value>0–50 gray levels. The default is 7.65 (0.03 of the range).</value>
    public float NoiseCeiling { get; init; } = DefaultNoiseCeiling;

    /// <summary>Where both sources have detail of about the same strength: 0 mixes it, 1 keeps what either has.</summary>
    /// <value>0–1. The default is 1.</value>
    public float Union { get; init; } = DefaultUnion;

    /// <summary>The deviation of the base that counts as little: far below it the base stays the visible's.</summary>
    /// <value>1–100 gray levels. The default is 10.</value>
    public float BaseFloor { get; init; } = DefaultBaseFloor;

    /// <summary>How far the base is lifted to a brighter infrared's where the infrared has more large-scale structure.</summary>
    /// <value>0–1. The default is 0.3.</value>
    public float Lift { get; init; } = DefaultLift;

    /// <summary>How far a hot target's brightness is that of the infrared; 0 treats targets like everything else.</summary>
    /// <value>0–1. The default is 0.9.</value>
    public float TargetShare { get; init; } = DefaultTargetShare;

    /// <summary>How many standard deviations of its surroundings a hot target stands above their mean.</summary>
    /// <value>0.5–4. The default is 1.2.</value>
    public float TargetDeviations { get; init; } = DefaultTargetDeviations;

    /// <summary>Refuses numbers out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number out of range; the message names it.</exception>
    public void Validate()
    {
        Check(Levels, 2, 7, nameof(Levels));
        Check(Sharpness, 1, 8, nameof(Sharpness));
        Check(DetailFloor, 0.05f, 20, nameof(DetailFloor));
        Check(CoarserShare, 0, 2, nameof(CoarserShare));
        Check(ColdShare, 0, 1, nameof(ColdShare));
        Check(InfraredNoiseFactor, 0, 4, nameof(InfraredNoiseFactor));
        Check(VisibleNoiseFactor, 0, 4, nameof(VisibleNoiseFactor));
        Check(NoiseCeiling, 0, 50, nameof(NoiseCeiling));
        Check(Union, 0, 1, nameof(Union));
        Check(BaseFloor, 1, 100, nameof(BaseFloor));
        Check(Lift, 0, 1, nameof(Lift));
        Check(TargetShare, 0, 1, nameof(TargetShare));
        Check(TargetDeviations, 0.5f, 4, nameof(TargetDeviations));
    }

    private static void Check(float value, float low, float high, string name)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must lie in {low}–{high}.");
        }
    }
}
