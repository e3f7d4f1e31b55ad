using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Shapes;

namespace IvifMl.Scenes.Things;

/// <summary>Adds upright parts to a thing in metres from its foot point: x to the right (or to the left when flipped), y up.</summary>
internal sealed class Upright(Camera camera, Thing thing, Vec3 foot, int facing = 1, float scale = 1f)
{
    public void Capsule(float x0, float y0, float r0, float x1, float y1, float r1, Material material)
        => thing.Add(new CapsuleShape(camera, foot, x0 * facing * scale, y0 * scale, r0 * scale, x1 * facing * scale, y1 * scale, r1 * scale), material);

    public void Ellipse(float x, float y, float halfWidth, float halfHeight, Material material, float opacity = 1f)
        => thing.Add(new EllipseShape(camera, foot, x * facing * scale, y * scale, halfWidth * scale, halfHeight * scale), material, opacity);

    /// <summary>A convex polygon from pairs of coordinates x0, y0, x1, y1, …</summary>
    public void Polygon(ReadOnlySpan<float> xy, Material material, float round = 0f, float cushion = 0f)
    {
        Span<Vec3> corners = stackalloc Vec3[xy.Length / 2];
        for (int i = 0; i < corners.Length; i++)
        {
            corners[i] = foot + new Vec3(xy[2 * i] * facing * scale, xy[(2 * i) + 1] * scale, 0f);
        }

        thing.Add(new FaceShape(camera, corners, round * scale, 0f, cushion * scale), material);
    }

    public void Box(float x0, float y0, float x1, float y1, Material material, float round = 0f, float cushion = 0f)
        => Polygon([x0, y0, x1, y0, x1, y1, x0, y1], material, round, cushion);

    public void Tuft(float x, float y, float halfWidth, float halfHeight, float leaf, float ragged, bool cone, Material material, uint seed)
        => thing.Add(new FoliageShape(camera, foot, x * facing * scale, y * scale, halfWidth * scale, halfHeight * scale, leaf, ragged, cone, seed), material);
}
