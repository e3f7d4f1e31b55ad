using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Shapes;
using IvifMl.Scenes.Things;

namespace IvifMl.Scenes.Layouts;

/// <summary>A street between two rows of houses.</summary>
internal static class StreetLayout
{
    private static readonly Rgb[] LampColours = [new(1.0f, 0.66f, 0.30f), new(1.0f, 0.84f, 0.60f), new(0.88f, 0.95f, 1.0f)];

    public static void Build(Stage stage, SceneRandom random, Ambience ambience)
    {
        float middle = random.Between(-2.8f, 2.2f);
        float half = random.Between(4.2f, 5f);
        StreetPlan plan = new()
        {
            Left = middle - half,
            Right = middle + half,
            Crossing = random.Chance(0.45f) ? random.Between(9f, 15f) : 0f,
        };
        float leftWall = plan.Left - random.Between(2.6f, 4.2f);
        float rightWall = plan.Right + random.Between(2.6f, 4.2f);
        stage.Backdrop.Add(ambience.Sky(stage.Camera, stage.Time));
        stage.Backdrop.Add(new(new GroundShape(stage.Camera), new StreetGround(stage.Climate, plan, random.Seed())));
        Skyline(stage, random);
        SceneRandom houses = random.Fork(1);
        Row(stage, houses, leftWall, -1);
        Row(stage, houses, rightWall, 1);
        Furnish(stage, random.Fork(2), plan);
        Traffic(stage, random.Fork(3), plan);
        Crowd(stage, random.Fork(4), plan, leftWall, rightWall);
    }

    private static void Skyline(Stage stage, SceneRandom random)
    {
        for (int i = 0; i < 5; i++)
        {
            float z = 190f - (i * 14f);
            float x = random.Between(-45f, 45f);
            float width = random.Between(14f, 30f);
            float height = random.Between(12f, 34f);
            Wall(stage, new(stage, random), x - width, z, x + width, z, height);
        }
    }

    /// <summary>One row of houses along the street, from far to near.</summary>
    private static void Row(Stage stage, SceneRandom random, float x, int side)
    {
        List<float> cuts = [2.2f];
        while (cuts[^1] < 115f)
        {
            cuts.Add(cuts[^1] + random.Between(9f, 19f));
        }

        for (int i = cuts.Count - 2; i >= 0; i--)
        {
            Facade facade = new(stage, random);
            float height = random.Whole(2, 6) * 3.1f + 0.5f;
            float back = random.Chance(0.25f) ? random.Between(0.4f, 1.5f) : 0f;
            float gap = i > 0 && random.Chance(0.2f) ? random.Between(1.5f, 4f) : 0f;
            float wall = x + (side * back);
            if (i > 0)
            {
                Wall(stage, facade, wall, cuts[i] + gap, wall + (side * 14f), cuts[i] + gap, height);
            }

            Wall(stage, facade, wall, cuts[i] + gap, wall, cuts[i + 1], height);
            Cornice(stage, random, wall, cuts[i] + gap, cuts[i + 1], height, side);
        }
    }

    private static void Wall(Stage stage, Facade facade, float x0, float z0, float x1, float z1, float height)
    {
        FaceShape shape = new(stage.Camera, [new(x0, 0f, z0), new(x1, 0f, z1), new(x1, height, z1), new(x0, height, z0)], growPixels: 0.2f);
        stage.Backdrop.Add(new(shape, facade));
    }

    private static void Cornice(Stage stage, SceneRandom random, float x, float z0, float z1, float height, int side)
    {
        Matte stone = new() { Albedo = Rgb.Grey(random.Between(0.12f, 0.3f)), Celsius = stage.Climate.Air + (0.5f * stage.Climate.WallExcess) - 1f };
        float edge = x - (side * 0.3f);
        stage.Backdrop.Add(new(new FaceShape(stage.Camera, [new(edge, height - 0.3f, z0), new(edge, height - 0.3f, z1), new(edge, height, z1), new(edge, height, z0)]), stone));
    }

    private static void Furnish(Stage stage, SceneRandom random, StreetPlan plan)
    {
        Rgb colour = random.Pick<Rgb>(LampColours);
        float height = random.Between(4.6f, 6.4f);
        float start = random.Between(7f, 13f);
        float step = random.Between(15f, 20f);
        int side = random.Sign();
        for (int i = 0; i < 4; i++)
        {
            float x = side < 0 ? plan.Left - 0.45f : plan.Right + 0.45f;
            StreetFurniture.AddLamp(stage, random, x, start + (i * step), -side, colour, height);
            side = random.Chance(0.8f) ? -side : side;
        }

        bool planted = random.Chance(0.55f);
        foreach (int s in (ReadOnlySpan<int>)[-1, 1])
        {
            float kerb = s < 0 ? plan.Left - 0.9f : plan.Right + 0.9f;
            for (float z = random.Between(13f, 19f); planted && z < 70f; z += random.Between(8f, 13f))
            {
                Tree.AddBroadleaf(stage, random, kerb, z, random.Between(5f, 7.5f));
            }

            if (random.Chance(0.6f))
            {
                StreetFurniture.AddSign(stage, random, s < 0 ? plan.Left - 0.6f : plan.Right + 0.6f, random.Between(8f, 18f));
            }

            if (random.Chance(0.4f))
            {
                float from = random.Between(7f, 12f);
                for (int i = 0; i < 5; i++)
                {
                    StreetFurniture.AddBollard(stage, s < 0 ? plan.Left - 0.3f : plan.Right + 0.3f, from + (i * 1.8f), iron: false);
                }
            }
        }

        if (random.Chance(0.3f))
        {
            StreetFurniture.AddBench(stage, random, plan.Right + 2f, random.Between(8f, 14f));
        }
    }

    private static void Traffic(Stage stage, SceneRandom random, StreetPlan plan)
    {
        const float Quarter = StableMath.Turn / 4f;
        float lane = (plan.Right - plan.Left) / 4f;
        float busy = random.Between(0.1f, 0.6f);
        float keep = plan.Crossing > 0f ? plan.Crossing + 1.6f : -100f;
        foreach (int s in (ReadOnlySpan<int>)[-1, 1])
        {
            float x = s < 0 ? plan.Left + 0.95f : plan.Right - 0.95f;
            for (float z = random.Between(9f, 15f); z < 62f; z += random.Between(5.6f, 8.5f))
            {
                if (random.Chance(busy) && MathF.Abs(z - keep) > 5f)
                {
                    Car.Add(stage, random, x, z, (s * Quarter) + random.Between(-0.03f, 0.03f), driving: false);
                }
            }
        }

        float away = (plan.Left + plan.Right) * 0.5f + (lane * 0.7f);
        float towards = (plan.Left + plan.Right) * 0.5f - (lane * 0.7f);
        if (random.Chance(0.5f))
        {
            float z = random.Between(17f, 45f);
            Drive(stage, random, away, z, Quarter);
        }

        if (random.Chance(0.55f))
        {
            float z = random.Between(18f, 50f);
            Drive(stage, random, towards, z, -Quarter);
        }
    }

    private static void Drive(Stage stage, SceneRandom random, float x, float z, float yaw)
    {
        float what = random.Unit();
        if (what < 0.7f)
        {
            Car.Add(stage, random, x, z, yaw, driving: true);
        }
        else if (what < 0.87f)
        {
            Truck.Add(stage, random, x, z + 2f, yaw, driving: true);
        }
        else
        {
            Truck.AddBus(stage, random, x, z + 6f, yaw);
        }
    }

    private static void Crowd(Stage stage, SceneRandom random, StreetPlan plan, float leftWall, float rightWall)
    {
        int people = random.Whole(1, 6);
        for (int i = 0; i < people; i++)
        {
            float z = i == 0 ? random.Between(6f, 11f) : random.Between(7f, 34f);
            if (plan.Crossing > 0f && random.Chance(0.5f))
            {
                Person.Add(stage, random, random.Between(plan.Left + 0.5f, plan.Right - 0.5f), plan.Crossing + random.Between(0.2f, 3f));
                continue;
            }

            // A pavement that the picture shows at this depth; near the camera only one may be in view.
            float reach = stage.Camera.XAt(0.95f, z);
            float reachLeft = stage.Camera.XAt(0.05f, z);
            bool right = random.Chance(0.5f) ? plan.Right + 0.5f < reach : plan.Left - 0.5f < reachLeft && plan.Right + 0.5f < reach;
            float x = right ? random.Between(plan.Right + 0.5f, MathF.Min(rightWall - 0.5f, reach)) : random.Between(MathF.Max(leftWall + 0.5f, reachLeft), MathF.Max(plan.Left - 0.5f, reachLeft + 0.4f));
            Person.Add(stage, random, x, z);
        }
    }
}
