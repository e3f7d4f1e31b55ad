using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Shapes;

/// <summary>The level ground up to the horizon, or a soft ellipse on it. S is X and T is Z.</summary>
internal class GroundShape : Shape
{
    private const float Farthest = 600f;
    private readonly Camera _camera;
    private readonly float _edge;

    /// <summary>All ground nearer than <paramref name="nearerThan"/> metres.</summary>
    public GroundShape(Camera camera, float nearerThan = Farthest)
    {
        _camera = camera;
        _edge = nearerThan >= Farthest ? camera.Horizon : camera.Row(new(0f, 0f, nearerThan));
        (X0, X1, Y0, Y1) = (0f, camera.Width, _edge - 1f, camera.Height);
    }

    /// <inheritdoc/>
    public override float Cover(float u, float v, ref Fragment at)
    {
        float below = v - _camera.Horizon;
        float inside = v - _edge + 0.5f;
        if (inside <= 0f)
        {
            return 0f;
        }

        float z = MathF.Min(_camera.Focal * _camera.Eye / MathF.Max(below, 0.05f), Farthest);
        float metre = z / _camera.Focal;
        at.X = (u - _camera.CentreX) * metre;
        at.Y = 0f;
        at.Z = z;
        at.S = at.X;
        at.T = z;
        at.FootS = metre;
        at.FootT = z * metre / _camera.Eye;
        (at.Nx, at.Ny, at.Nz, at.Facing) = (0f, 1f, 0f, 1f);
        return MathF.Min(1f, inside);
    }
}
