using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Things;

/// <summary>Lamps, signs, bollards and benches.</summary>
internal static class StreetFurniture
{
    /// <summary>A street lamp whose arm reaches to <paramref name="towards"/> (−1 left, 1 right); lit outside the day.</summary>
    public static void AddLamp(Stage stage, SceneRandom random, float x, float z, int towards, Rgb colour, float height)
    {
        Climate climate = stage.Climate;
        bool lit = stage.LampsLit;
        Vec3 foot = new(x, 0f, z);
        Thing post = stage.Add(new Thing(z + 0.02f));
        Upright pole = new(stage.Camera, post, foot, towards);
        Matte steel = new() { Albedo = Rgb.Grey(0.12f), Celsius = climate.Air - 1f + (0.3f * climate.WallExcess), Emissivity = 0.8f, Rough = 0.1f, Gloss = 0.03f };
        const float Arm = 1.3f;
        pole.Capsule(0f, 0f, 0.11f, 0f, 0.9f, 0.09f, steel);
        pole.Capsule(0f, 0.9f, 0.065f, 0f, height - 0.35f, 0.05f, steel);
        pole.Capsule(0f, height - 0.35f, 0.05f, 0.35f, height + 0.02f, 0.045f, steel);
        pole.Capsule(0.35f, height + 0.02f, 0.045f, Arm, height + 0.05f, 0.04f, steel);
        stage.CastShadow(foot, 0.08f, 0.08f, height);

        Thing head = stage.Add(new Thing(z, SceneLabels.Lamp, lit ? "lit" : "off"));
        Upright lamp = new(stage.Camera, head, foot, towards);
        Matte housing = new() { Albedo = Rgb.Grey(0.14f), Celsius = climate.Air + (lit ? 16f : 0f), Emissivity = 0.88f };
        Matte glass = new() { Albedo = Rgb.Grey(0.5f), Celsius = climate.Air + (lit ? 30f + random.Between(0f, 15f) : 0f), Emission = lit ? colour * 22f : default, Gloss = 0.1f };
        lamp.Capsule(Arm - 0.1f, height + 0.05f, 0.11f, Arm + 0.45f, height + 0.05f, 0.08f, housing);
        lamp.Capsule(Arm + 0.02f, height - 0.03f, 0.075f, Arm + 0.36f, height - 0.03f, 0.07f, glass);
        if (lit)
        {
            float strength = stage.IsDark ? 13f : 5f;
            stage.Lighting.Add(new(new(x + (towards * (Arm + 0.2f)), height - 0.1f, z), colour * strength, new(0f, -1f, 0f), 0.12f, 26f));
        }
    }

    /// <summary>A plate with letters on a post.</summary>
    public static void AddSign(Stage stage, SceneRandom random, float x, float z)
    {
        string text = random.Pick<string>(["STOP", "BUS", "CAFE", "PARK", "TAXI", "BAR", "EXIT", "30"]);
        Climate climate = stage.Climate;
        Thing sign = stage.Add(new Thing(z));
        Upright parts = new(stage.Camera, sign, new(x, 0f, z));
        Matte post = new() { Albedo = Rgb.Grey(0.25f), Celsius = climate.Air - 1f, Emissivity = 0.8f };
        (Rgb plate, Rgb ink) = random.Pick<(int, int)>([(0xB01818, 0xF4F4F0), (0x1D4FA0, 0xF4F4F0), (0xE8E8E0, 0x151515), (0x1F7A3A, 0xF4F4F0)]) is var (a, b)
            ? (Rgb.Of(a), Rgb.Of(b)) : default;
        float width = (0.2f * text.Length) + 0.1f;
        parts.Capsule(0f, 0f, 0.035f, 0f, 2.3f, 0.035f, post);
        Lettering board = new(text, plate, ink, width, 0.42f, climate.Air - 1.2f + (0.4f * climate.WallExcess));
        parts.Box(-width / 2f, 1.95f, width / 2f, 2.37f, board, 0.03f);
    }

    /// <summary>A short post at a kerb or on a quay.</summary>
    public static void AddBollard(Stage stage, float x, float z, bool iron)
    {
        Thing bollard = stage.Add(new Thing(z));
        Upright parts = new(stage.Camera, bollard, new(x, 0f, z));
        Matte body = new() { Albedo = iron ? Rgb.Grey(0.03f) : Rgb.Grey(0.2f), Celsius = stage.Climate.Air + (0.6f * stage.Climate.GroundExcess), Rough = 0.2f, Grain = 20f, Emissivity = 0.9f };
        stage.CastShadow(new(x, 0f, z), 0.2f, 0.2f, 0.6f);
        if (iron)
        {
            parts.Capsule(0f, 0.05f, 0.2f, 0f, 0.3f, 0.14f, body);
            parts.Capsule(-0.12f, 0.42f, 0.12f, 0.12f, 0.42f, 0.12f, body);
            return;
        }

        parts.Capsule(0f, 0.05f, 0.08f, 0f, 0.8f, 0.075f, body);
    }

    /// <summary>A wooden bench.</summary>
    public static void AddBench(Stage stage, SceneRandom random, float x, float z)
    {
        Thing bench = stage.Add(new Thing(z));
        Upright parts = new(stage.Camera, bench, new(x, 0f, z));
        float air = stage.Climate.Air;
        Matte wood = new() { Albedo = Rgb.Of(0x6A4A2E), Celsius = air + (0.5f * stage.Climate.WallExcess), Rough = 0.3f, Seed = random.Seed() };
        Matte iron = new() { Albedo = Rgb.Grey(0.04f), Celsius = air - 1f, Emissivity = 0.85f };
        stage.CastShadow(new(x, 0f, z), 0.85f, 0.3f, 0.5f);
        foreach (float leg in (ReadOnlySpan<float>)[-0.7f, 0.7f])
        {
            parts.Capsule(leg, 0f, 0.03f, leg, 0.85f, 0.03f, iron);
        }

        for (float y = 0.42f; y < 0.9f; y += 0.14f)
        {
            parts.Box(-0.85f, y, 0.85f, y + 0.1f, wood, 0.01f);
        }
    }
}
