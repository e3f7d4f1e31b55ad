using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>The sky: a gradient, clouds, stars in the visible; cold overhead and as warm as the air at the horizon in the thermal.</summary>
internal sealed class SkyDome(Climate climate, Rgb horizon, Rgb zenith, Rgb cloud, bool stars, uint seed) : Material
{
    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look)
    {
        float slope = MathF.Max(at.T, 0f);
        float height = slope / (0.28f + slope);
        Rgb light = Rgb.Mix(horizon, zenith, height);
        float veil = 0f;
        if (climate.Clouds > 0f)
        {
            // Clouds lie in a flat layer, so that they crowd together towards the horizon.
            float reach = 1f / (slope + 0.14f);
            float field = Noise.Fractal(at.S * reach * 1.1f, reach * 1.5f, 4, seed);
            float threshold = 0.72f - (0.5f * climate.Clouds);
            veil = StableMath.Step(threshold, threshold + 0.28f, field);
            light = Rgb.Mix(light, cloud * (0.72f + (0.55f * field)), veil * 0.9f);
        }

        if (stars && veil < 0.3f)
        {
            light += Star(at);
        }

        look.Emission = light;
        look.Celsius = StableMath.Mix(StableMath.Mix(climate.Air - 3f, climate.Zenith, height), climate.Air - 7f, 0.75f * veil);
        look.Emissivity = 1f;
    }

    private Rgb Star(in Fragment at)
    {
        float cells = 0.35f / at.FootS;
        float x = at.S * cells;
        float y = at.T * cells;
        int ix = (int)MathF.Floor(x);
        int iy = (int)MathF.Floor(y);
        float chance = Noise.Cell(ix, iy, seed + 7u);
        if (chance < 0.9975f)
        {
            return default;
        }

        float dx = x - ix - 0.5f;
        float dy = y - iy - 0.5f;
        return Rgb.Grey(0.05f * StableMath.Unit(1f - (5f * ((dx * dx) + (dy * dy)))));
    }
}
