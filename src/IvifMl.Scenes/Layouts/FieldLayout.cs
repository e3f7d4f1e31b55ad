using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Shapes;
using IvifMl.Scenes.Things;

namespace IvifMl.Scenes.Layouts;

/// <summary>A country road through fields.</summary>
internal static class FieldLayout
{
    public static void Build(Stage stage, SceneRandom random, Ambience ambience)
    {
        Camera camera = stage.Camera;
        float middle = random.Between(-3f, 3f);
        StreetPlan plan = new() { Left = middle - 2.9f, Right = middle + 2.9f, Rural = true };
        stage.Backdrop.Add(ambience.Sky(camera, stage.Time));
        Hills(stage, random.Fork(1));
        stage.Backdrop.Add(new(new GroundShape(camera), new StreetGround(stage.Climate, plan, random.Seed())));
        Trees(stage, random.Fork(2), plan);
        Poles(stage, random.Fork(3), plan);
        Farm(stage, random.Fork(4), plan);
        Life(stage, random.Fork(5), plan);
    }

    private static void Hills(Stage stage, SceneRandom random)
    {
        Thing land = new(400f);
        Upright hills = new(stage.Camera, land, new(0f, 0f, 400f));
        for (int i = 0; i < 5; i++)
        {
            Matte wood = new() { Albedo = new Rgb(0.07f, 0.09f, 0.045f) * random.Between(0.6f, 1.2f), Celsius = stage.Climate.Air - 1f, Rough = 0.3f, Grain = 0.05f, Patchy = 0.4f, Seed = random.Seed() };
            hills.Tuft(random.Between(-260f, 260f), -8f, random.Between(90f, 220f), random.Between(16f, 36f), 9f, 0.22f, false, wood, random.Seed());
        }

        stage.Backdrop.AddRange(land.Parts);
    }

    private static void Trees(Stage stage, SceneRandom random, StreetPlan plan)
    {
        float far = random.Between(95f, 150f);
        float right = stage.Camera.XAt(1.05f, far);
        for (float x = stage.Camera.XAt(-0.05f, far); x < right; x += random.Between(4f, 14f))
        {
            Tree.AddBush(stage, random, x, far + random.Between(-8f, 8f), random.Between(2f, 5f));
        }

        int trees = random.Whole(3, 8);
        for (int i = 0; i < trees; i++)
        {
            float z = random.Between(16f, 80f);
            float side = random.Sign();
            float x = side < 0 ? plan.Left - random.Between(2.2f, 22f) : plan.Right + random.Between(2.2f, 22f);
            if (random.Chance(0.75f))
            {
                Tree.AddBroadleaf(stage, random, x, z, random.Between(5f, 10f));
            }
            else
            {
                Tree.AddConifer(stage, random, x, z, random.Between(7f, 12f));
            }
        }
    }

    private static void Poles(Stage stage, SceneRandom random, StreetPlan plan)
    {
        float x = random.Sign() < 0 ? plan.Left - 1.6f : plan.Right + 1.6f;
        Matte wood = new() { Albedo = Rgb.Of(0x4A3E34), Celsius = stage.Climate.Air + (0.3f * stage.Climate.WallExcess), Rough = 0.2f };
        for (float z = random.Between(11f, 18f); z < 150f; z += 26f)
        {
            Thing pole = stage.Add(new Thing(z));
            Upright parts = new(stage.Camera, pole, new(x, 0f, z));
            parts.Capsule(0f, 0f, 0.14f, 0f, 7.4f, 0.1f, wood);
            parts.Capsule(-0.8f, 6.9f, 0.05f, 0.8f, 6.9f, 0.05f, wood);
            stage.CastShadow(new(x, 0f, z), 0.14f, 0.14f, 6f);
        }
    }

    private static void Farm(Stage stage, SceneRandom random, StreetPlan plan)
    {
        if (random.Chance(0.7f))
        {
            int side = random.Sign();
            float z = random.Between(32f, 60f);
            float x = side < 0 ? plan.Left - random.Between(6f, 14f) : plan.Right + random.Between(6f, 14f);
            House(stage, random, x, z);
        }

        int bales = random.Chance(0.5f) ? random.Whole(2, 6) : 0;
        Matte straw = new() { Albedo = Rgb.Of(0xB89A50), Celsius = stage.Climate.Air + (0.8f * stage.Climate.WallExcess) + 1f, Rough = 0.35f, Grain = 5f, Patchy = 0.8f, EdgeCooling = 1f, Seed = random.Seed() };
        int field = random.Sign();
        for (int i = 0; i < bales; i++)
        {
            float z = random.Between(16f, 50f);
            float x = field < 0 ? plan.Left - random.Between(3f, 18f) : plan.Right + random.Between(3f, 18f);
            Thing bale = stage.Add(new Thing(z));
            new Upright(stage.Camera, bale, new(x, 0f, z)).Ellipse(0f, 0.62f, 0.66f, 0.64f, straw);
            stage.CastShadow(new(x, 0f, z), 0.7f, 0.5f, 1.2f);
        }
    }

    private static void House(Stage stage, SceneRandom random, float x, float z)
    {
        Thing house = stage.Add(new Thing(z));
        Solid solid = new(stage.Camera, house, new(x, 0f, z), random.Between(-0.5f, 0.5f));
        Facade facade = new(stage, random);
        Matte roof = new() { Albedo = Rgb.Of(random.Pick<int>([0x7A3A2A, 0x4A4A50, 0x5E4432])), Celsius = stage.Climate.Air + stage.Climate.WallExcess - (stage.IsDark ? 4f : 0f), Rough = 0.25f, Grain = 3f, Seed = random.Seed() };
        const float Long = 5.5f;
        const float Deep = 3.5f;
        const float Eaves = 5.2f;
        const float Ridge = 8f;
        Vec3 inner = new(0f, 3f, 0f);
        solid.Prism([-Long, 0f, Long, 0f, Long, Eaves, -Long, Eaves], Deep, _ => facade);
        foreach (int s in (ReadOnlySpan<int>)[-1, 1])
        {
            solid.Face([new(s * Long, Eaves - 0.1f, -Deep), new(s * Long, Eaves - 0.1f, Deep), new(s * Long, Ridge, 0f)], inner, facade);
            solid.Face([new(-Long - 0.4f, Eaves - 0.3f, s * (Deep + 0.4f)), new(Long + 0.4f, Eaves - 0.3f, s * (Deep + 0.4f)), new(Long + 0.4f, Ridge, 0f), new(-Long - 0.4f, Ridge, 0f)], inner, roof);
        }

        Matte chimney = new() { Albedo = Rgb.Of(0x6E3E30), Celsius = stage.Climate.Air + random.Between(4f, 22f), Rough = 0.3f };
        Vec3 top = solid.World(2f, Ridge, 0f);
        Upright stack = new(stage.Camera, house, new(top.X, 0f, top.Z));
        stack.Box(-0.35f, Ridge - 0.7f, 0.35f, Ridge + 1.1f, chimney);
    }

    private static void Life(Stage stage, SceneRandom random, StreetPlan plan)
    {
        const float Quarter = StableMath.Turn / 4f;
        float middle = (plan.Left + plan.Right) * 0.5f;
        int cars = random.Whole(1, 3);
        float z = random.Between(9f, 14f);
        for (int i = 0; i < cars; i++)
        {
            bool towards = random.Chance(0.5f);
            float x = middle + (towards ? -1.45f : 1.45f);
            if (random.Chance(0.2f))
            {
                Truck.Add(stage, random, x, z + 3f, towards ? -Quarter : Quarter, driving: true);
            }
            else
            {
                Car.Add(stage, random, x, z, (towards ? -Quarter : Quarter) + random.Between(-0.05f, 0.05f), driving: random.Chance(0.8f));
            }

            z += random.Between(10f, 20f);
        }

        int people = random.Whole(1, 4);
        for (int i = 0; i < people; i++)
        {
            float depth = random.Between(6f, 24f);
            float x = random.Chance(0.5f)
                ? stage.Camera.XAt(random.Between(0.08f, 0.92f), depth)
                : random.Sign() < 0 ? plan.Left - random.Between(0.3f, 1.5f) : plan.Right + random.Between(0.3f, 1.5f);
            bool onRoad = x > plan.Left + 0.3f && x < plan.Right - 0.3f;
            Person.Add(stage, random, onRoad ? plan.Right + 0.6f : x, depth);
        }
    }
}
