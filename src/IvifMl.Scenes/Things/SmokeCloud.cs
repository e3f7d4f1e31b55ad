using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Shapes;

namespace IvifMl.Scenes.Things;

/// <summary>A cloud of smoke between the camera and what it hides; thermal radiation passes.</summary>
internal static class SmokeCloud
{
    /// <summary>Places a cloud with its middle over (<paramref name="x"/>, <paramref name="z"/>).</summary>
    public static void Add(Stage stage, SceneRandom random, float x, float z, float width, float height)
    {
        Thing cloud = stage.Add(new Thing(z) { VisibleOnly = true });
        Rgb colour = Rgb.Of(random.Pick<int>([0xD8D8D4, 0xC4C6C8, 0xA8A6A2, 0xE4E0D8]));
        SmokeBillow billow = new(colour);
        Vec3 foot = new(x, 0f, z);
        cloud.Add(new PuffShape(stage.Camera, foot, 0f, height * 0.40f, width * 0.56f, height * 0.62f, random.Seed()), billow, 0.97f);
        for (int i = 0; i < 5; i++)
        {
            float px = (random.Unit() - 0.5f) * width * 0.8f;
            float py = height * random.Between(0.15f, 0.85f);
            float size = width * random.Between(0.22f, 0.38f);
            cloud.Add(new PuffShape(stage.Camera, foot, px, py, size, size * random.Between(0.6f, 0.9f), random.Seed()), billow, 0.92f);
        }
    }
}
