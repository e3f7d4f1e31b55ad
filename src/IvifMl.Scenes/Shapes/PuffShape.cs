using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Shapes;

/// <summary>A billow of smoke: dense in the middle, torn by noise, without an edge.</summary>
internal sealed class PuffShape : UprightShape
{
    private readonly float _x, _y, _ix, _iy, _grain;
    private readonly uint _seed;

    /// <summary>Places a puff with half axes in metres around (<paramref name="x"/>, <paramref name="y"/>) metres from the foot point.</summary>
    public PuffShape(Camera camera, Vec3 foot, float x, float y, float halfWidth, float halfHeight, uint seed)
        : base(camera, foot)
    {
        (_x, _y, _ix, _iy, _seed) = (x, y, 1f / halfWidth, 1f / halfHeight, seed);
        _grain = 2.2f / MathF.Max(halfWidth, 0.2f);
        (X0, X1) = (FootColumn + ((x - halfWidth) * Scale), FootColumn + ((x + halfWidth) * Scale));
        (Y0, Y1) = (FootRow - ((y + halfHeight) * Scale), FootRow - ((y - halfHeight) * Scale));
    }

    /// <inheritdoc/>
    public override float Cover(float u, float v, ref Fragment at)
    {
        Locate(u, v, ref at);
        float x = (at.S - _x) * _ix;
        float y = (at.T - _y) * _iy;
        float square = (x * x) + (y * y);
        if (square >= 1f)
        {
            return 0f;
        }

        float noise = Noise.Fractal(at.S * _grain, at.T * _grain, 3, _seed);
        float density = (1f - square) * StableMath.Step(0.12f, 0.75f, noise + (0.35f * (1f - square)) - (0.3f * square));
        at.Grain = noise;
        Round(x * 0.7f, y * 0.7f, ref at);
        return StableMath.Unit(density * 1.25f);
    }
}
