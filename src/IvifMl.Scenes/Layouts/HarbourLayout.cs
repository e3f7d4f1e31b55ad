using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Shapes;
using IvifMl.Scenes.Things;

namespace IvifMl.Scenes.Layouts;

/// <summary>A harbour seen from its quay.</summary>
internal static class HarbourLayout
{
    private const float Shore = 240f;

    public static void Build(Stage stage, SceneRandom random, Ambience ambience)
    {
        Camera camera = stage.Camera;
        float edge = random.Between(10f, 13f);
        bool dark = stage.IsDark;
        stage.Backdrop.Add(ambience.Sky(camera, stage.Time));
        float celsius = stage.Climate.Air + (dark ? random.Between(0f, 5f) : random.Between(-6f, -1f));
        Rgb glow = ambience.Horizon * (dark ? 0.3f : 0.12f);
        stage.Backdrop.Add(new(new GroundShape(camera), new Water(stage.Climate, ambience.Horizon, ambience.Zenith, glow, celsius, random.Seed())));
        FarShore(stage, random.Fork(1));
        Boats(stage, random.Fork(2), edge);
        Quay(stage, random.Fork(3), edge);
    }

    private static void FarShore(Stage stage, SceneRandom random)
    {
        Thing hills = stage.Add(new Thing(Shore + 60f));
        Upright land = new(stage.Camera, hills, new(0f, 0f, Shore + 60f));
        Matte wood = new() { Albedo = new(0.035f, 0.06f, 0.03f), Celsius = stage.Climate.Air - 1f, Rough = 0.35f, Grain = 0.12f, Patchy = 0.4f, Seed = random.Seed() };
        for (int i = 0; i < 4; i++)
        {
            land.Tuft(random.Between(-220f, 220f), -4f, random.Between(60f, 140f), random.Between(14f, 32f), 6f, 0.3f, false, wood, random.Seed());
        }

        land.Box(-400f, -0.5f, 400f, 5f, wood);
        Boat.Mirror(stage, hills, new(0f, 0f, Shore + 60f), random.Seed());
        Thing town = stage.Add(new Thing(Shore));
        int houses = random.Whole(8, 15);
        Vec3 foot = new(0f, 0f, Shore);
        for (int i = 0; i < houses; i++)
        {
            float x = random.Between(-130f, 130f);
            float width = random.Between(5f, 16f);
            float height = random.Whole(2, 6) * 3.1f;
            FaceShape wall = new(stage.Camera, [foot + new Vec3(x, 0f, 0f), foot + new Vec3(x + width, 0f, 0f), foot + new Vec3(x + width, height, 0f), foot + new Vec3(x, height, 0f)]);
            town.Add(wall, new Facade(stage, random));
        }

        Cranes(stage, town, random, foot);
        Boat.Mirror(stage, town, foot, random.Seed());
    }

    private static void Cranes(Stage stage, Thing town, SceneRandom random, Vec3 foot)
    {
        Upright steel = new(stage.Camera, town, foot);
        Matte paint = new() { Albedo = Rgb.Of(random.Pick<int>([0xB04A20, 0x2A5A8A, 0xC0A020])), Celsius = stage.Climate.Air - 0.5f, Emissivity = 0.85f };
        int cranes = random.Whole(0, 3);
        for (int i = 0; i < cranes; i++)
        {
            float x = random.Between(-100f, 100f);
            float lean = random.Sign() * random.Between(18f, 26f);
            foreach (float leg in (ReadOnlySpan<float>)[-6f, 6f])
            {
                steel.Capsule(x + leg, 0f, 0.7f, x + leg, 26f, 0.6f, paint);
            }

            steel.Capsule(x - 6f, 26f, 0.8f, x + 6f, 26f, 0.8f, paint);
            steel.Capsule(x, 26f, 0.8f, x, 40f, 0.5f, paint);
            steel.Capsule(x - (lean * 0.5f), 27f, 0.7f, x + lean, 34f, 0.5f, paint);
            steel.Capsule(x, 40f, 0.3f, x + lean, 34f, 0.3f, paint);
        }
    }

    private static void Boats(Stage stage, SceneRandom random, float edge)
    {
        int boats = random.Whole(2, 6);
        for (int i = 0; i < boats; i++)
        {
            int kind = random.Whole(0, 2);
            float z = edge + (kind == 2 ? 12f : 7f) + (60f * random.Unit() * random.Unit()) + (i * 3f);
            float x = stage.Camera.XAt(random.Between(0.1f, 0.9f), z);
            Boat.Add(stage, random, x, z, kind);
        }
    }

    private static void Quay(Stage stage, SceneRandom random, float edge)
    {
        Camera camera = stage.Camera;
        Thing quay = stage.Add(new Thing(edge));
        quay.Add(new GroundShape(camera, edge), new QuayStone(stage.Climate, edge, random.Seed()));
        for (float x = camera.XAt(0f, edge) - random.Between(0f, 3f); x < camera.XAt(1f, edge); x += random.Between(3.4f, 4.4f))
        {
            StreetFurniture.AddBollard(stage, x, edge - 0.6f, iron: true);
        }

        Rgb colour = random.Pick<Rgb>([new(1f, 0.70f, 0.36f), new(0.9f, 0.95f, 1f)]);
        int lamps = random.Whole(stage.LampsLit ? 1 : 0, 2);
        for (int i = 0; i < lamps; i++)
        {
            float across = i == 0 ? random.Between(0.04f, 0.62f) : random.Between(0.72f, 0.96f);
            StreetFurniture.AddLamp(stage, random, camera.XAt(across, edge - 1.2f), edge - 1.2f - (0.1f * i), random.Sign(), colour, random.Between(4.4f, 5.2f));
        }

        int people = random.Whole(1, 4);
        for (int i = 0; i < people; i++)
        {
            float z = random.Between(MathF.Max(6.5f, camera.GroundDepth(0.95f)), edge - 0.9f);
            Person.Add(stage, random, camera.XAt(random.Between(0.08f, 0.92f), z), z);
        }

        // Shadows lie on the quay, not on the water behind it.
        quay.Parts.AddRange(stage.OnGround);
        stage.OnGround.Clear();
    }
}
