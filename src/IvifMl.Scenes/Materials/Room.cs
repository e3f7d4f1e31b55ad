using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>The surfaces of one corridor.</summary>
internal sealed class Room
{
    public Room(Climate climate, SceneRandom random, float left, float right)
    {
        Rgb upper = Rgb.Of(random.Pick<int>([0xDAD6C8, 0xC8D2D4, 0xD8CFA8, 0xCFCFCF]));
        Rgb lower = Rgb.Of(random.Pick<int>([0x5E7A72, 0x6A7484, 0x8A6A4A, 0x7A8A5E]));
        Rgb door = Rgb.Of(random.Pick<int>([0x8A5A32, 0x3E5A78, 0xA8A49A, 0x5E3020]));
        Wall = new RoomWall(climate, upper, lower, door, random.Between(3f, 4.6f), random.Seed());
        Ceiling = new Matte { Albedo = Rgb.Grey(0.6f), Celsius = climate.Air + 1.2f, Rough = 0.06f, Grain = 3f, Patchy = 0.2f, Seed = random.Seed() };
        End = new RoomWall(climate, upper * 0.9f, lower, door, right - left, random.Seed());
        Floor = new RoomFloor(climate, Rgb.Of(random.Pick<int>([0x8A8478, 0x6E747A, 0x9A7A56, 0x5E6A62])), random.Seed());
    }

    public Material Wall { get; }

    public Material Ceiling { get; }

    public Material End { get; }

    public Material Floor { get; }
}

/// <summary>A painted wall with a darker lower half, doors, and warm pipes behind the skirting.</summary>
internal sealed class RoomWall(Climate climate, Rgb upper, Rgb lower, Rgb door, float pitch, uint seed) : Material
{
    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look)
    {
        float stain = Noise.Filtered(at.S * 0.8f, at.T * 0.8f, at.FootS, seed) - 0.5f;
        float dado = StableMath.Inside(at.T, -1f, 1.05f, at.FootT);
        float rail = StableMath.Inside(at.T, 1.03f, 1.1f, at.FootT);
        float skirting = StableMath.Inside(at.T, -1f, 0.1f, at.FootT);
        Rgb paint = Rgb.Mix(upper, lower, dado) * (1f + (0.16f * stain));
        look.Albedo = Rgb.Mix(Rgb.Mix(paint, Rgb.Grey(0.5f), rail), Rgb.Grey(0.06f), skirting);
        look.Celsius = climate.Air - 0.8f + (0.9f * stain) + (0.5f * at.T) + (2.2f * skirting);
        look.Emissivity = 0.94f;
        float cell = MathF.Floor(at.S / pitch);
        float x = at.S - ((cell + 0.5f) * pitch);
        float rim = StableMath.Inside(x, -0.54f, 0.54f, at.FootS) * StableMath.Inside(at.T, -1f, 2.12f, at.FootT);
        float leaf = StableMath.Inside(x, -0.46f, 0.46f, at.FootS) * StableMath.Inside(at.T, -1f, 2.04f, at.FootT);
        if (rim <= 0f)
        {
            return;
        }

        float pane = StableMath.Inside(x, -0.12f, 0.12f, at.FootS) * StableMath.Inside(at.T, 1.3f, 1.8f, at.FootT);
        float knob = StableMath.Inside(x, 0.33f, 0.41f, at.FootS) * StableMath.Inside(at.T, 0.98f, 1.06f, at.FootT);
        look.Albedo = Rgb.Mix(Rgb.Mix(look.Albedo, Rgb.Grey(0.35f), rim), door, leaf);
        look.Albedo = Rgb.Mix(look.Albedo, Rgb.Grey(0.05f), pane);
        look.Albedo = Rgb.Mix(look.Albedo, Rgb.Grey(0.6f), knob);
        look.Gloss = 0.15f * pane;
        look.Celsius += (0.9f * leaf) + (0.8f * pane * (Noise.Cell((int)cell, 1, seed) - 0.3f)) - (0.5f * (rim - leaf));
    }
}

/// <summary>Polished tiles.</summary>
internal sealed class RoomFloor(Climate climate, Rgb colour, uint seed) : Material
{
    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look)
    {
        const float Tile = 0.5f;
        int ix = (int)MathF.Floor(at.S / Tile);
        int iz = (int)MathF.Floor(at.T / Tile);
        float keep = StableMath.Unit(1.5f - (1.3f * at.FootT / Tile));
        float joint = 1f - (StableMath.Inside(at.S - (ix * Tile), 0.012f, Tile, at.FootS) * StableMath.Inside(at.T - (iz * Tile), 0.012f, Tile, at.FootT));
        float check = (((ix + iz) & 1) - 0.5f) * 0.35f;
        float tone = Noise.Cell(ix, iz, seed) - 0.5f;
        look.Albedo = colour * (1f + (keep * (check + (0.15f * tone) - (0.4f * joint))));
        look.Gloss = 0.05f;
        look.Celsius = climate.Air - 1.4f + (0.8f * (Noise.Fractal(at.S * 0.8f, at.T * 0.5f, 2, seed + 1u) - 0.5f));
        look.Emissivity = 0.93f;
    }
}
