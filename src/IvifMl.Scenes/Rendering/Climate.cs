using IvifMl.Scenes.Numerics;

namespace IvifMl.Scenes.Rendering;

/// <summary>The state of the air and what the surroundings' temperatures follow from.</summary>
internal sealed class Climate
{
    /// <summary>Temperature of the air in °C.</summary>
    public required float Air { get; init; }

    /// <summary>Apparent temperature of the sky overhead in °C: far below the air's when clear, close to it under cloud.</summary>
    public required float Zenith { get; init; }

    /// <summary>How much of the sky is clouded, 0–1.</summary>
    public float Clouds { get; init; }

    /// <summary>Extinction of visible light per metre.</summary>
    public float Haze { get; init; }

    /// <summary>Colour of haze that light shines into.</summary>
    public Rgb HazeLight { get; init; }

    /// <summary>Extinction of thermal radiation per metre.</summary>
    public float ThermalHaze { get; init; } = 0.0008f;

    /// <summary>Above the air's temperature, in K, that ground in the open has: positive after sun, negative under a clear night sky.</summary>
    public float GroundExcess { get; init; }

    /// <summary>Above the air's temperature, in K, that walls have.</summary>
    public float WallExcess { get; init; }

    /// <summary>Band radiance of a black body relative to one of 300 K, by the T⁴ law, which is close to the 8–14 µm band's own near 300 K.</summary>
    public static float Radiance(float celsius)
    {
        float k = (celsius + 273.15f) * (1f / 300f);
        return k * k * k * k;
    }

    /// <summary>Temperature in °C of a black body of the given relative radiance; the inverse of <see cref="Radiance"/>.</summary>
    public static float Celsius(float radiance) => (300f * MathF.Sqrt(MathF.Sqrt(radiance))) - 273.15f;
}
