using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Shapes;

namespace IvifMl.Scenes.Things;

/// <summary>
/// Adds faces of solids to a thing, in the thing's own axes: x along its length, y up, z across. Faces that look away from the
/// camera are left out, so convex solids need no sorting.
/// </summary>
internal sealed class Solid
{
    private readonly Camera _camera;
    private readonly Thing _thing;
    private readonly Vec3 _place;
    private readonly float _cos, _sin;

    /// <summary>Puts the axes' origin at <paramref name="place"/> and turns them by <paramref name="yaw"/> radians, 0 with x to the right.</summary>
    public Solid(Camera camera, Thing thing, Vec3 place, float yaw)
    {
        (_camera, _thing, _place) = (camera, thing, place);
        (_cos, _sin) = (StableMath.Cos(yaw), StableMath.Sin(yaw));
    }

    public Vec3 World(float x, float y, float z) => _place + new Vec3((x * _cos) - (z * _sin), y, (x * _sin) + (z * _cos));

    /// <summary>The direction (<paramref name="x"/>, 0, <paramref name="z"/>) of the thing's axes in the world.</summary>
    public Vec3 Direction(float x, float z) => new((x * _cos) - (z * _sin), 0f, (x * _sin) + (z * _cos));

    /// <summary>Whether a face through <paramref name="point"/> with the given outward direction looks at the camera.</summary>
    public bool Sees(Vec3 point, Vec3 outward) => outward.Dot(new Vec3(0f, _camera.Eye, 0f) - point) > 0f;

    /// <summary>A face in the thing's axes, seen from its outer side only; <paramref name="inner"/> is any point behind it.</summary>
    public bool Face(ReadOnlySpan<Vec3> corners, Vec3 inner, Material material, float grow = 0.35f, float round = 0f)
    {
        Span<Vec3> world = stackalloc Vec3[corners.Length];
        for (int i = 0; i < corners.Length; i++)
        {
            world[i] = World(corners[i].X, corners[i].Y, corners[i].Z);
            if (world[i].Z < 0.8f)
            {
                return false;
            }
        }

        Vec3 normal = (world[1] - world[0]).Cross(world[2] - world[0]);
        Vec3 behind = World(inner.X, inner.Y, inner.Z);
        if (normal.Dot(behind - world[0]) > 0f)
        {
            normal *= -1f;
        }

        if (!Sees(world[0], normal))
        {
            return false;
        }

        _thing.Add(new FaceShape(_camera, world, round, grow), material);
        return true;
    }

    /// <summary>
    /// The visible faces of a prism: a convex profile (pairs x, y) drawn from z = −half to z = +half, with sides narrowed by
    /// <paramref name="taper"/> metres at each corner above <paramref name="waist"/>. The material is asked for by the edge's
    /// number, −1 for the two sides.
    /// </summary>
    public void Prism(ReadOnlySpan<float> profile, float half, Func<int, Material> material, float waist = float.MaxValue, float taper = 0f)
    {
        int n = profile.Length / 2;
        (float mx, float my) = (0f, 0f);
        Span<Vec3> near = stackalloc Vec3[n];
        Span<Vec3> far = stackalloc Vec3[n];
        for (int i = 0; i < n; i++)
        {
            (float x, float y) = (profile[2 * i], profile[(2 * i) + 1]);
            float z = y > waist ? half - taper : half;
            (near[i], far[i]) = (new(x, y, -z), new(x, y, z));
            (mx, my) = (mx + (x / n), my + (y / n));
        }

        Vec3 inner = new(mx, my, 0f);
        for (int i = 0; i < n; i++)
        {
            int j = (i + 1) % n;
            Face([near[i], near[j], far[j], far[i]], inner, material(i));
        }

        Face(near, inner, material(-1));
        Face(far, inner, material(-1));
    }

    /// <summary>A wheel's disc in the plane z = <paramref name="z"/>.</summary>
    public void Disc(float x, float y, float z, float radius, Material material)
    {
        const int Corners = 14;
        Span<Vec3> rim = stackalloc Vec3[Corners];
        for (int i = 0; i < Corners; i++)
        {
            float angle = StableMath.Turn * i / Corners;
            rim[i] = new(x + (radius * StableMath.Cos(angle)), y + (radius * StableMath.Sin(angle)), z);
        }

        Face(rim, new(x, y, 0f), material, 0f);
    }
}
