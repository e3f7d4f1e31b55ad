using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Shapes;

/// <summary>A limb: a segment with a radius at each end, in metres relative to the foot point, shaded as a round rod.</summary>
internal sealed class CapsuleShape : UprightShape
{
    private readonly float _ax, _ay, _dx, _dy, _ra, _rb, _inverse, _steepest;

    public CapsuleShape(Camera camera, Vec3 foot, float x0, float y0, float r0, float x1, float y1, float r1)
        : base(camera, foot)
    {
        _ax = FootColumn + (x0 * Scale);
        _ay = FootRow - (y0 * Scale);
        _dx = (x1 - x0) * Scale;
        _dy = (y0 - y1) * Scale;
        _ra = r0 * Scale;
        _rb = r1 * Scale;
        _inverse = 1f / MathF.Max((_dx * _dx) + (_dy * _dy), 1e-6f);
        _steepest = MathF.Sqrt(_inverse);
        X0 = MathF.Min(_ax - _ra, _ax + _dx - _rb) - 1f;
        X1 = MathF.Max(_ax + _ra, _ax + _dx + _rb) + 1f;
        Y0 = MathF.Min(_ay - _ra, _ay + _dy - _rb) - 1f;
        Y1 = MathF.Max(_ay + _ra, _ay + _dy + _rb) + 1f;
    }

    /// <inheritdoc/>
    public override float Cover(float u, float v, ref Fragment at)
    {
        float px = u - _ax;
        float py = v - _ay;
        float t = StableMath.Unit(((px * _dx) + (py * _dy)) * _inverse);
        float qx = px - (t * _dx);
        float qy = py - (t * _dy);
        float r = _ra + ((_rb - _ra) * t);
        float square = (qx * qx) + (qy * qy);
        float reach = r + 0.5f;
        if (square >= reach * reach)
        {
            return 0f;
        }

        // A rod thinner than a pixel covers only its own width of it.
        float cover = MathF.Min(reach - MathF.Sqrt(square), MathF.Min(1f, 2f * r));
        // The normal leans off the axis only, so that joints between two limbs leave no ring.
        float lean = ((px * _dy) - (py * _dx)) * _inverse / MathF.Max(r, 0.5f);
        lean = MathF.Min(MathF.Max(lean, -_steepest), _steepest);
        Locate(u, v, ref at);
        Round(_dy * lean, _dx * lean, ref at);
        return cover;
    }
}
