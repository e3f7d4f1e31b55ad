using IvifMl.Scenes.Numerics;

namespace IvifMl.Scenes.Rendering;

/// <summary>
/// The pinhole that both sensors share: it looks along +Z, level, from <paramref name="eye"/> metres above the ground.
/// One camera for both pictures is what makes a pair registered.
/// </summary>
internal sealed class Camera(int width, int height, float focal, float centreX, float horizon, float eye)
{
    public int Width => width;

    public int Height => height;

    /// <summary>Focal length in pixels: an object of 1 m at 1 m is this wide.</summary>
    public float Focal => focal;

    /// <summary>Column of the vanishing point.</summary>
    public float CentreX => centreX;

    /// <summary>Row of the horizon.</summary>
    public float Horizon => horizon;

    /// <summary>Height above the ground in metres.</summary>
    public float Eye => eye;

    /// <summary>Pixel column of a point.</summary>
    public float Column(Vec3 p) => centreX + (focal * p.X / p.Z);

    /// <summary>Pixel row of a point.</summary>
    public float Row(Vec3 p) => horizon - (focal * (p.Y - eye) / p.Z);

    /// <summary>The X that lies at fraction <paramref name="across"/> (0 left, 1 right) of the picture at depth <paramref name="z"/>.</summary>
    public float XAt(float across, float z) => ((across * width) - centreX) * z / focal;

    /// <summary>The depth of the ground that the picture shows at fraction <paramref name="down"/> of its height.</summary>
    public float GroundDepth(float down) => focal * eye / MathF.Max((down * height) - horizon, 1e-3f);
}
