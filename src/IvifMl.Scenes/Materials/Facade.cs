using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>What a house front is built of.</summary>
internal enum Masonry
{
    Plaster,
    Brick,
    Concrete,
}

/// <summary>
/// A house front: storeys of windows, a door here and there, brick or plaster. Bricks and paint show in visible light only; heated
/// rooms show in the thermal, and cold glass mirrors the sky.
/// </summary>
internal sealed class Facade : Material
{
    private const float Storey = 3.1f;
    private readonly Climate _climate;
    private readonly Masonry _masonry;
    private readonly Rgb _wall, _frame;
    private readonly float _pitch, _half, _tall, _lit, _warmth;
    private readonly bool _dark;
    private readonly uint _seed;

    public Facade(Stage stage, SceneRandom random)
    {
        _climate = stage.Climate;
        _dark = stage.LampsLit;
        _masonry = random.Pick<Masonry>([Masonry.Plaster, Masonry.Plaster, Masonry.Brick, Masonry.Brick, Masonry.Concrete]);
        _wall = Rgb.Of(_masonry switch
        {
            Masonry.Brick => random.Pick<int>([0x8A4A36, 0x7A3E30, 0x96604A, 0x6E4A3C]),
            Masonry.Plaster => random.Pick<int>([0xCFC3A4, 0xB8B0A2, 0xC9A987, 0xA9B4B4, 0xD8D2C4, 0xB88E7A]),
            _ => random.Pick<int>([0x9A9A98, 0x87888A, 0xAAA69C]),
        });
        _frame = Rgb.Of(random.Pick<int>([0xE6E4DE, 0x3A3A3C, 0x6A4E36]));
        _pitch = random.Between(2.1f, 3.2f);
        _half = random.Between(0.42f, 0.62f);
        _tall = random.Between(1.3f, 1.75f);
        _lit = _dark ? random.Between(0.12f, 0.45f) : 0.04f;
        _warmth = random.Between(2f, 6f);
        _seed = random.Seed();
    }

    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look)
    {
        Wall(at, ref look);
        float column = MathF.Floor(at.S / _pitch);
        float floor = MathF.Floor(at.T / Storey);
        float x = at.S - ((column + 0.5f) * _pitch);
        float y = at.T - (floor * Storey);
        uint cell = Noise.Hash((int)column, (int)floor, _seed);
        bool ground = floor < 1f;
        bool door = ground && (cell & 3) == 0;
        (float low, float high) = door ? (0.02f, 2.2f) : (0.95f, 0.95f + _tall);
        float half = ground && !door ? _half * 1.25f : _half;
        float hole = StableMath.Inside(x, -half, half, at.FootS) * StableMath.Inside(y, low, high, at.FootT);
        float frame = StableMath.Inside(x, -half - 0.09f, half + 0.09f, at.FootS) * StableMath.Inside(y, low - 0.12f, high + 0.08f, at.FootT);
        if (frame > 0f)
        {
            look.Albedo = Rgb.Mix(look.Albedo, _frame, frame);
            look.Celsius += 0.7f * frame;
        }

        if (hole > 0f)
        {
            Opening(at, ref look, hole, door, x, (y - low) / (high - low), half, cell);
        }
    }

    private void Wall(in Fragment at, ref Appearance look)
    {
        Rgb wall = _wall;
        float stain = Noise.Filtered(at.S * 0.6f, at.T * 0.35f, at.FootS * 0.6f, _seed + 1u) - 0.5f;
        wall *= 1f + (0.30f * stain);
        float fine = MathF.Max(at.FootS, at.FootT);
        if (_masonry == Masonry.Brick)
        {
            const float Course = 0.14f;
            float row = MathF.Floor(at.T / Course);
            float shift = ((int)row & 1) == 0 ? 0f : 0.5f;
            float bx = (at.S / 0.42f) + shift;
            float brick = MathF.Floor(bx);
            float keep = StableMath.Unit(1.5f - (fine / (Course * 0.6f)));
            if (keep > 0f)
            {
                float mortar = MathF.Max(
                    1f - StableMath.Inside(at.T - (row * Course), 0.022f, Course, at.FootT),
                    1f - StableMath.Inside((bx - brick) * 0.42f, 0.022f, 0.42f, at.FootS));
                float tone = Noise.Cell((int)brick, (int)row, _seed + 2u) - 0.5f;
                wall = Rgb.Mix(wall, Rgb.Mix(wall * (1f + (0.55f * tone)), Rgb.Grey(0.32f), 0.6f * mortar), keep);
            }
        }
        else
        {
            wall *= 1f + (0.16f * (Noise.Filtered(at.S * 9f, at.T * 9f, fine * 9f, _seed + 3u) - 0.5f));
            if (_masonry == Masonry.Concrete)
            {
                float joint = 1f - (StableMath.Inside(at.T - (MathF.Floor(at.T / Storey) * Storey), 0.05f, Storey, at.FootT)
                    * StableMath.Inside(at.S - (MathF.Floor(at.S / _pitch) * _pitch), 0.03f, _pitch, at.FootS));
                wall *= 1f - (0.4f * StableMath.Unit(joint));
            }
        }

        // Splashes darken the foot of a wall, and it keeps the ground's warmth.
        float foot = StableMath.Unit(1f - (at.T / 0.9f));
        look.Albedo = wall * (1f - (0.35f * foot));
        look.Celsius = _climate.Air + _climate.WallExcess + (1.1f * stain) + (0.9f * foot) - (0.05f * at.T);
        look.Emissivity = 0.94f;
    }

    private void Opening(in Fragment at, ref Appearance look, float hole, bool door, float x, float rise, float half, uint cell)
    {
        float random = Noise.Cell((int)(cell & 0xFFFF), 3, _seed);
        bool lit = random < _lit;
        if (door && !lit)
        {
            Rgb wood = Rgb.Mix(Rgb.Of(0x4A2F20), Rgb.Of(0x22382F), random);
            look.Albedo = Rgb.Mix(look.Albedo, wood, hole);
            look.Celsius += 1.8f * hole;
            return;
        }

        // A cross of glazing bars, then the room behind: a curtain at each side, lighter towards the lamp on the ceiling.
        float bars = 1f - ((1f - StableMath.Inside(x, -0.03f, 0.03f, at.FootS)) * (1f - StableMath.Inside(rise, 0.64f, 0.68f, at.FootT / 1.5f)));
        float curtain = StableMath.Step(0.45f, 0.75f, MathF.Abs(x) / half);
        float glass = hole * (1f - (0.85f * bars));
        Rgb room = Rgb.Mix(new(1.15f, 0.78f, 0.36f), new(0.85f, 0.9f, 0.8f), StableMath.Unit((Noise.Cell((int)(cell >> 16), 5, _seed) * 2f) - 0.8f));
        float brightness = (0.45f + (0.55f * rise)) * (1f - (0.45f * curtain)) * (0.5f + (0.7f * Noise.Cell((int)(cell >> 16), 9, _seed)));
        look.Albedo = Rgb.Mix(look.Albedo, Rgb.Grey(0.03f), glass);
        look.Emission = lit ? room * (brightness * glass * (_dark ? 1.5f : 0.35f)) : default;
        look.Gloss = 0.30f * glass;
        look.Emissivity = StableMath.Mix(look.Emissivity, 0.85f, hole);
        look.Celsius += hole * (lit ? _warmth + (1.2f * rise) : (_warmth * 0.35f) - 0.5f);
    }
}
