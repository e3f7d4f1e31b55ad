using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Shapes;
using IvifMl.Scenes.Things;

namespace IvifMl.Scenes.Layouts;

/// <summary>A wood with a path.</summary>
internal static class ForestLayout
{
    public static void Build(Stage stage, SceneRandom random, Ambience ambience)
    {
        Camera camera = stage.Camera;
        float path = random.Between(-1.5f, 1.5f);
        stage.Backdrop.Add(ambience.Sky(camera, stage.Time));
        stage.Backdrop.Add(new(new GroundShape(camera), new Meadow(stage.Climate, litter: true, path, random.Seed())));
        bool conifers = random.Chance(0.4f);
        EdgeOfTheWood(stage, random.Fork(1), conifers);
        SceneRandom trees = random.Fork(2);
        int trunks = trees.Whole(18, 30);
        for (int i = 0; i < trunks; i++)
        {
            float z = 7f + (56f * (i + trees.Unit()) / trunks);
            float x = camera.XAt(trees.Between(-0.05f, 1.05f), z);
            x = MathF.Abs(x - path) < 1.7f ? path + (x < path ? -2f : 2f) : x;
            if (conifers && trees.Chance(0.6f))
            {
                Tree.AddConifer(stage, trees, x, z + 4f, trees.Between(8f, 14f));
            }
            else
            {
                Tree.AddTrunk(stage, trees, x, z);
            }
        }

        SceneRandom growth = random.Fork(3);
        int bushes = growth.Whole(7, 14);
        for (int i = 0; i < bushes; i++)
        {
            float z = growth.Between(6f, 40f);
            float x = camera.XAt(growth.Between(0f, 1f), z);
            if (MathF.Abs(x - path) > 1.6f)
            {
                Tree.AddBush(stage, growth, x, z, growth.Between(0.4f, 1.1f));
            }
        }

        SceneRandom folk = random.Fork(4);
        int people = folk.Whole(1, 4);
        for (int i = 0; i < people; i++)
        {
            float z = i == 0 ? folk.Between(6f, 12f) : folk.Between(8f, 26f);
            float x = folk.Chance(0.5f) ? path + folk.Between(-0.7f, 0.7f) : camera.XAt(folk.Between(0.12f, 0.88f), z);
            Person.Add(stage, folk, x, z);
        }
    }

    /// <summary>The far trees that close the view.</summary>
    private static void EdgeOfTheWood(Stage stage, SceneRandom random, bool conifers)
    {
        for (int layer = 0; layer < 2; layer++)
        {
            float z = 95f - (layer * 30f);
            float step = conifers ? 4.5f : 7f;
            float right = stage.Camera.XAt(1.05f, z);
            for (float x = stage.Camera.XAt(-0.05f, z); x < right; x += step * random.Between(0.7f, 1.2f))
            {
                if (conifers)
                {
                    Tree.AddConifer(stage, random, x, z + random.Between(-4f, 4f), random.Between(11f, 19f));
                }
                else
                {
                    Tree.AddBush(stage, random, x, z + random.Between(-4f, 4f), random.Between(7f, 11f));
                }
            }
        }
    }
}
