using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Shapes;

namespace IvifMl.Scenes.Rendering;

/// <summary>One shape of one material.</summary>
/// <param name="Shape">Where.</param>
/// <param name="Material">Of what.</param>
/// <param name="Opacity">Share of the light that it stops, 0–1.</param>
/// <param name="VisibleOnly">Whether thermal radiation passes through it: smoke, shadows, mirror images.</param>
internal sealed record Primitive(Shape Shape, Material Material, float Opacity = 1f, bool VisibleOnly = false);
