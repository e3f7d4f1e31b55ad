using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>A harbour's water: it mirrors the sky in the visible, more so far away, and in the thermal is even and a little warmer or colder than the air.</summary>
internal sealed class Water(Climate climate, Rgb horizon, Rgb zenith, Rgb glow, float celsius, uint seed) : Material
{
    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look)
    {
        float near = StableMath.Unit(10f / at.T);
        float swell = Noise.Filtered(at.S * 0.35f, at.T * 0.55f, at.FootT * 0.55f, seed) - 0.5f;
        float ripple = Noise.Filtered(at.S * 1.1f, at.T * 2.4f, at.FootT * 2.4f, seed + 1u) - 0.5f;
        // Far waves are finer than a pixel; a hash in screen-like cells keeps a little shimmer.
        float shimmer = Noise.Value(at.S / (at.FootS * 14f), 900f / at.T * 22f, seed + 2u) - 0.5f;
        float waves = (0.9f * swell) + (0.8f * ripple) + (0.35f * shimmer);
        float tilt = StableMath.Unit(0.30f + (0.45f * near) + (0.5f * waves));
        Rgb sky = Rgb.Mix(horizon, zenith, tilt);
        float mirror = StableMath.Mix(0.8f, 0.42f, near) * (1f + (0.5f * waves));
        look.Albedo = new Rgb(0.012f, 0.026f, 0.030f);
        look.Emission = (sky * mirror) + (glow * (StableMath.Step(0.25f, 0.6f, waves) * 0.6f));
        look.Celsius = celsius + (0.9f * waves) + (0.2f * climate.GroundExcess * near);
        look.Emissivity = StableMath.Mix(0.86f, 0.97f, near);
    }
}
