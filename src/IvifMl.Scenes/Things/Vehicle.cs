using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Shapes;

namespace IvifMl.Scenes.Things;

/// <summary>What all vehicles share.</summary>
internal static class Vehicle
{
    /// <summary>The shadow under a vehicle.</summary>
    public static void Shade(Stage stage, Vec3 centre, float length, float halfWidth, float yaw)
    {
        stage.OnGround.Add(new(new GroundPatch(stage.Camera, centre, (length * 0.5f) + 0.25f, halfWidth + 0.3f, yaw, 0.45f), Shadow.Contact, 0.82f, VisibleOnly: true));
        Vec3 sun = stage.Lighting.SunDirection;
        float share = stage.SunShare;
        if (share > 0.2f)
        {
            float cast = 1.3f / MathF.Max(sun.Y, 0.3f);
            Vec3 middle = centre + new Vec3(-sun.X * cast * 0.5f, 0f, -sun.Z * cast * 0.5f);
            stage.OnGround.Add(new(new GroundPatch(stage.Camera, middle, (length * 0.5f) + 0.6f, halfWidth + 0.6f, yaw, 0.2f), Shadow.Contact, 0.75f * share, VisibleOnly: true));
        }
    }

    /// <summary>The light that head lamps at length <paramref name="x"/> and height <paramref name="y"/> throw on the road.</summary>
    public static void HeadLight(Stage stage, Thing thing, Solid solid, float x, float y)
    {
        Vec3 ahead = solid.Direction(1f, 0f);
        thing.Glares = ahead.Z < -0.5f;
        Vec3 axis = new Vec3(ahead.X, -0.09f, ahead.Z).Unit();
        stage.Lighting.Add(new(solid.World(x, y, 0f), new(9f, 8.8f, 7.6f), axis, 0.86f, 30f));
        Vec3 behind = new(-ahead.X, -0.25f, -ahead.Z);
        stage.Lighting.Add(new(solid.World(-x, 0.8f, 0f), new(0.35f, 0.02f, 0.01f), behind.Unit(), 0.3f, 7f));
    }
}
