using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Shapes;

/// <summary>All that lies above the horizon, infinitely far. S and T are the slopes of the view ray: right and up over forward.</summary>
internal sealed class SkyShape : Shape
{
    private readonly Camera _camera;

    public SkyShape(Camera camera)
    {
        _camera = camera;
        (X0, X1, Y0, Y1) = (0f, camera.Width, 0f, camera.Horizon + 2f);
    }

    /// <inheritdoc/>
    public override float Cover(float u, float v, ref Fragment at)
    {
        float pixel = 1f / _camera.Focal;
        at.S = (u - _camera.CentreX) * pixel;
        at.T = (_camera.Horizon - v) * pixel;
        (at.FootS, at.FootT) = (pixel, pixel);
        (at.X, at.Y, at.Z) = (at.S * 1e4f, at.T * 1e4f, 1e4f);
        (at.Nx, at.Ny, at.Nz, at.Facing) = (0f, 0f, -1f, 1f);
        return 1f;
    }
}
