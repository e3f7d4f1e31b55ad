using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>Nothing but darkness; painted for visible light only.</summary>
internal sealed class Shadow : Material
{
    public static Shadow Contact { get; } = new();

    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look) => look.Albedo = default;
}
