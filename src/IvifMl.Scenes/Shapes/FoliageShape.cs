using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Shapes;

/// <summary>A tuft of leaves or needles: an ellipse or a cone whose outline and holes come from noise.</summary>
internal sealed class FoliageShape : UprightShape
{
    private readonly float _x, _y, _ix, _iy, _leaf, _ragged;
    private readonly bool _cone;
    private readonly uint _seed;

    /// <summary>Places a tuft with its middle at (<paramref name="x"/>, <paramref name="y"/>) metres from the foot point.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="foot">The foot point.</param>
    /// <param name="x">Metres to the right.</param>
    /// <param name="y">Metres up.</param>
    /// <param name="halfWidth">Half the width in metres.</param>
    /// <param name="halfHeight">Half the height in metres.</param>
    /// <param name="leaf">Size of a bunch of leaves in metres.</param>
    /// <param name="ragged">How far noise moves the outline, as a share of the radius.</param>
    /// <param name="cone">Whether it narrows to its top as a conifer's bough does.</param>
    /// <param name="seed">Seed of the noise.</param>
    public FoliageShape(Camera camera, Vec3 foot, float x, float y, float halfWidth, float halfHeight, float leaf, float ragged, bool cone, uint seed)
        : base(camera, foot)
    {
        (_x, _y, _ix, _iy, _leaf, _ragged, _cone, _seed) = (x, y, 1f / halfWidth, 1f / halfHeight, 1f / leaf, ragged, cone, seed);
        float grow = 1f + (0.65f * ragged);
        X0 = FootColumn + ((x - (halfWidth * grow)) * Scale) - 1f;
        X1 = FootColumn + ((x + (halfWidth * grow)) * Scale) + 1f;
        Y0 = FootRow - ((y + (halfHeight * grow)) * Scale) - 1f;
        Y1 = FootRow - ((y - (halfHeight * grow)) * Scale) + 1f;
    }

    /// <inheritdoc/>
    public override float Cover(float u, float v, ref Fragment at)
    {
        Locate(u, v, ref at);
        float x = (at.S - _x) * _ix;
        float y = (at.T - _y) * _iy;
        float k;
        if (_cone)
        {
            // The half width grows from the tip down; the hem is cut straight but ragged.
            float width = MathF.Max(0.5f - (0.5f * y), 0.02f);
            k = MathF.Max(MathF.Abs(x) / width * MathF.Min(1f, width + 0.4f), MathF.Abs(y));
        }
        else
        {
            k = MathF.Sqrt((x * x) + (y * y));
        }

        float slack = 0.65f * _ragged;
        if (k >= 1f + slack)
        {
            return 0f;
        }

        float coarse = Noise.Value(at.S * _leaf * 0.6f, at.T * _leaf * 0.6f, _seed);
        float fine = Noise.Filtered(at.S * _leaf * 3.7f, at.T * _leaf * 3.7f, at.FootS * _leaf * 3.7f, _seed + 1u);
        float bumpy = (0.5f * coarse) + (0.5f * fine);
        float depth = 1f + ((bumpy - 0.5f) * 1.6f * _ragged) - k;
        // The transition spans a pixel, and more where leaves are finer than that.
        float soft = MathF.Max(at.FootS * MathF.Max(_ix, _iy), 0.06f * _ragged);
        float cover = StableMath.Unit((depth / soft) + 0.5f);
        if (cover <= 0f)
        {
            return 0f;
        }

        at.Grain = bumpy;
        Round(StableMath.Unit(MathF.Abs(x)) * (x < 0f ? -0.8f : 0.8f), StableMath.Unit(MathF.Abs(y)) * (y < 0f ? -0.8f : 0.8f), ref at);
        return cover;
    }
}
