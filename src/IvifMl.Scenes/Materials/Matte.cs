using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>A plain material: one colour and one temperature, each with some noise; serves cloth, skin, paint, wood and stone.</summary>
internal sealed class Matte : Material
{
    public required Rgb Albedo { get; init; }

    public required float Celsius { get; init; }

    public float Emissivity { get; init; } = 0.95f;

    public float Gloss { get; init; }

    public Rgb Emission { get; init; }

    /// <summary>Strength of the colour's noise, 0–1.</summary>
    public float Rough { get; init; }

    /// <summary>Cells of noise per metre.</summary>
    public float Grain { get; init; } = 12f;

    /// <summary>Amplitude of the temperature's noise in K.</summary>
    public float Patchy { get; init; }

    /// <summary>How much cooler the silhouette of a rounded part is than its middle, in K.</summary>
    public float EdgeCooling { get; init; }

    /// <summary>Temperature change by metre up from the foot in K.</summary>
    public float Rise { get; init; }

    public uint Seed { get; init; }

    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look)
    {
        Rgb albedo = Albedo;
        if (Rough > 0f)
        {
            float coarse = Noise.Filtered(at.S * Grain, at.T * Grain * 0.6f, at.FootT * Grain, Seed) - 0.5f;
            albedo *= 1f + (2f * Rough * coarse);
        }

        look.Albedo = albedo;
        look.Emission = Emission;
        look.Gloss = Gloss;
        look.Emissivity = Emissivity;
        float celsius = Celsius - (EdgeCooling * (1f - at.Facing)) + (Rise * at.T);
        if (Patchy > 0f)
        {
            celsius += Patchy * 2f * (Noise.Filtered((at.S * 7f) + 31f, at.T * 5f, at.FootT * 5f, Seed ^ 0x5Au) - 0.5f);
        }

        look.Celsius = celsius;
    }
}
