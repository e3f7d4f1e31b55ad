using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>What a surface is made of, in the visible and in the infrared at once. Materials hold no state that rendering changes.</summary>
internal abstract class Material
{
    /// <summary>Fills <paramref name="look"/> for one place.</summary>
    public abstract void Look(in Fragment at, ref Appearance look);
}
