using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>A quay: large slabs with a pale kerb and a painted line along the water.</summary>
internal sealed class QuayStone(Climate climate, float edge, uint seed) : Material
{
    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look)
    {
        const float Slab = 1.6f;
        float x = at.S / Slab;
        float z = at.T / Slab;
        float tone = Noise.Cell((int)MathF.Floor(x), (int)MathF.Floor(z), seed) - 0.5f;
        float joint = 1f - (StableMath.Inside((x - MathF.Floor(x)) * Slab, 0.03f, Slab, at.FootS) * StableMath.Inside((z - MathF.Floor(z)) * Slab, 0.03f, Slab, at.FootT));
        float dirt = Noise.Fractal(at.S * 0.5f, at.T * 0.7f, 3, seed + 1u) - 0.5f;
        float grit = Noise.Filtered(at.S * 20f, at.T * 20f, at.FootT * 14f, seed + 5u) - 0.5f;
        Rgb stone = new Rgb(0.20f, 0.19f, 0.17f) * (1f + (0.25f * tone) - (0.5f * joint) + (0.7f * dirt) + (0.3f * grit));
        float kerb = StableMath.Inside(at.T, edge - 0.35f, edge, at.FootT);
        float line = StableMath.Inside(at.T, edge - 0.95f, edge - 0.8f, at.FootT);
        stone = Rgb.Mix(stone, Rgb.Of(0xC8A428), 0.7f * line);
        look.Albedo = Rgb.Mix(stone, Rgb.Grey(0.33f), kerb);
        look.Celsius = climate.Air + (0.8f * climate.GroundExcess) + (1.6f * dirt) + (0.6f * tone) - (0.6f * kerb);
        look.Emissivity = 0.95f;
    }
}
