using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Shapes;
using IvifMl.Scenes.Things;

namespace IvifMl.Scenes.Layouts;

/// <summary>A corridor inside a building.</summary>
internal static class CorridorLayout
{
    private const float Near = 0.8f;

    /// <summary>The air of a building: no sky, no haze.</summary>
    public static Climate IndoorAir(SceneRandom random)
    {
        float air = random.Between(17f, 23f);
        return new() { Air = air, Zenith = air + 0.5f, Haze = 0.001f, ThermalHaze = 0.0003f };
    }

    /// <summary>Lamps on, every other lamp, or emergency lamps only.</summary>
    public static Lighting IndoorLight(TimeOfDay time)
    {
        float level = time switch { TimeOfDay.Day => 0.22f, TimeOfDay.Dusk => 0.07f, _ => 0.012f };
        return new() { Sky = Rgb.Grey(level), Bounce = new Rgb(0.95f, 0.92f, 0.86f) * level, MirroredSky = Rgb.Grey(level) };
    }

    public static VisibleSensor IndoorSensor(TimeOfDay time, SceneRandom random) => time switch
    {
        TimeOfDay.Day => new() { Exposure = random.Between(0.9f, 1.2f), ReadNoise = 0.004f, ShotNoise = 0.0003f, Glow = 0.03f },
        TimeOfDay.Dusk => new() { Exposure = random.Between(1.5f, 2f), ReadNoise = 0.006f, ShotNoise = 0.0008f, Glow = 0.03f },
        _ => new() { Exposure = random.Between(2.8f, 4f), ReadNoise = 0.012f, ShotNoise = 0.0018f, Glow = 0.05f },
    };

    public static void Build(Stage stage, SceneRandom random)
    {
        float left = -random.Between(1.1f, 1.9f);
        float right = random.Between(1.1f, 1.9f);
        const float Height = 2.75f;
        float end = random.Between(20f, 34f);
        Camera camera = stage.Camera;
        Room room = new(stage.Climate, random, left, right);
        void Plane(Material material, Vec3 a, Vec3 b, Vec3 c, Vec3 d) => stage.Backdrop.Add(new(new FaceShape(camera, [a, b, c, d], growPixels: 0.4f), material));
        stage.Backdrop.Add(new(new GroundShape(camera, end + 0.2f), room.Floor));
        Plane(room.End, new(left, 0f, end), new(right, 0f, end), new(right, Height, end), new(left, Height, end));
        Plane(room.Ceiling, new(left, Height, Near), new(right, Height, Near), new(right, Height, end), new(left, Height, end));
        Plane(room.Wall, new(left, 0f, Near), new(left, 0f, end), new(left, Height, end), new(left, Height, Near));
        Plane(room.Wall, new(right, 0f, Near), new(right, 0f, end), new(right, Height, end), new(right, Height, Near));
        Lamps(stage, random.Fork(1), Height, end);
        SceneRandom folk = random.Fork(2);
        int people = folk.Whole(1, 4);
        for (int i = 0; i < people; i++)
        {
            float z = folk.Between(3.6f, MathF.Min(end - 2f, 5f + (5f * (i + 1))));
            Person.Add(stage, folk, folk.Between(left + 0.4f, right - 0.4f), z);
        }
    }

    private static void Lamps(Stage stage, SceneRandom random, float height, float end)
    {
        bool night = stage.IsDark;
        float step = random.Between(3.6f, 4.6f);
        int number = 0;
        for (float z = 3f; z < end - 1f; z += step, number++)
        {
            bool lit = stage.Time switch
            {
                TimeOfDay.Day => true,
                TimeOfDay.Dusk => number % 2 == 0,
                _ => number == 2,
            };
            Thing panel = stage.Add(new Thing(z + 0.6f, SceneLabels.Lamp, lit ? "lit" : "off"));
            Rgb colour = night ? new(0.5f, 1f, 0.55f) : new(1f, 0.97f, 0.9f);
            Matte glass = new()
            {
                Albedo = Rgb.Grey(0.7f),
                Celsius = stage.Climate.Air + (lit ? random.Between(9f, 14f) : 0.8f),
                Emission = lit ? colour * (night ? 1.2f : 2.4f) : default,
            };
            panel.Add(new FaceShape(stage.Camera, [new(-0.3f, height - 0.02f, z), new(0.3f, height - 0.02f, z), new(0.3f, height - 0.02f, z + 1.2f), new(-0.3f, height - 0.02f, z + 1.2f)]), glass);
            if (lit && number < 7)
            {
                stage.Lighting.Add(new(new(0f, height - 0.1f, z + 0.6f), colour * (night ? 0.5f : 1.9f), new(0f, -1f, 0f), -0.15f, 12f));
            }
        }
    }
}
