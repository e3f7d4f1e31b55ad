using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Things;

/// <summary>Skin, hair and clothes of one person; in the thermal, clothes lie between the air's and the skin's temperature.</summary>
internal sealed class Wardrobe
{
    private static readonly int[] Skins = [0xE8BFA0, 0xD9A282, 0xB97F5C, 0x8D5A3B, 0x5C3A26];
    private static readonly int[] Hairs = [0x15110E, 0x2B1D14, 0x4A3220, 0x8B6A3E, 0x9A9A98];
    private static readonly int[] Tops = [0x1C2233, 0x151515, 0x3B3F45, 0x7A1E22, 0x2F4A37, 0x244E86, 0xB9AE98, 0x6B4A2B, 0xC9C9C4, 0xD8C81E];
    private static readonly int[] Bottoms = [0x26324A, 0x17181A, 0x3C3A36, 0x6A5E48, 0x2F3B2E, 0x555B66];

    public Wardrobe(Climate climate, SceneRandom random)
    {
        float skin = 32.6f + random.Between(-0.8f, 1f) - (0.05f * MathF.Max(0f, 20f - climate.Air));
        float gap = skin - climate.Air;
        float thin = random.Between(0.30f, 0.58f);
        Skin = Cloth(Skins, random, skin, 0.06f, 2.2f, 0.5f);
        Hand = Cloth([Skins[2]], random, skin - random.Between(1f, 5f), 0.05f, 1.5f, 0.4f);
        Hair = Cloth(Hairs, random, climate.Air + (gap * 0.6f), 0.2f, 1.5f, 0.6f);
        Top = Cloth(Tops, random, climate.Air + (gap * thin), 0.22f, 2.4f, 1.1f);
        Bottom = Cloth(Bottoms, random, climate.Air + (gap * (thin + random.Between(-0.08f, 0.1f))), 0.2f, 2f, 0.9f);
        Shoes = Cloth([0x141414, 0x2A1B12, 0xC8C8C8, 0x30343A], random, climate.Air + (gap * random.Between(0.18f, 0.4f)), 0.15f, 1f, 0.5f);
        Bag = Cloth([0x191B20, 0x4A2E1C, 0x5A1F26, 0x2C4530], random, climate.Air + (gap * 0.12f), 0.2f, 0.6f, 0.5f);
    }

    public Matte Skin { get; }

    public Matte Hand { get; }

    public Matte Hair { get; }

    public Matte Top { get; }

    public Matte Bottom { get; }

    public Matte Shoes { get; }

    public Matte Bag { get; }

    private static Matte Cloth(int[] colours, SceneRandom random, float celsius, float rough, float cooling, float patchy) => new()
    {
        Albedo = Rgb.Of(random.Pick<int>(colours)),
        Celsius = celsius,
        Rough = rough,
        Grain = 9f,
        EdgeCooling = cooling,
        Patchy = patchy,
        Emissivity = 0.97f,
        Seed = random.Seed(),
    };
}
