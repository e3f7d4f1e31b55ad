using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>Grass, or a forest's floor with a trodden path.</summary>
internal sealed class Meadow(Climate climate, bool litter, float path, uint seed) : Material
{
    /// <summary>Grass at a place.</summary>
    public static void Grass(in Fragment at, ref Appearance look, Climate climate, uint seed)
    {
        float coarse = Noise.Fractal(at.S * 0.35f, at.T * 0.16f, 3, seed);
        float blades = Noise.Filtered(at.S * 16f, at.T * 5f, at.FootT * 4f, seed + 3u);
        float dry = StableMath.Step(0.45f, 0.7f, Noise.Value(at.S * 0.12f, at.T * 0.06f, seed + 4u));
        Rgb green = Rgb.Mix(new(0.055f, 0.105f, 0.026f), new(0.17f, 0.15f, 0.06f), dry);
        look.Albedo = green * (0.45f + (0.7f * coarse) + (0.55f * blades));
        look.Celsius = climate.Air + (climate.GroundExcess * 0.45f) + (2.6f * (coarse - 0.5f)) + (0.9f * (blades - 0.5f)) - 0.6f;
        look.Emissivity = 0.97f;
        look.Gloss = 0f;
    }

    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look)
    {
        if (!litter)
        {
            Grass(at, ref look, climate, seed);
            return;
        }

        float coarse = Noise.Fractal(at.S * 0.6f, at.T * 0.4f, 3, seed);
        float leaf = (0.55f * Noise.Filtered(at.S * 11f, at.T * 8f, at.FootT * 7f, seed + 3u)) + (0.45f * Noise.Filtered(at.S * 34f, at.T * 24f, at.FootT * 16f, seed + 5u));
        float moss = StableMath.Step(0.5f, 0.66f, Noise.Value(at.S * 0.45f, at.T * 0.3f, seed + 4u));
        Rgb floor = Rgb.Mix(new(0.125f, 0.075f, 0.036f), new(0.06f, 0.095f, 0.025f), moss) * (0.3f + (0.8f * coarse) + (0.75f * leaf));
        float bend = path + (1.2f * StableMath.Sin(at.T * 0.16f)) - (1.2f * StableMath.Sin(0.5f));
        float trodden = 1f - StableMath.Step(0.5f, 1.15f, MathF.Abs(at.S - bend) + (0.5f * (coarse - 0.5f)));
        look.Albedo = Rgb.Mix(floor, new Rgb(0.20f, 0.155f, 0.105f) * (0.65f + (0.5f * leaf) + (0.2f * coarse)), trodden * 0.9f);
        look.Celsius = climate.Air + (climate.GroundExcess * 0.35f) + (2f * (coarse - 0.5f)) + (0.8f * (leaf - 0.5f)) + (0.9f * trodden);
        look.Emissivity = 0.96f;
    }
}
