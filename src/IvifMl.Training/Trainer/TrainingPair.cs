using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>A registered pair in memory, 8 bits a pixel: what training keeps of an infrared and a visible image.</summary>
public sealed class TrainingPair
{
    private readonly byte[] _infrared;
    private readonly byte[] _visible;
    private readonly byte[] _colours = [];

    /// <summary>A pair of planes.</summary>
    /// <param name="name">The pair's name, for messages and pages.</param>
    /// <param name="infrared">Infrared, 0–1.</param>
    /// <param name="visible">Luminance of the visible image, 0–1; same size, sides at least 16.</param>
    /// <exception cref="ArgumentException">Sizes differ or are too small.</exception>
    public TrainingPair(string name, Plane infrared, Plane visible)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(infrared);
        ArgumentNullException.ThrowIfNull(visible);
        if (!infrared.HasSizeOf(visible))
        {
            throw new ArgumentException($"Pair '{name}': the infrared has {infrared.Width}×{infrared.Height} pixels and the visible {visible.Width}×{visible.Height}; a pair to train on is registered.");
        }

        if (visible.Width < FusionNetwork.SmallestSide || visible.Height < FusionNetwork.SmallestSide)
        {
            throw new ArgumentException($"Pair '{name}' has {visible.Width}×{visible.Height} pixels; sides are at least {FusionNetwork.SmallestSide}.");
        }

        (Name, Height, Width) = (name, visible.Height, visible.Width);
        _infrared = Levels(infrared);
        _visible = Levels(visible);
    }

    /// <summary>A pair whose colours are kept, for trainings that need them.</summary>
    /// <param name="name">The pair's name, for messages and pages.</param>
    /// <param name="infrared">Infrared, 0–1.</param>
    /// <param name="visible">The visible image; same size, sides at least 16. A gray one has no colours to keep.</param>
    /// <exception cref="ArgumentException">Sizes differ or are too small.</exception>
    public TrainingPair(string name, Plane infrared, RasterImage visible)
        : this(name, infrared, Bt601.Luminance(visible)) => _colours = visible.Channels == 1 ? [] : RasterConversion.ToRgb8(visible).Bytes.ToArray();

    /// <summary>The pair's name.</summary>
    public string Name { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>The infrared in gray levels 0–255, row-major.</summary>
    internal ReadOnlySpan<byte> Infrared => _infrared;

    /// <summary>The visible luminance in gray levels 0–255, row-major.</summary>
    internal ReadOnlySpan<byte> Visible => _visible;

    /// <summary>Red, green and blue of the visible image, interleaved, row-major; empty where it is gray or was not kept.</summary>
    internal ReadOnlySpan<byte> Colours => _colours;

    /// <summary>The infrared as a plane, 0–1.</summary>
    public Plane InfraredPlane() => ToPlane(_infrared);

    /// <summary>The visible luminance as a plane, 0–1.</summary>
    public Plane VisiblePlane() => ToPlane(_visible);

    private static byte[] Levels(Plane plane)
    {
        byte[] levels = new byte[plane.Length];
        ReadOnlySpan<float> values = plane.Values;
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = (byte)MathF.Round(Math.Clamp(values[i], 0, 1) * byte.MaxValue);
        }

        return levels;
    }

    private Plane ToPlane(byte[] levels) => new(Height, Width, [.. levels.Select(level => level / 255f)]);
}
