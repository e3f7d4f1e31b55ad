using IvifMl.Scenes.Numerics;

namespace IvifMl.Scenes.Rendering;

/// <summary>What a shape knows about the place where a pixel's ray meets it.</summary>
internal struct Fragment
{
    /// <summary>World place in metres.</summary>
    public float X, Y, Z;

    /// <summary>Coordinates on the surface in metres.</summary>
    public float S, T;

    /// <summary>Metres of <see cref="S"/> and of <see cref="T"/> that one pixel spans.</summary>
    public float FootS, FootT;

    /// <summary>Unit normal; Z is negative towards the camera.</summary>
    public float Nx, Ny, Nz;

    /// <summary>1 in the middle of a rounded shape, 0 at its silhouette.</summary>
    public float Facing;

    /// <summary>Value of a shape's own noise in 0–1 where it has one.</summary>
    public float Grain;
}

/// <summary>What a material says about a place: how it reflects and emits light, and how warm it is.</summary>
internal struct Appearance
{
    /// <summary>Diffuse reflectance, 0–1.</summary>
    public Rgb Albedo;

    /// <summary>Own light.</summary>
    public Rgb Emission;

    /// <summary>Temperature in °C.</summary>
    public float Celsius;

    /// <summary>Thermal emissivity, 0–1.</summary>
    public float Emissivity;

    /// <summary>Mirror reflectance of the surroundings, 0–1.</summary>
    public float Gloss;
}
