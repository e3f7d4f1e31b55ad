using IvifMl.Scenes.Numerics;

namespace IvifMl.Scenes.Rendering;

/// <summary>A small light source with a cone; its light falls with the square of the distance.</summary>
/// <param name="place">Where it hangs.</param>
/// <param name="light">Irradiance at one metre in the middle of the cone.</param>
/// <param name="axis">Unit direction of the cone's middle.</param>
/// <param name="cosine">Cosine of the cone's half angle; −1 for light all round.</param>
/// <param name="range">Metres beyond which it is nothing.</param>
internal readonly struct Lamp(Vec3 place, Rgb light, Vec3 axis, float cosine, float range)
{
    private readonly float _range2 = range * range;
    private readonly float _inverseRange2 = 1f / (range * range);

    /// <summary>The light that falls on a place, given its normal.</summary>
    public Rgb At(in Fragment f)
    {
        float dx = place.X - f.X;
        float dy = place.Y - f.Y;
        float dz = place.Z - f.Z;
        float square = (dx * dx) + (dy * dy) + (dz * dz);
        if (square >= _range2)
        {
            return default;
        }

        // Most places lie outside most cones: say so before the square root.
        float along = -((axis.X * dx) + (axis.Y * dy) + (axis.Z * dz));
        if (cosine >= 0f && (along <= 0f || along * along <= cosine * cosine * square))
        {
            return default;
        }

        float inverse = 1f / MathF.Sqrt(square + 0.01f);
        float cone = cosine <= -1f ? 1f : StableMath.Step(cosine, cosine + 0.3f, along * inverse);
        // Wrapped a little round the edge, as a real, extended source is.
        float slant = (((f.Nx * dx) + (f.Ny * dy) + (f.Nz * dz)) * inverse * 0.8f) + 0.2f;
        float fade = 1f - (square * _inverseRange2);
        return slant <= 0f ? default : light * (slant * cone * fade / (square + 0.6f));
    }
}
