using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes;

/// <summary>
/// The rendered thermal camera: an uncooled 8–14 µm sensor whose 14-bit counts are linear in radiance,
/// counts = 400 + 4000 · (T / 300 K)⁴. At 20 °C a count is about 20 mK, and the range ends near 152 °C.
/// </summary>
public static class ThermalSensor
{
    /// <summary>Counts of a body at absolute zero.</summary>
    public const float Offset = 400f;

    /// <summary>Counts that a black body of 300 K adds.</summary>
    public const float Gain = 4000f;

    /// <summary>The largest count; hotter things saturate.</summary>
    public const int MaximumCount = (1 << 14) - 1;

    /// <summary>Counts of a black body before noise and rounding.</summary>
    /// <param name="celsius">Temperature in °C, above −273.15.</param>
    /// <example><c>CountsOf(26.85f)</c> is 4400: 300 K give offset plus gain.</example>
    public static float CountsOf(float celsius) => Offset + (Gain * Climate.Radiance(celsius));

    /// <summary>Temperature in °C of a black body that gives the counts; the inverse of <see cref="CountsOf"/>.</summary>
    /// <param name="counts">Counts, at least <see cref="Offset"/>.</param>
    public static float CelsiusOf(float counts) => Climate.Celsius(MathF.Max(counts - Offset, 0f) / Gain);
}
