using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Shapes;

/// <summary>
/// A flat convex polygon anywhere in front of the camera. Surface coordinates are metres from its first corner: S along the level
/// direction in the plane, T along the steepest. Corners can be rounded and the face inflated like a cushion, which serves clothes.
/// </summary>
internal sealed class FaceShape : Shape
{
    private readonly Camera _camera;
    private readonly Vec3 _origin, _normal, _along, _up;
    private readonly float[] _a, _b, _c, _x, _y;
    private readonly float _offset, _near, _far, _round, _grow, _cushion;

    /// <summary>Places a polygon.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="corners">At least three corners of a convex polygon in one plane, all with Z above 0, in either sense of rotation.</param>
    /// <param name="roundMetres">Radius of the corners in metres; the polygon keeps its extent.</param>
    /// <param name="growPixels">Pixels to grow outwards, so that faces that share an edge leave no seam.</param>
    /// <param name="cushionMetres">Over how many metres from the edge the normal turns from the silhouette to the face's own; 0 for a flat face.</param>
    public FaceShape(Camera camera, ReadOnlySpan<Vec3> corners, float roundMetres = 0f, float growPixels = 0f, float cushionMetres = 0f)
    {
        _camera = camera;
        _origin = corners[0];
        Vec3 normal = (corners[1] - corners[0]).Cross(corners[2] - corners[0]).Unit();
        Vec3 view = corners[0] - new Vec3(0f, camera.Eye, 0f);
        _normal = normal.Dot(view) > 0f ? normal * -1f : normal;
        Vec3 level = _normal.Cross(new Vec3(0f, 1f, 0f));
        _along = level.Length < 0.01f ? new Vec3(1f, 0f, 0f) : level.Unit();
        _up = _along.Cross(_normal).Unit();
        if (_up.Y < 0f || (_up.Y < 1e-3f && _up.Z < 0f))
        {
            _up *= -1f;
        }

        _offset = _normal.Dot(view);
        int n = corners.Length;
        (_x, _y, _a, _b, _c) = (new float[n], new float[n], new float[n], new float[n], new float[n]);
        float area = 0f;
        (X0, X1, Y0, Y1, _near, _far) = (float.MaxValue, float.MinValue, float.MaxValue, float.MinValue, float.MaxValue, float.MinValue);
        for (int i = 0; i < n; i++)
        {
            (_x[i], _y[i]) = (camera.Column(corners[i]), camera.Row(corners[i]));
            (_near, _far) = (MathF.Min(_near, corners[i].Z), MathF.Max(_far, corners[i].Z));
            (X0, X1) = (MathF.Min(X0, _x[i] - 1f - growPixels), MathF.Max(X1, _x[i] + 1f + growPixels));
            (Y0, Y1) = (MathF.Min(Y0, _y[i] - 1f - growPixels), MathF.Max(Y1, _y[i] + 1f + growPixels));
        }

        for (int i = 0; i < n; i++)
        {
            int j = (i + 1) % n;
            area += (_x[i] * _y[j]) - (_x[j] * _y[i]);
        }

        float sign = area >= 0f ? 1f : -1f;
        _round = roundMetres * camera.Focal / _near;
        _cushion = cushionMetres * camera.Focal / _near;
        for (int i = 0; i < n; i++)
        {
            int j = (i + 1) % n;
            (float dx, float dy) = (_x[j] - _x[i], _y[j] - _y[i]);
            float inverse = sign / MathF.Max(MathF.Sqrt((dx * dx) + (dy * dy)), 1e-6f);
            (_a[i], _b[i]) = (dy * inverse, -dx * inverse);
            _c[i] = -((_a[i] * _x[i]) + (_b[i] * _y[i]));
        }

        _grow = growPixels;
    }

    /// <inheritdoc/>
    public override void Span(float v, out float from, out float to)
    {
        (from, to) = (X0, X1);
        for (int i = 0; i < _a.Length; i++)
        {
            float rest = 0.5f + _grow - (_b[i] * v) - _c[i];
            if (_a[i] > 1e-4f)
            {
                to = MathF.Min(to, (rest / _a[i]) + 1f);
            }
            else if (_a[i] < -1e-4f)
            {
                from = MathF.Max(from, (rest / _a[i]) - 1f);
            }
        }
    }

    /// <inheritdoc/>
    public override float Cover(float u, float v, ref Fragment at)
    {
        float edge = Distance(u, v, out float second, out int nearest);
        if (_round > 0.3f)
        {
            // Two edges within the rounding radius make a corner: measure from the circle that is inscribed there.
            (float p, float q) = (edge + _round, second + _round);
            if (p > 0f && q > 0f)
            {
                edge = MathF.Sqrt((p * p) + (q * q)) - _round;
            }
        }

        edge -= _grow;
        if (edge >= 0.5f)
        {
            return 0f;
        }

        Locate(u, v, ref at);
        if (_cushion > 0f)
        {
            float lean = StableMath.Unit(1f + (edge / _cushion));
            (at.Nx, at.Ny) = (_a[nearest] * lean, -_b[nearest] * lean);
            at.Facing = MathF.Sqrt(1f - (lean * lean));
            at.Nz = -at.Facing;
        }

        return MathF.Min(1f, 0.5f - edge);
    }

    /// <summary>Signed distance to the line of the nearest edge in pixels, negative inside, and to the next nearest.</summary>
    private float Distance(float u, float v, out float second, out int nearest)
    {
        (float[] a, float[] b, float[] c) = (_a, _b, _c);
        float edge = float.MinValue;
        second = float.MinValue;
        nearest = 0;
        for (int i = 0; i < a.Length && i < b.Length && i < c.Length; i++)
        {
            float d = (a[i] * u) + (b[i] * v) + c[i];
            if (d > edge)
            {
                (second, edge, nearest) = (edge, d, i);
            }
            else if (d > second)
            {
                second = d;
            }
        }

        return edge;
    }

    private void Locate(float u, float v, ref Fragment at)
    {
        float dx = (u - _camera.CentreX) / _camera.Focal;
        float dy = (_camera.Horizon - v) / _camera.Focal;
        float slope = (_normal.X * dx) + (_normal.Y * dy) + _normal.Z;
        float z = MathF.Abs(slope) < 1e-6f ? _far : _offset / slope;
        z = MathF.Min(MathF.Max(z, _near), _far);
        (at.X, at.Y, at.Z) = (dx * z, _camera.Eye + (dy * z), z);
        Vec3 local = new Vec3(at.X, at.Y, at.Z) - _origin;
        at.S = local.Dot(_along);
        at.T = local.Dot(_up);
        float metre = z / _camera.Focal;
        float graze = metre / MathF.Max(MathF.Abs(slope), 0.02f);
        // The direction that runs away from the camera is the one that a pixel spans much of.
        float depthS = MathF.Abs(_along.Z);
        float depthT = MathF.Abs(_up.Z);
        at.FootS = StableMath.Mix(metre, graze, depthS);
        at.FootT = StableMath.Mix(metre, graze, depthT);
        (at.Nx, at.Ny, at.Nz, at.Facing) = (_normal.X, _normal.Y, _normal.Z, 1f);
    }
}
