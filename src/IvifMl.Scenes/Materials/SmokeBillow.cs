using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>Smoke as light sees it; thermal radiation passes through it.</summary>
internal sealed class SmokeBillow(Rgb colour) : Material
{
    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look) => look.Albedo = colour * (0.75f + (0.5f * at.Grain));
}
