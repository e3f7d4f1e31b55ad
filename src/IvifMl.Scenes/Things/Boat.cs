using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Shapes;

namespace IvifMl.Scenes.Things;

/// <summary>Boats, broadside on, with their mirror images in the water.</summary>
internal static class Boat
{
    /// <summary>Places a boat of a random kind with its water line at (<paramref name="x"/>, <paramref name="z"/>).</summary>
    public static Thing Add(Stage stage, SceneRandom random, float x, float z, int kind)
    {
        bool moving = kind != 0 && random.Chance(0.4f);
        Thing thing = stage.Add(new Thing(z, SceneLabels.Boat, moving ? "moving" : "moored"));
        Vec3 foot = new(x, 0f, z);
        float size = random.Between(0.9f, 1.25f);
        Upright boat = new(stage.Camera, thing, foot, random.Sign(), size);
        BoatPaints paints = new(stage, random, moving);
        switch (kind)
        {
            case 0:
                Sail(boat, paints, random);
                break;
            case 1:
                Motor(boat, paints);
                break;
            default:
                Cutter(boat, paints);
                break;
        }

        if (stage.LampsLit && kind != 0)
        {
            stage.Lighting.Add(new(foot + new Vec3(0f, 4.5f * size, -1f), new(1.6f, 1.4f, 1f), new(0f, -1f, 0f), -1f, 12f));
        }

        Mirror(stage, thing, foot, random.Seed());
        return thing;
    }

    /// <summary>Adds the reflection of all parts of a thing in the water at its foot.</summary>
    public static void Mirror(Stage stage, Thing thing, Vec3 foot, uint seed)
    {
        float line = stage.Camera.Row(foot);
        float scale = stage.Camera.Focal / foot.Z;
        List<Primitive> mirrored = new(thing.Parts.Count);
        foreach (Primitive part in thing.Parts)
        {
            MirroredShape shape = new(part.Shape, line, MathF.Min(0.22f * scale, 9f), 0.1f * scale, seed);
            mirrored.Add(new(shape, part.Material, 0.5f * part.Opacity, VisibleOnly: true));
        }

        thing.Parts.InsertRange(0, mirrored);
    }

    private static void Sail(Upright boat, BoatPaints p, SceneRandom random)
    {
        bool set = random.Chance(0.5f);
        boat.Capsule(0.4f, 0.5f, 0.05f, 0.4f, 9.2f, 0.03f, p.Mast);
        boat.Capsule(0.35f, 1.75f, 0.05f, -2.5f, 1.7f, 0.045f, p.Mast);
        boat.Capsule(0.4f, 9f, 0.012f, 3.6f, 0.95f, 0.012f, p.Mast);
        boat.Capsule(0.4f, 9f, 0.012f, -3.1f, 0.9f, 0.012f, p.Mast);
        if (set)
        {
            boat.Polygon([0.3f, 1.95f, -2.45f, 1.9f, -1.5f, 4.6f, 0.3f, 8.9f], p.Sail, 0f, 0.6f);
            boat.Polygon([3.4f, 1.2f, 0.55f, 1.7f, 0.5f, 7.8f], p.Sail, 0f, 0.5f);
        }
        else
        {
            boat.Capsule(0.3f, 1.9f, 0.16f, -2.4f, 1.82f, 0.11f, p.Cover);
        }

        boat.Polygon([-1.6f, 0.7f, 1.7f, 0.7f, 1.2f, 1.25f, -1.3f, 1.3f], p.Deck, 0.08f);
        boat.Polygon([-1.1f, 0.95f, 0.9f, 0.95f, 0.75f, 1.13f, -1f, 1.15f], p.Window, 0.05f);
        Hull(boat, 3.3f, 0.9f, p);
    }

    private static void Motor(Upright boat, BoatPaints p)
    {
        boat.Polygon([-1.4f, 0.9f, 1.6f, 0.9f, 0.6f, 1.95f, -1.3f, 2f], p.Deck, 0.1f);
        boat.Polygon([-1.2f, 1.25f, -0.2f, 1.25f, -0.25f, 1.8f, -1.15f, 1.8f], p.Window, 0.06f);
        boat.Polygon([-0.05f, 1.25f, 1.2f, 1.25f, 0.62f, 1.8f, -0.05f, 1.8f], p.Window, 0.06f);
        boat.Capsule(-1f, 2f, 0.03f, -1.2f, 3.3f, 0.02f, p.Mast);
        boat.Capsule(1.6f, 1.3f, 0.02f, 3.2f, 1.45f, 0.02f, p.Mast);
        Hull(boat, 3.5f, 1.05f, p);
        boat.Box(-3.75f, 0.15f, -3.3f, 1.15f, p.Engine, 0.08f, 0.1f);
    }

    private static void Cutter(Upright boat, BoatPaints p)
    {
        boat.Capsule(1.2f, 1f, 0.09f, 1.2f, 6.4f, 0.05f, p.Mast);
        boat.Capsule(1.2f, 2.2f, 0.06f, 4.3f, 4.7f, 0.04f, p.Mast);
        boat.Capsule(1.2f, 6.2f, 0.015f, 4.3f, 4.7f, 0.015f, p.Mast);
        boat.Capsule(1.2f, 6.2f, 0.015f, -4.4f, 1.5f, 0.015f, p.Mast);
        boat.Box(-3.4f, 1f, -0.4f, 3.4f, p.Deck, 0.06f);
        boat.Box(-3.6f, 3.35f, -0.2f, 3.6f, p.Trim);
        for (int i = 0; i < 3; i++)
        {
            float x = -3.15f + (0.92f * i);
            boat.Box(x, 2.35f, x + 0.7f, 3.05f, p.Window, 0.08f);
        }

        boat.Capsule(-2.9f, 3.5f, 0.2f, -2.9f, 4.3f, 0.18f, p.Engine);
        boat.Ellipse(-0.9f, 3.9f, 0.16f, 0.16f, p.MastLight);
        boat.Box(2f, 1.1f, 3.2f, 1.7f, p.Cover, 0.05f);
        Hull(boat, 5f, 1.35f, p);
        for (int i = -1; i <= 1; i++)
        {
            boat.Ellipse(i * 2f, 0.75f, 0.26f, 0.26f, p.Trim);
        }
    }

    /// <summary>The hull with a line along the deck and a darker bottom; the bow rises to the right.</summary>
    private static void Hull(Upright boat, float half, float height, BoatPaints p)
    {
        boat.Polygon([-half * 0.94f, -0.05f, half * 0.72f, -0.05f, half * 0.9f, height * 0.6f, half * 1.08f, height * 1.15f, -half, height * 0.86f], p.Hull);
        boat.Polygon([-half * 0.99f, height * 0.75f, half * 1.0f, height * 0.92f, half * 1.08f, height * 1.15f, -half, height * 0.86f], p.Stripe);
        boat.Polygon([-half * 0.94f, -0.05f, half * 0.72f, -0.05f, half * 0.75f, height * 0.16f, -half * 0.95f, height * 0.16f], p.Bottom);
    }
}
