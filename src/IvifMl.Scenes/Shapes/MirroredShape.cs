using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Shapes;

/// <summary>Another shape upside down below a water line, shaken by waves: its reflection.</summary>
internal sealed class MirroredShape : Shape
{
    private readonly Shape _shape;
    private readonly float _line, _wave, _length;
    private readonly uint _seed;

    /// <summary>Mirrors a shape.</summary>
    /// <param name="shape">What is reflected.</param>
    /// <param name="line">Row of the water line at the shape's depth.</param>
    /// <param name="wave">Greatest sideways shift in pixels.</param>
    /// <param name="length">Rows between two waves near the line.</param>
    /// <param name="seed">Seed of the waves.</param>
    public MirroredShape(Shape shape, float line, float wave, float length, uint seed)
    {
        (_shape, _line, _wave, _length, _seed) = (shape, line, wave, MathF.Max(length, 1f), seed);
        (X0, X1) = (shape.X0 - wave - 1f, shape.X1 + wave + 1f);
        Y0 = MathF.Max(line, (2f * line) - shape.Y1) - 1f;
        Y1 = line + (line - shape.Y0) + 1f;
    }

    /// <inheritdoc/>
    public override float Cover(float u, float v, ref Fragment at)
    {
        float below = v - _line;
        if (below <= 0f)
        {
            return 0f;
        }

        float row = below / (_length * (1f + (0.015f * below)));
        float shift = (Noise.Value(row, u * 0.02f, _seed) - 0.5f) * 2f * _wave * StableMath.Unit(0.25f + (below * 0.05f));
        float cover = _shape.Cover(u + shift, _line - below, ref at);
        // The farther from the line, the more the reflection breaks into ripples.
        float broken = StableMath.Unit((Noise.Value(row * 1.7f, (u + shift) * 0.05f, _seed + 1u) * 1.6f) + 0.35f - (below * 0.002f));
        return cover * broken;
    }
}
