using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Shapes;

/// <summary>A soft-edged ellipse on the ground: a shadow, a puddle, a pool of warmth.</summary>
internal sealed class GroundPatch : GroundShape
{
    private readonly float _x, _z, _ux, _uz, _inverseLong, _inverseWide, _soft;

    /// <summary>Places the ellipse.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="centre">Centre on the ground.</param>
    /// <param name="halfLong">Half axis along the direction in metres.</param>
    /// <param name="halfWide">Half axis across it in metres.</param>
    /// <param name="direction">Angle of the long axis in radians, 0 along X, a quarter turn along Z.</param>
    /// <param name="soft">Share of the radius over which the edge fades, 0–1.</param>
    public GroundPatch(Camera camera, Vec3 centre, float halfLong, float halfWide, float direction, float soft)
        : base(camera)
    {
        (_x, _z, _soft) = (centre.X, centre.Z, MathF.Max(soft, 0.02f));
        (_ux, _uz) = (StableMath.Cos(direction), StableMath.Sin(direction));
        (_inverseLong, _inverseWide) = (1f / halfLong, 1f / halfWide);
        float reachX = (MathF.Abs(_ux) * halfLong) + (MathF.Abs(_uz) * halfWide);
        float reachZ = (MathF.Abs(_uz) * halfLong) + (MathF.Abs(_ux) * halfWide);
        float near = MathF.Max(_z - reachZ, 0.5f);
        float far = _z + reachZ;
        (Y0, Y1) = (camera.Row(new(0f, 0f, far)) - 1f, camera.Row(new(0f, 0f, near)) + 1f);
        X0 = MathF.Min(camera.Column(new(_x - reachX, 0f, near)), camera.Column(new(_x - reachX, 0f, far))) - 1f;
        X1 = MathF.Max(camera.Column(new(_x + reachX, 0f, near)), camera.Column(new(_x + reachX, 0f, far))) + 1f;
    }

    /// <inheritdoc/>
    public override float Cover(float u, float v, ref Fragment at)
    {
        if (base.Cover(u, v, ref at) <= 0f)
        {
            return 0f;
        }

        float dx = at.X - _x;
        float dz = at.Z - _z;
        float along = ((dx * _ux) + (dz * _uz)) * _inverseLong;
        float across = ((dz * _ux) - (dx * _uz)) * _inverseWide;
        float k = MathF.Sqrt((along * along) + (across * across));
        return k >= 1f ? 0f : StableMath.Unit((1f - k) / _soft);
    }
}
