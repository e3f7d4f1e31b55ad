using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Shapes;

/// <summary>An upright ellipse with half axes in metres, shaded as an ellipsoid.</summary>
internal sealed class EllipseShape : UprightShape
{
    private readonly float _cx, _cy, _ix, _iy;

    public EllipseShape(Camera camera, Vec3 foot, float x, float y, float halfWidth, float halfHeight)
        : base(camera, foot)
    {
        _cx = FootColumn + (x * Scale);
        _cy = FootRow - (y * Scale);
        float rx = MathF.Max(halfWidth * Scale, 0.3f);
        float ry = MathF.Max(halfHeight * Scale, 0.3f);
        _ix = 1f / rx;
        _iy = 1f / ry;
        X0 = _cx - rx - 1f;
        X1 = _cx + rx + 1f;
        Y0 = _cy - ry - 1f;
        Y1 = _cy + ry + 1f;
    }

    /// <inheritdoc/>
    public override float Cover(float u, float v, ref Fragment at)
    {
        float x = (u - _cx) * _ix;
        float y = (v - _cy) * _iy;
        float k = MathF.Sqrt((x * x) + (y * y));
        float gx = x * _ix;
        float gy = y * _iy;
        float gradient = MathF.Sqrt((gx * gx) + (gy * gy));
        float distance = gradient < 1e-6f ? -1f : k * (k - 1f) / gradient;
        if (distance >= 0.5f)
        {
            return 0f;
        }

        Locate(u, v, ref at);
        Round(x, -y, ref at);
        return MathF.Min(1f, 0.5f - distance);
    }
}
