using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Things;

/// <summary>The materials of one vehicle.</summary>
internal sealed class VehiclePaints
{
    private readonly float _air;

    /// <summary>Mixes them.</summary>
    /// <param name="stage">The scene.</param>
    /// <param name="random">Random numbers.</param>
    /// <param name="paint">Reflectance of the body.</param>
    /// <param name="warm">How warm engine and brakes are: 0 cold, 1 as after a drive.</param>
    public VehiclePaints(Stage stage, SceneRandom random, Rgb paint, float warm)
    {
        Climate climate = stage.Climate;
        _air = climate.Air;
        float skin = _air + (0.6f * climate.WallExcess);
        uint seed = random.Seed();
        Body = new() { Albedo = paint, Celsius = skin + (1.5f * warm), Emissivity = 0.88f, Gloss = 0.10f, Patchy = 0.3f, Seed = seed };
        Bonnet = new() { Albedo = paint, Celsius = skin + (14f * warm) + random.Between(0f, 4f * warm), Emissivity = 0.9f, Gloss = 0.12f, Patchy = 1.5f, Seed = seed };
        Nose = new() { Albedo = paint, Celsius = skin + (9f * warm), Emissivity = 0.9f, Gloss = 0.08f, Patchy = 1f, Seed = seed };
        Glass = new() { Albedo = Rgb.Grey(0.015f), Celsius = skin + (2f * warm), Emissivity = 0.82f, Gloss = 0.28f };
        Trim = new() { Albedo = Rgb.Grey(0.02f), Celsius = skin + (2f * warm), Rough = 0.1f };
        Tyre = new() { Albedo = Rgb.Grey(0.022f), Celsius = _air + (11f * warm) + (0.5f * climate.GroundExcess), Patchy = 1f };
        Rim = new() { Albedo = Rgb.Grey(0.2f), Celsius = _air + (26f * warm), Gloss = 0.1f, Emissivity = 0.85f, Patchy = 2f };
        Grille = new() { Albedo = Rgb.Grey(0.015f), Celsius = _air + 2f + (28f * warm), Patchy = 3f };
        Exhaust = new() { Albedo = Rgb.Grey(0.05f), Celsius = _air + (65f * warm) };
        Plate = new() { Albedo = Rgb.Of(0xE2E0C8), Celsius = skin, Rough = 0.35f, Grain = 14f, Seed = seed, Emission = stage.IsDark && warm >= 1f ? Rgb.Grey(0.06f) : default };
    }

    public Matte Body { get; }

    public Matte Bonnet { get; }

    public Matte Nose { get; }

    public Matte Glass { get; }

    public Matte Trim { get; }

    public Matte Tyre { get; }

    public Matte Rim { get; }

    public Matte Grille { get; }

    public Matte Exhaust { get; }

    public Matte Plate { get; }

    public Matte HeadLamp(bool lit) => new()
    {
        Albedo = Rgb.Grey(0.5f),
        Gloss = 0.2f,
        Celsius = _air + (lit ? 22f : 1f),
        Emission = lit ? new(26f, 25f, 21f) : default,
    };

    public Matte TailLamp(bool lit) => new()
    {
        Albedo = Rgb.Of(0x8A1010),
        Gloss = 0.05f,
        Celsius = _air + (lit ? 9f : 0.5f),
        Emission = lit ? new(2.2f, 0.10f, 0.07f) : default,
    };
}
