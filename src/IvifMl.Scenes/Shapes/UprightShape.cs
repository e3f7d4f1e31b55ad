using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Shapes;

/// <summary>A shape that stands upright at one depth, facing the camera; its surface coordinates are metres from <c>Foot</c>.</summary>
internal abstract class UprightShape(Camera camera, Vec3 foot) : Shape
{
    /// <summary>Pixels per metre at the shape's depth.</summary>
    protected float Scale { get; } = camera.Focal / foot.Z;

    protected float FootColumn { get; } = camera.Column(foot);

    protected float FootRow { get; } = camera.Row(foot);

    /// <summary>Fills the place of a pixel and leaves the normal to the shape.</summary>
    protected void Locate(float u, float v, ref Fragment at)
    {
        float metre = 1f / Scale;
        at.S = (u - FootColumn) * metre;
        at.T = (FootRow - v) * metre;
        at.X = foot.X + at.S;
        at.Y = foot.Y + at.T;
        at.Z = foot.Z;
        at.FootS = metre;
        at.FootT = metre;
    }

    /// <summary>Sets a rounded normal that leans by (<paramref name="x"/>, <paramref name="y"/>), 0 in the middle and length 1 at the silhouette.</summary>
    protected static void Round(float x, float y, ref Fragment at)
    {
        float square = MathF.Min((x * x) + (y * y), 1f);
        at.Facing = MathF.Sqrt(1f - square);
        at.Nx = x;
        at.Ny = y;
        at.Nz = -at.Facing;
    }
}
