using IvifMl.Scenes.Numerics;

namespace IvifMl.Scenes.Rendering;

/// <summary>All visible light of a scene: the sky's, the sun's or moon's, and lamps'.</summary>
internal sealed class Lighting
{
    private readonly List<Lamp> _lamps = [];
    private Lamp[] _placed = [];

    /// <summary>Light from the upper half of the surroundings.</summary>
    public Rgb Sky { get; init; }

    /// <summary>Light from the lower half.</summary>
    public Rgb Bounce { get; init; }

    /// <summary>Light of sun or moon on a surface that faces it.</summary>
    public Rgb Sun { get; init; }

    /// <summary>Unit direction towards sun or moon.</summary>
    public Vec3 SunDirection { get; init; } = new(0f, 1f, 0f);

    /// <summary>What glossy surfaces mirror from above.</summary>
    public Rgb MirroredSky { get; init; }

    public void Add(Lamp lamp)
    {
        _lamps.Add(lamp);
        _placed = [.. _lamps];
    }

    /// <summary>The light that falls on a place.</summary>
    public Rgb At(in Fragment f)
    {
        float up = 0.5f + (0.5f * f.Ny);
        Rgb light = Rgb.Mix(Bounce, Sky, up);
        float sun = (f.Nx * SunDirection.X) + (f.Ny * SunDirection.Y) + (f.Nz * SunDirection.Z);
        if (sun > 0f)
        {
            light += Sun * sun;
        }

        foreach (ref readonly Lamp lamp in _placed.AsSpan())
        {
            light += lamp.At(f);
        }

        return light;
    }
}
