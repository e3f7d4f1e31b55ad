using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Shapes;

namespace IvifMl.Scenes.Layouts;

/// <summary>
/// Light, air and sky of an open scene by time of day and weather. The camera opens up further at night where no street lamps are.
/// </summary>
internal sealed class Ambience
{
    private readonly uint _seed;
    private readonly Rgb _cloud;

    public Ambience(TimeOfDay time, SceneWeather weather, bool lamps, SceneRandom random)
    {
        bool clear = weather == SceneWeather.Clear;
        bool fog = weather == SceneWeather.Fog;
        _seed = random.Seed();
        float air = time switch
        {
            TimeOfDay.Day => random.Between(12f, 26f),
            TimeOfDay.Dusk => random.Between(8f, 18f),
            _ => random.Between(1f, 14f),
        };
        float haze = fog ? random.Between(0.022f, 0.05f) : random.Between(0.0006f, 0.0025f);
        float swing = clear ? 1f : 0.35f;
        (Horizon, Zenith, _cloud) = Colours(time, weather);
        Climate = new()
        {
            Air = air,
            Zenith = clear ? air - random.Between(24f, 36f) : air - random.Between(6f, 11f),
            Clouds = fog ? 0f : clear ? random.Between(0f, 0.5f) : random.Between(0.75f, 1f),
            Haze = haze,
            HazeLight = fog ? Horizon : Horizon * 0.8f,
            ThermalHaze = fog ? haze * 0.22f : 0.0008f,
            GroundExcess = swing * (time switch { TimeOfDay.Day => random.Between(3f, 9f), TimeOfDay.Dusk => random.Between(3f, 6f), _ => random.Between(0.5f, 3f) }),
            WallExcess = swing * (time switch { TimeOfDay.Day => random.Between(2f, 6f), TimeOfDay.Dusk => random.Between(2f, 4f), _ => random.Between(0.3f, 2f) }),
        };
        float moon = random.Between(0.8f, 2.6f);
        float side = random.Sign() * random.Between(0.35f, 0.8f);
        Lighting = time switch
        {
            TimeOfDay.Day => new()
            {
                Sky = clear ? new(0.52f, 0.64f, 0.86f) : new(1.35f, 1.4f, 1.48f),
                Bounce = clear ? new(0.38f, 0.36f, 0.32f) : new(0.62f, 0.62f, 0.60f),
                Sun = clear ? new(3.3f, 3.0f, 2.5f) : default,
                SunDirection = new Vec3(side, random.Between(0.55f, 0.9f), random.Between(-0.7f, 0.2f)).Unit(),
                MirroredSky = Zenith * 1.1f,
            },
            TimeOfDay.Dusk => new()
            {
                Sky = new(0.20f, 0.23f, 0.36f),
                Bounce = new(0.11f, 0.10f, 0.12f),
                Sun = clear ? new(0.16f, 0.09f, 0.05f) : default,
                SunDirection = new Vec3(side, 0.18f, 0.75f).Unit(),
                MirroredSky = Rgb.Mix(Horizon, Zenith, 0.6f) * 0.8f,
            },
            _ => new()
            {
                Sky = new Rgb(0.016f, 0.020f, 0.030f) * moon,
                Bounce = new Rgb(0.010f, 0.010f, 0.010f) * moon,
                Sun = clear ? new Rgb(0.012f, 0.014f, 0.019f) * moon : default,
                SunDirection = new Vec3(side, 0.7f, -0.3f).Unit(),
                MirroredSky = new(0.012f, 0.014f, 0.022f),
            },
        };
        Sensor = time switch
        {
            TimeOfDay.Day => new() { Exposure = random.Between(0.62f, 0.8f), ReadNoise = 0.003f, ShotNoise = 0.00012f, Glow = 0.02f },
            TimeOfDay.Dusk => new() { Exposure = random.Between(1.5f, 2.1f), ReadNoise = 0.006f, ShotNoise = 0.0007f, Glow = 0.05f },
            _ => new() { Exposure = random.Between(1.5f, 3.8f) * (lamps ? 1f : 2.2f), ReadNoise = 0.011f, ShotNoise = 0.0016f, Glow = fog ? 0.11f : 0.06f },
        };
    }

    public Climate Climate { get; }

    public Lighting Lighting { get; }

    public VisibleSensor Sensor { get; }

    public Rgb Horizon { get; }

    public Rgb Zenith { get; }

    /// <summary>The sky as a backdrop.</summary>
    public Primitive Sky(Camera camera, TimeOfDay time)
        => new(new SkyShape(camera), new SkyDome(Climate, Horizon, Zenith, _cloud, time == TimeOfDay.Night && Climate.Haze < 0.01f, _seed));

    private static (Rgb Horizon, Rgb Zenith, Rgb Cloud) Colours(TimeOfDay time, SceneWeather weather) => (time, weather) switch
    {
        (TimeOfDay.Day, SceneWeather.Clear) => (new(0.95f, 1.08f, 1.25f), new(0.26f, 0.52f, 1.15f), new(1.75f, 1.75f, 1.75f)),
        (TimeOfDay.Day, SceneWeather.Overcast) => (new(1.25f, 1.27f, 1.30f), new(0.85f, 0.90f, 1.0f), new(1.35f, 1.36f, 1.40f)),
        (TimeOfDay.Day, _) => (new(1.05f, 1.07f, 1.10f), new(1.1f, 1.13f, 1.18f), Rgb.Grey(1.1f)),
        (TimeOfDay.Dusk, SceneWeather.Clear) => (new(0.78f, 0.40f, 0.20f), new(0.075f, 0.12f, 0.30f), new(0.42f, 0.22f, 0.22f)),
        (TimeOfDay.Dusk, SceneWeather.Overcast) => (new(0.36f, 0.32f, 0.36f), new(0.15f, 0.17f, 0.25f), new(0.24f, 0.24f, 0.30f)),
        (TimeOfDay.Dusk, _) => (new(0.21f, 0.22f, 0.25f), new(0.18f, 0.19f, 0.23f), Rgb.Grey(0.2f)),
        (_, SceneWeather.Clear) => (new(0.020f, 0.019f, 0.022f), new(0.0022f, 0.003f, 0.0075f), new(0.013f, 0.013f, 0.015f)),
        (_, SceneWeather.Overcast) => (new(0.026f, 0.022f, 0.018f), new(0.009f, 0.008f, 0.009f), new(0.022f, 0.019f, 0.016f)),
        _ => (new(0.034f, 0.031f, 0.028f), new(0.020f, 0.019f, 0.019f), Rgb.Grey(0.02f)),
    };
}
