using IvifMl.Imaging;
using IvifMl.Scenes.Layouts;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Things;

namespace IvifMl.Scenes;

/// <summary>
/// Renders registered infrared and visible images of invented scenes: one description in metres and °C, seen by one pinhole through
/// two sensors. It keeps no state between calls and may be called from any number of threads.
/// </summary>
public static class Scene
{
    /// <summary>Smallest mask, in pixels, that gets a box.</summary>
    public const int SmallestMask = 12;

    /// <summary>Renders one pair.</summary>
    /// <param name="options">What to render.</param>
    /// <returns>Both images and what is known about them; the same bytes for the same options, always.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that no scene can have.</exception>
    public static RenderedPair Render(SceneOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        SceneRandom random = new(SceneRandom.Scramble(options.Seed + 0x5CE4E5UL));
        Setting setting = Setting.Draw(options, random.Fork(1));
        SceneRandom light = random.Fork(2);
        Ambience ambience = new(setting.Time, setting.Weather, setting.Kind is SceneKind.Street or SceneKind.Harbour, light);
        bool indoors = setting.Kind == SceneKind.Corridor;
        VisibleSensor sensor = indoors ? CorridorLayout.IndoorSensor(setting.Time, light) : ambience.Sensor;
        Camera camera = View(options, setting.Kind, random.Fork(3));
        Stage stage = new(
            camera,
            indoors ? CorridorLayout.IndoorLight(setting.Time) : ambience.Lighting,
            indoors ? CorridorLayout.IndoorAir(light) : ambience.Climate,
            setting.Time);
        Fill(stage, setting.Kind, random.Fork(4), ambience);
        if (setting.Smoke)
        {
            Veil(stage, random.Fork(5));
        }

        return Develop(options, setting, stage, sensor, random);
    }

    private static Camera View(SceneOptions options, SceneKind kind, SceneRandom random)
    {
        float focal = MathF.Max(0.95f * options.Width, 1.15f * options.Height);
        (float low, float high) = kind switch
        {
            SceneKind.Harbour => (3.6f, 4.6f),
            SceneKind.Street => (1.7f, 3.2f),
            SceneKind.Corridor => (1.45f, 1.75f),
            _ => (1.6f, 2.2f),
        };
        float horizon = options.Height * (kind == SceneKind.Corridor ? random.Between(0.46f, 0.52f) : random.Between(0.36f, 0.47f));
        float centre = options.Width * (kind == SceneKind.Harbour ? 0.5f : random.Between(0.4f, 0.6f));
        return new(options.Width, options.Height, focal, centre, horizon, random.Between(low, high));
    }

    private static void Fill(Stage stage, SceneKind kind, SceneRandom random, Ambience ambience)
    {
        switch (kind)
        {
            case SceneKind.Street:
                StreetLayout.Build(stage, random, ambience);
                break;
            case SceneKind.Forest:
                ForestLayout.Build(stage, random, ambience);
                break;
            case SceneKind.Harbour:
                HarbourLayout.Build(stage, random, ambience);
                break;
            case SceneKind.Field:
                FieldLayout.Build(stage, random, ambience);
                break;
            default:
                CorridorLayout.Build(stage, random);
                break;
        }
    }

    /// <summary>Puts smoke before one of the people.</summary>
    private static void Veil(Stage stage, SceneRandom random)
    {
        Thing[] people = [.. stage.Things.Where(t => t.Label == SceneLabels.Person && t.Depth < 30f)];
        Thing? hidden = people.Length > 0 ? people[random.Whole(0, people.Length - 1)] : null;
        float z = MathF.Max((hidden?.Depth ?? 12f) - 0.7f, 2.5f);
        float column = hidden is null ? stage.Camera.Width * 0.5f : hidden.Parts.Average(p => (p.Shape.X0 + p.Shape.X1) * 0.5f);
        float x = stage.Camera.XAt(column / stage.Camera.Width, z);
        float width = random.Between(2.2f, 4f) * (1f + (z * 0.02f));
        SmokeCloud.Add(stage, random, x, z, width, random.Between(2.1f, 2.8f));
        int more = random.Whole(0, 2);
        for (int i = 0; i < more; i++)
        {
            SmokeCloud.Add(stage, random, x + (width * random.Between(0.5f, 1f) * random.Sign()), z + random.Between(-0.4f, 2f), width * 0.8f, random.Between(1.4f, 2.6f));
        }
    }

    private static RenderedPair Develop(SceneOptions options, Setting setting, Stage stage, VisibleSensor sensor, SceneRandom random)
    {
        (int width, int height) = (options.Width, options.Height);
        List<Thing> things = [.. stage.Things.OrderBy(t => t.Depth)];
        Thing[] labelled = [.. things.Where(t => t.Label is not null)];
        using Canvas canvas = new(stage.Camera, stage.Lighting, stage.Climate, labelled.Length);
        int number = 0;
        foreach (Thing thing in things)
        {
            if (thing.VisibleOnly)
            {
                canvas.Veil(thing.Parts);
                continue;
            }

            canvas.Paint(thing.Parts, thing.Label is null ? 0 : ++number, standing: true);
        }

        canvas.Paint(stage.OnGround, 0, standing: false);
        canvas.Paint(stage.Backdrop, 0, standing: false);
        canvas.Finish();
        (IReadOnlyList<SceneBox> boxes, SceneFacts facts) = Boxes.Collect(canvas, labelled, sensor.Exposure, setting, stage.Climate.Air);
        uint grain = random.Fork(6).Seed();
        byte[] visible = sensor.Develop(canvas, stage.Camera, grain, options.SensorNoise);
        ThermalOptics.Blur(canvas.Thermal, width, height);
        Plane? temperature = options.IncludeTemperature ? ThermalOptics.Temperature(canvas.Thermal, width, height) : null;
        ushort[] infrared = ThermalOptics.Read(canvas.Thermal, width, height, ~grain, options.SensorNoise);
        return new(
            options.Seed,
            RasterImage.FromBytes(height, width, 3, visible),
            RasterImage.FromUInt16(height, width, 1, infrared),
            temperature,
            canvas.Instances,
            boxes,
            facts,
            Captions.Of(facts, boxes, random.Fork(7)));
    }
}
