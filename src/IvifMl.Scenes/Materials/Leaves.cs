using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>Leaves or needles: light and dark by their bunches, close to the temperature of the air.</summary>
internal sealed class Leaves(Rgb dark, Rgb light, float celsius, uint seed) : Material
{
    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look)
    {
        float mottle = Noise.Filtered(at.S * 13f, at.T * 13f, at.FootS * 11f, seed);
        float sunny = StableMath.Unit((0.6f * at.Grain) + (0.55f * mottle) - 0.08f + (0.2f * at.Ny));
        look.Albedo = Rgb.Mix(dark, light, sunny * sunny);
        look.Celsius = celsius + (1.6f * (at.Grain - 0.5f)) + (0.8f * (mottle - 0.5f));
        look.Emissivity = 0.97f;
    }
}
