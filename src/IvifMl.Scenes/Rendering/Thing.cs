using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Shapes;

namespace IvifMl.Scenes.Rendering;

/// <summary>Something that stands in the scene: its parts in painter's order, and what may be said of it.</summary>
/// <param name="depth">Depth by which things hide one another, in metres.</param>
/// <param name="label">Its label where it gets a box, else null.</param>
/// <param name="state">One word on what it does: "walking", "parked".</param>
internal sealed class Thing(float depth, string? label = null, string state = "")
{
    public float Depth => depth;

    public string? Label => label;

    public string State => state;

    /// <summary>Parts from back to front.</summary>
    public List<Primitive> Parts { get; } = [];

    /// <summary>Whether it is seen only by visible light: smoke.</summary>
    public bool VisibleOnly { get; init; }

    /// <summary>Whether lit head lamps of it look at the camera.</summary>
    public bool Glares { get; set; }

    public void Add(Shape shape, Material material, float opacity = 1f) => Parts.Add(new(shape, material, opacity, VisibleOnly));
}
