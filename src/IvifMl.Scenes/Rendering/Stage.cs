using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Shapes;

namespace IvifMl.Scenes.Rendering;

/// <summary>A scene under construction: one description that both sensors see.</summary>
internal sealed class Stage(Camera camera, Lighting lighting, Climate climate, TimeOfDay time)
{
    public Camera Camera => camera;

    public Lighting Lighting => lighting;

    public Climate Climate => climate;

    public TimeOfDay Time => time;

    public bool IsDark => time == TimeOfDay.Night;

    /// <summary>Whether lamps are lit.</summary>
    public bool LampsLit => time != TimeOfDay.Day;

    /// <summary>Sky, ground and buildings, from back to front.</summary>
    public List<Primitive> Backdrop { get; } = [];

    /// <summary>Shadows and patches on the ground, over the backdrop and under all things.</summary>
    public List<Primitive> OnGround { get; } = [];

    /// <summary>All things, in any order.</summary>
    public List<Thing> Things { get; } = [];

    /// <summary>The sun's share of the light on the ground, 0–1.</summary>
    public float SunShare { get; } = lighting.Sun.Luminance / MathF.Max(lighting.Sun.Luminance + lighting.Sky.Luminance, 1e-3f);

    public Thing Add(Thing thing)
    {
        Things.Add(thing);
        return thing;
    }

    /// <summary>Darkens the ground around a thing's foot, and away from the sun by its height.</summary>
    public void CastShadow(Vec3 foot, float halfWidth, float halfDepth, float height)
    {
        OnGround.Add(new(new GroundPatch(camera, foot, halfWidth * 1.25f, halfDepth * 1.25f, 0f, 0.7f), Shadow.Contact, 0.55f, VisibleOnly: true));
        float sun = SunShare;
        if (sun < 0.2f || foot.Z < 2f)
        {
            return;
        }

        Vec3 d = lighting.SunDirection;
        float flat = MathF.Sqrt((d.X * d.X) + (d.Z * d.Z));
        float length = MathF.Min(height * flat / MathF.Max(d.Y, 0.15f), 6f);
        Vec3 away = new Vec3(-d.X, 0f, -d.Z).Unit();
        Vec3 centre = foot + (away * (length * 0.5f));
        if (centre.Z - length > 0.8f)
        {
            float angle = Angle(away);
            OnGround.Add(new(new GroundPatch(camera, centre, (length * 0.5f) + halfWidth, halfWidth, angle, 0.35f), Shadow.Contact, 0.8f * sun, VisibleOnly: true));
        }
    }

    /// <summary>The shade of a crown of the given radius and height, where the sun is strong enough to throw one.</summary>
    public void ShadeUnder(Vec3 foot, float radius, float height)
    {
        float sun = SunShare;
        if (sun < 0.2f)
        {
            return;
        }

        Vec3 d = lighting.SunDirection;
        float reach = MathF.Min(height / MathF.Max(d.Y, 0.3f), 12f);
        Vec3 centre = foot + new Vec3(-d.X * reach, 0f, -d.Z * reach);
        if (centre.Z > radius + 1f)
        {
            OnGround.Add(new(new GroundPatch(camera, centre, radius, radius, 0f, 0.35f), Shadow.Contact, 0.7f * sun, VisibleOnly: true));
        }
    }

    /// <summary>The angle of a level unit direction, found by bisection on the stable cosine so that no arc function is needed.</summary>
    private static float Angle(Vec3 level)
    {
        (float low, float high) = (0f, StableMath.Turn * 0.5f);
        for (int i = 0; i < 16; i++)
        {
            float middle = (low + high) * 0.5f;
            (low, high) = StableMath.Cos(middle) > level.X ? (middle, high) : (low, middle);
        }

        return level.Z < 0f ? -low : low;
    }
}
