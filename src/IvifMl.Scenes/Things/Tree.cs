using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Things;

/// <summary>Trees and bushes.</summary>
internal static class Tree
{
    private static readonly int[] Greens = [0x4F7A2E, 0x5E8A34, 0x3F6B30, 0x7A8A32, 0x94802C];

    /// <summary>A broad-leaved tree: trunk, boughs and tufts.</summary>
    public static Thing AddBroadleaf(Stage stage, SceneRandom random, float x, float z, float height)
    {
        Thing thing = stage.Add(new Thing(z));
        Vec3 foot = new(x, 0f, z);
        Upright tree = new(stage.Camera, thing, foot, random.Sign());
        Material bark = Bark(stage, random);
        Leaves leaves = Crown(stage, random, Rgb.Of(random.Pick<int>(Greens)));
        float fork = height * random.Between(0.3f, 0.42f);
        float girth = height * random.Between(0.018f, 0.026f);
        float spread = height * random.Between(0.24f, 0.34f);
        stage.CastShadow(foot, girth * 2f, girth * 2f, height * 0.5f);
        stage.ShadeUnder(foot, spread * 1.2f, height * 0.68f);
        tree.Capsule(0f, -0.05f, girth * 1.4f, random.Between(-0.02f, 0.02f) * height, fork * 1.4f, girth * 0.8f, bark);
        for (int i = 0; i < 3; i++)
        {
            float lean = (i - 1) * random.Between(0.5f, 0.8f) * spread;
            tree.Capsule(0f, fork * random.Between(0.85f, 1.1f), girth * 0.6f, lean, fork + (height * random.Between(0.22f, 0.32f)), girth * 0.25f, bark);
        }

        int tufts = random.Whole(6, 9);
        for (int i = 0; i < tufts; i++)
        {
            float around = StableMath.Turn * (i + random.Between(-0.3f, 0.3f)) / tufts;
            float tx = StableMath.Sin(around) * spread * random.Between(0.45f, 0.75f);
            float ty = (height * 0.68f) + (StableMath.Cos(around) * height * random.Between(0.13f, 0.21f));
            float size = spread * random.Between(0.5f, 0.72f);
            tree.Tuft(tx, ty, size, size * random.Between(0.7f, 0.9f), 0.62f, 0.62f, false, leaves, random.Seed());
        }

        tree.Tuft(0f, height * 0.68f, spread * 0.8f, height * 0.2f, 0.62f, 0.6f, false, leaves, random.Seed());
        return thing;
    }

    /// <summary>A conifer: a straight trunk and boughs in tiers.</summary>
    public static Thing AddConifer(Stage stage, SceneRandom random, float x, float z, float height)
    {
        Thing thing = stage.Add(new Thing(z));
        Vec3 foot = new(x, 0f, z);
        Upright tree = new(stage.Camera, thing, foot, random.Sign());
        Leaves needles = Crown(stage, random, Rgb.Of(random.Pick<int>([0x2F5530, 0x3A5E36, 0x44603A])));
        stage.CastShadow(foot, 0.35f, 0.35f, height * 0.4f);
        tree.Capsule(0f, -0.05f, height * 0.016f, 0f, height * 0.9f, height * 0.005f, Bark(stage, random));
        int tiers = random.Whole(5, 7);
        float start = random.Between(0.1f, 0.22f);
        for (int i = 0; i < tiers; i++)
        {
            float t = i / (float)tiers;
            float width = height * StableMath.Mix(0.21f, 0.06f, t) * random.Between(0.9f, 1.1f);
            float tall = height * StableMath.Mix(0.17f, 0.11f, t);
            tree.Tuft(0f, height * (start + ((0.97f - start) * t)) + (tall * 0.65f), width, tall, 0.5f, 0.5f, true, needles, random.Seed());
        }

        return thing;
    }

    /// <summary>A bare trunk that runs out of the picture, as in a dense wood.</summary>
    public static Thing AddTrunk(Stage stage, SceneRandom random, float x, float z)
    {
        Thing thing = stage.Add(new Thing(z));
        Vec3 foot = new(x, 0f, z);
        Upright tree = new(stage.Camera, thing, foot, random.Sign());
        Matte bark = Bark(stage, random);
        float girth = random.Between(0.13f, 0.3f);
        float lean = random.Between(-0.5f, 0.5f);
        stage.CastShadow(foot, girth * 1.5f, girth, 6f);
        tree.Capsule(0f, -0.1f, girth * 1.35f, lean * 0.1f, 1.2f, girth, bark);
        tree.Capsule(lean * 0.1f, 1f, girth, lean, 16f, girth * 0.6f, bark);
        Leaves leaves = Crown(stage, random, Rgb.Of(random.Pick<int>(Greens)));
        int boughs = random.Whole(2, 5);
        for (int i = 0; i < boughs; i++)
        {
            float y = random.Between(2.4f, 7.5f);
            float reach = random.Sign() * random.Between(0.8f, 2f);
            tree.Capsule(lean * y / 16f, y, girth * 0.3f, (lean * y / 16f) + reach, y + random.Between(0.3f, 1f), 0.02f, bark);
            tree.Tuft((lean * y / 16f) + reach, y + 0.7f, random.Between(0.8f, 1.7f), random.Between(0.6f, 1.1f), 0.42f, 0.9f, false, leaves, random.Seed());
        }

        return thing;
    }

    /// <summary>A bush, a fern or a clump of undergrowth.</summary>
    public static Thing AddBush(Stage stage, SceneRandom random, float x, float z, float height)
    {
        Thing thing = stage.Add(new Thing(z));
        Upright bush = new(stage.Camera, thing, new(x, 0f, z), random.Sign());
        Leaves leaves = Crown(stage, random, Rgb.Of(random.Pick<int>(Greens)));
        int tufts = random.Whole(2, 4);
        for (int i = 0; i < tufts; i++)
        {
            float size = height * random.Between(0.5f, 0.7f);
            bush.Tuft(random.Between(-0.8f, 0.8f) * height, size * 0.75f, size * 1.3f, size, 0.3f, 0.62f, false, leaves, random.Seed());
        }

        return thing;
    }

    private static Matte Bark(Stage stage, SceneRandom random) => new()
    {
        Albedo = Rgb.Of(random.Pick<int>([0x4A3A2C, 0x5A4B3C, 0x6B6258, 0x3A2E25])),
        Celsius = stage.Climate.Air + 0.6f + (0.35f * stage.Climate.WallExcess),
        Rough = 0.55f,
        Grain = 10f,
        Patchy = 0.7f,
        Seed = random.Seed(),
    };

    private static Leaves Crown(Stage stage, SceneRandom random, Rgb light)
        => new(light * 0.16f, light * random.Between(0.9f, 1.25f), stage.Climate.Air + (0.12f * stage.Climate.WallExcess) - 0.3f, random.Seed());
}
