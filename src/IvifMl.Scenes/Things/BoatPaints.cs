using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Things;

/// <summary>The materials of one boat.</summary>
internal sealed class BoatPaints
{
    /// <summary>Mixes them; a <paramref name="moving"/> boat has a hot engine.</summary>
    public BoatPaints(Stage stage, SceneRandom random, bool moving)
    {
        Climate climate = stage.Climate;
        float skin = climate.Air + (0.7f * climate.WallExcess);
        bool lit = stage.LampsLit && random.Chance(0.75f);
        uint seed = random.Seed();
        Rgb hull = Rgb.Of(random.Pick<int>([0xE4E4DE, 0x1E3A6A, 0x8A1F1F, 0x1F5A4A, 0x22262C, 0xC8B070]));
        Hull = new() { Albedo = hull, Celsius = skin, Emissivity = 0.93f, Gloss = 0.04f, Patchy = 0.6f, Rise = 0.8f, Seed = seed };
        Stripe = new() { Albedo = Rgb.Of(random.Pick<int>([0xF0F0EC, 0x20304A, 0xB02020, 0x3A2A1C])), Celsius = skin + 0.4f };
        Bottom = new() { Albedo = Rgb.Of(random.Pick<int>([0x5A1512, 0x16324A, 0x101214])), Celsius = skin - 2f };
        Deck = new() { Albedo = Rgb.Of(random.Pick<int>([0xE8E6DE, 0xD8C8A0, 0xA8703A])), Celsius = skin + 1.2f, Patchy = 0.5f, Rough = 0.08f, Seed = seed };
        Window = lit
            ? new() { Albedo = Rgb.Grey(0.1f), Celsius = climate.Air + 8f, Emissivity = 0.86f, Emission = new(1.1f, 0.8f, 0.4f), Rough = 0.2f }
            : new() { Albedo = Rgb.Grey(0.02f), Celsius = climate.Air, Emissivity = 0.82f, Gloss = 0.22f };
        Trim = new() { Albedo = Rgb.Grey(0.03f), Celsius = skin };
        Mast = new() { Albedo = Rgb.Grey(0.45f), Celsius = climate.Air - 0.5f, Emissivity = 0.75f };
        Sail = new() { Albedo = Rgb.Of(0xE6E2D4), Celsius = climate.Air + (0.4f * climate.WallExcess), Rough = 0.08f, Grain = 1.5f, Seed = seed };
        Cover = new() { Albedo = Rgb.Of(random.Pick<int>([0x1D3A7A, 0x7A1D22, 0xC05A18])), Celsius = climate.Air, Rough = 0.15f };
        Engine = new() { Albedo = Rgb.Grey(0.08f), Celsius = climate.Air + (moving ? 38f : 3f), Patchy = moving ? 4f : 0.3f, EdgeCooling = moving ? 8f : 0f };
        MastLight = new() { Albedo = Rgb.Grey(0.3f), Celsius = climate.Air + (lit ? 18f : 0f), Emission = lit ? new(9f, 8f, 5.5f) : default };
    }

    public Matte Hull { get; }

    public Matte Stripe { get; }

    public Matte Bottom { get; }

    public Matte Deck { get; }

    public Matte Window { get; }

    public Matte Trim { get; }

    public Matte Mast { get; }

    public Matte Sail { get; }

    public Matte Cover { get; }

    public Matte Engine { get; }

    public Matte MastLight { get; }
}
