using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Things;

/// <summary>Delivery trucks and city buses: boxes on wheels.</summary>
internal static class Truck
{
    /// <summary>Places a delivery truck; see <see cref="Car.Add"/> for the arguments.</summary>
    public static Thing Add(Stage stage, SceneRandom random, float x, float z, float yaw, bool driving)
    {
        Thing thing = stage.Add(new Thing(z, SceneLabels.Truck, driving ? "moving" : "parked"));
        Solid solid = new(stage.Camera, thing, new(x, 0f, z), yaw);
        Vehicle.Shade(stage, new(x, 0f, z), 6.4f, 1.05f, yaw);
        VehiclePaints cab = new(stage, random, Rgb.Of(random.Pick<int>([0xE8E8E6, 0x1E4A8A, 0x8A1F1C, 0x2F5F3A])), driving ? 1f : 0.3f);
        VehiclePaints box = new(stage, random, Rgb.Of(random.Pick<int>([0xDADAD6, 0xC8C4B4, 0x9FB0BC])), 0f);
        const float Half = 1.05f;
        Action cargo = () => solid.Prism([-3.2f, 0.75f, 1.2f, 0.75f, 1.2f, 3.0f, -3.2f, 3.0f], Half + 0.05f, _ => box.Body);
        Action front = () =>
        {
            solid.Prism([1.25f, 0.4f, 3.1f, 0.4f, 3.1f, 1.25f, 2.75f, 2.25f, 1.25f, 2.25f], Half - 0.05f, i => i == 1 ? cab.Bonnet : cab.Body);
            Vec3 inner = new(2f, 1.2f, 0f);
            solid.Face([new(3.09f, 1.3f, -0.9f), new(3.09f, 1.3f, 0.9f), new(2.8f, 2.13f, 0.9f), new(2.8f, 2.13f, -0.9f)], inner, cab.Glass, 0f, 0.05f);
            foreach (int s in (ReadOnlySpan<int>)[-1, 1])
            {
                solid.Face([new(1.7f, 1.3f, s * 1.005f), new(2.85f, 1.3f, s * 1.005f), new(2.6f, 2.1f, s * 1.005f), new(1.7f, 2.1f, s * 1.005f)], inner, cab.Glass, 0f, 0.05f);
                solid.Face([new(3.11f, 0.6f, s * 0.6f), new(3.11f, 0.6f, s * 0.9f), new(3.11f, 0.8f, s * 0.9f), new(3.11f, 0.8f, s * 0.6f)], inner, cab.HeadLamp(driving && stage.LampsLit), 0f, 0.05f);
                solid.Face([new(-3.21f, 0.5f, s * 0.65f), new(-3.21f, 0.5f, s * 0.95f), new(-3.21f, 0.68f, s * 0.95f), new(-3.21f, 0.68f, s * 0.65f)], new(0f, 0.6f, 0f), cab.TailLamp(driving && stage.LampsLit), 0f);
            }

            solid.Face([new(3.11f, 0.62f, -0.45f), new(3.11f, 0.62f, 0.45f), new(3.11f, 1.05f, 0.45f), new(3.11f, 1.05f, -0.45f)], inner, cab.Grille, 0f);
        };
        Underside(solid, Half, [-2.2f, 2.3f], 0.42f, cab, () => solid.Prism([-3.15f, 0.5f, 1.2f, 0.5f, 1.2f, 0.8f, -3.15f, 0.8f], Half - 0.2f, _ => cab.Trim));
        bool frontNearer = solid.World(3f, 0f, 0f).Z < solid.World(-3f, 0f, 0f).Z;
        (frontNearer ? cargo : front)();
        (frontNearer ? front : cargo)();
        NearWheels(solid, Half, [-2.2f, 2.3f], 0.42f, cab);
        Doors(solid, box);
        if (driving && stage.LampsLit)
        {
            Vehicle.HeadLight(stage, thing, solid, 3.2f, 0.75f);
        }

        return thing;
    }

    /// <summary>Places a city bus; see <see cref="Car.Add"/> for the arguments.</summary>
    public static Thing AddBus(Stage stage, SceneRandom random, float x, float z, float yaw)
    {
        Thing thing = stage.Add(new Thing(z, SceneLabels.Bus, "moving"));
        Solid solid = new(stage.Camera, thing, new(x, 0f, z), yaw);
        Vehicle.Shade(stage, new(x, 0f, z), 10f, 1.25f, yaw);
        VehiclePaints paints = new(stage, random, Rgb.Of(random.Pick<int>([0xB0201C, 0xD8A018, 0x1F5FA8, 0xDADCD8])), 1f);
        bool lit = stage.LampsLit;
        Matte glass = lit
            ? new() { Albedo = Rgb.Grey(0.1f), Celsius = stage.Climate.Air + 7f, Emissivity = 0.85f, Emission = new(0.55f, 0.52f, 0.4f), Patchy = 1.5f, Rough = 0.2f }
            : new() { Albedo = Rgb.Grey(0.02f), Celsius = stage.Climate.Air + 4f, Emissivity = 0.83f, Gloss = 0.28f, Patchy = 1f };
        const float Half = 1.25f;
        Underside(solid, Half, [-3f, 3.1f], 0.48f, paints, () => { });
        solid.Prism([-5f, 0.35f, 5f, 0.35f, 5.05f, 1.2f, 4.9f, 3.05f, -5f, 3.05f], Half, i => i is 1 or 4 ? paints.Nose : paints.Body);
        Vec3 inner = new(0f, 1.5f, 0f);
        foreach (int s in (ReadOnlySpan<int>)[-1, 1])
        {
            for (float w = -4.6f; w < 4.3f; w += 1.55f)
            {
                solid.Face([new(w, 1.35f, s * 1.26f), new(w + 1.42f, 1.35f, s * 1.26f), new(w + 1.42f, 2.5f, s * 1.26f), new(w, 2.5f, s * 1.26f)], inner, glass, 0f, 0.06f);
            }

            solid.Face([new(5.06f, 0.6f, s * 0.7f), new(5.06f, 0.6f, s * 1.1f), new(5.06f, 0.82f, s * 1.1f), new(5.06f, 0.82f, s * 0.7f)], inner, paints.HeadLamp(lit), 0f, 0.08f);
            solid.Face([new(-5.02f, 0.9f, s * 0.85f), new(-5.02f, 0.9f, s * 1.1f), new(-5.02f, 1.4f, s * 1.1f), new(-5.02f, 1.4f, s * 0.85f)], inner, paints.TailLamp(lit), 0f);
        }

        solid.Face([new(5.045f, 1.3f, -1.12f), new(5.045f, 1.3f, 1.12f), new(4.95f, 2.55f, 1.12f), new(4.95f, 2.55f, -1.12f)], inner, glass, 0f, 0.1f);
        solid.Face([new(-5.01f, 1.6f, -1f), new(-5.01f, 1.6f, 1f), new(-5.01f, 2.5f, 1f), new(-5.01f, 2.5f, -1f)], inner, glass, 0f, 0.1f);
        Matte display = new() { Albedo = Rgb.Grey(0.02f), Celsius = stage.Climate.Air + 3f, Emission = new(1.3f, 0.62f, 0.06f) };
        solid.Face([new(4.955f, 2.65f, -0.8f), new(4.955f, 2.65f, 0.8f), new(4.935f, 2.92f, 0.8f), new(4.935f, 2.92f, -0.8f)], inner, display, 0f);
        NearWheels(solid, Half, [-3f, 3.1f], 0.48f, paints);
        if (lit)
        {
            Vehicle.HeadLight(stage, thing, solid, 5.2f, 0.75f);
        }

        return thing;
    }

    private static void Underside(Solid solid, float half, float[] axles, float radius, VehiclePaints paints, Action frame)
    {
        for (int s = -1; s <= 1; s += 2)
        {
            if (!solid.Sees(solid.World(0f, 0.5f, s * half), solid.Direction(0f, s)))
            {
                Wheels(solid, s * (half - 0.2f), axles, radius, paints);
            }
        }

        frame();
    }

    private static void NearWheels(Solid solid, float half, float[] axles, float radius, VehiclePaints paints)
    {
        for (int s = -1; s <= 1; s += 2)
        {
            if (solid.Sees(solid.World(0f, 0.5f, s * half), solid.Direction(0f, s)))
            {
                Wheels(solid, s * (half + 0.005f), axles, radius, paints);
            }
        }
    }

    private static void Wheels(Solid solid, float z, float[] axles, float radius, VehiclePaints paints)
    {
        foreach (float x in axles)
        {
            solid.Disc(x, radius + 0.03f, z * 0.998f, radius + 0.1f, paints.Trim);
            solid.Disc(x, radius, z, radius, paints.Tyre);
            solid.Disc(x, radius, z * 1.002f, radius * 0.55f, paints.Rim);
        }
    }

    private static void Doors(Solid solid, VehiclePaints paints)
    {
        Vec3 inner = new(0f, 1.5f, 0f);
        solid.Face([new(-3.215f, 0.8f, -0.015f), new(-3.215f, 0.8f, 0.015f), new(-3.215f, 2.95f, 0.015f), new(-3.215f, 2.95f, -0.015f)], inner, paints.Trim, 0f);
        solid.Face([new(-3.22f, 1.2f, 0.1f), new(-3.22f, 1.2f, 0.16f), new(-3.22f, 2.4f, 0.16f), new(-3.22f, 2.4f, 0.1f)], inner, paints.Rim, 0f);
    }
}
