using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Things;

/// <summary>Passenger cars as solids: body, cabin with glass, wheels, lamps, plates; bonnet, brakes and exhaust warm when driven.</summary>
internal static class Car
{
    private const float HalfWidth = 0.88f;
    private static readonly int[] Paints = [0xB8BCC2, 0x1B1D21, 0xE6E7E6, 0x7D1418, 0x1D3A66, 0x55606A, 0x2E4A3A, 0xB07A2A];

    /// <summary>Places a car with the middle of its footprint at (<paramref name="x"/>, <paramref name="z"/>), its front towards <paramref name="yaw"/> (0 right, a quarter turn away).</summary>
    public static Thing Add(Stage stage, SceneRandom random, float x, float z, float yaw, bool driving)
    {
        Thing thing = stage.Add(new Thing(z, SceneLabels.Car, driving ? "moving" : "parked"));
        bool estate = random.Chance(0.45f);
        const float Length = 4.3f;
        Solid solid = new(stage.Camera, thing, new(x, 0f, z), yaw);
        Vec3 centre = new(x, 0f, z);
        Vehicle.Shade(stage, centre, Length, HalfWidth, yaw);
        float warm = driving ? 1f : random.Chance(0.35f) ? 0.6f : 0f;
        VehiclePaints paints = new(stage, random, Rgb.Of(random.Pick<int>(Paints)), warm);

        foreach (int s in (ReadOnlySpan<int>)[-1, 1])
        {
            if (!solid.Sees(solid.World(0f, 0.3f, s * HalfWidth), solid.Direction(0f, s)))
            {
                Wheels(solid, s * (HalfWidth - 0.12f), paints);
            }
        }

        float[] body = [-2.12f, 0.24f, 2.1f, 0.24f, 2.15f, 0.5f, 2.08f, 0.7f, 1.05f, 0.93f, -2.0f, 0.95f, -2.14f, 0.72f];
        solid.Prism(body, HalfWidth, i => i == 3 ? paints.Bonnet : i is 1 or 2 ? paints.Nose : paints.Body);
        float rear = estate ? -1.95f : -1.75f;
        float roofRear = estate ? -1.6f : -0.95f;
        float[] cabin = [rear, 0.93f, 1.12f, 0.93f, 0.25f, 1.43f, roofRear, 1.45f];
        solid.Prism(cabin, HalfWidth - 0.03f, i => i == 0 ? paints.Trim : paints.Body, 1f, 0.16f);
        Glass(solid, rear, roofRear, paints);
        Ends(stage, solid, paints, driving, random);
        foreach (int s in (ReadOnlySpan<int>)[-1, 1])
        {
            if (solid.Sees(solid.World(0f, 0.3f, s * HalfWidth), solid.Direction(0f, s)))
            {
                Wheels(solid, s * (HalfWidth + 0.005f), paints);
                solid.Face([new(-0.35f, 0.77f, s * 0.885f), new(-0.15f, 0.77f, s * 0.885f), new(-0.15f, 0.8f, s * 0.885f), new(-0.35f, 0.8f, s * 0.885f)], default, paints.Trim, 0f);
            }
        }

        if (driving && stage.LampsLit)
        {
            Vehicle.HeadLight(stage, thing, solid, 2.2f, 0.65f);
        }

        return thing;
    }

    private static void Wheels(Solid solid, float z, VehiclePaints paints)
    {
        foreach (float x in (ReadOnlySpan<float>)[-1.3f, 1.32f])
        {
            float outward = z > 0f ? 0.004f : -0.004f;
            solid.Disc(x, 0.34f, z - outward, 0.4f, paints.Trim);
            solid.Disc(x, 0.32f, z, 0.32f, paints.Tyre);
            solid.Disc(x, 0.32f, z + outward, 0.19f, paints.Rim);
        }
    }

    private static void Glass(Solid solid, float rear, float roofRear, VehiclePaints paints)
    {
        Vec3 inner = new(-0.3f, 1.1f, 0f);
        const float Low = HalfWidth - 0.08f;
        const float High = HalfWidth - 0.24f;
        solid.Face([new(1.04f, 0.985f, -Low), new(1.04f, 0.985f, Low), new(0.33f, 1.395f, High), new(0.33f, 1.395f, -High)], inner, paints.Glass, 0f, 0.04f);
        float t0 = (0.99f - 0.93f) / 0.52f;
        float t1 = (1.39f - 0.93f) / 0.52f;
        float r0 = StableMath.Mix(rear, roofRear, t0);
        float r1 = StableMath.Mix(rear, roofRear, t1);
        solid.Face([new(r0 - 0.01f, 0.99f, -Low), new(r0 - 0.01f, 0.99f, Low), new(r1 - 0.01f, 1.39f, High), new(r1 - 0.01f, 1.39f, -High)], inner, paints.Glass, 0f, 0.04f);
        foreach (int s in (ReadOnlySpan<int>)[-1, 1])
        {
            float low = s * (HalfWidth - 0.045f);
            float high = s * (HalfWidth - 0.165f);
            const float Pillar = -0.42f;
            solid.Face([new(Pillar + 0.05f, 0.98f, low), new(0.93f, 0.98f, low), new(0.24f, 1.37f, high), new(Pillar + 0.05f, 1.38f, high)], inner, paints.Glass, 0f, 0.03f);
            solid.Face([new(rear + 0.3f, 0.98f, low), new(Pillar - 0.05f, 0.98f, low), new(Pillar - 0.05f, 1.38f, high), new(roofRear + 0.1f, 1.38f, high)], inner, paints.Glass, 0f, 0.03f);
        }
    }

    private static void Ends(Stage stage, Solid solid, VehiclePaints paints, bool driving, SceneRandom random)
    {
        bool lit = driving && stage.LampsLit;
        Vec3 inner = new(0f, 0.5f, 0f);
        Material head = paints.HeadLamp(lit);
        Material tail = paints.TailLamp(lit);
        Band(solid, 2.155f, 0.36f, 0.5f, -0.45f, 0.45f, inner, paints.Grille);
        Band(solid, -2.135f, 0.56f, 0.68f, -0.26f, 0.26f, inner, paints.Plate);
        Band(solid, 2.165f, 0.38f, 0.48f, -0.24f, 0.24f, inner, paints.Plate);
        foreach (int s in (ReadOnlySpan<int>)[-1, 1])
        {
            Band(solid, 2.13f, 0.54f, 0.68f, s * 0.5f, s * 0.83f, inner, head, 0.05f);
            Band(solid, -2.15f, 0.7f, 0.88f, s * 0.58f, s * 0.85f, inner, tail, 0.04f);
        }

        Band(solid, -2.13f, 0.25f, 0.42f, -0.8f, 0.8f, inner, paints.Trim);
        float pipe = random.Sign() * 0.5f;
        Band(solid, -2.16f, 0.26f, 0.34f, pipe - 0.06f, pipe + 0.06f, inner, paints.Exhaust, 0.03f);
    }

    private static void Band(Solid solid, float x, float y0, float y1, float z0, float z1, Vec3 inner, Material material, float round = 0f)
        => solid.Face([new(x, y0, z0), new(x, y0, z1), new(x, y1, z1), new(x, y1, z0)], inner, material, 0f, round);
}
