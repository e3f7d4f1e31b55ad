using IvifMl.Scenes.Materials;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Things;

/// <summary>People: a jointed figure of rounded limbs, seen from the side, from the front or from behind.</summary>
internal static class Person
{
    private const float Thigh = 0.43f;
    private const float Shin = 0.42f;

    /// <summary>Places a person with the feet at (<paramref name="x"/>, 0, <paramref name="z"/>).</summary>
    public static Thing Add(Stage stage, SceneRandom random, float x, float z, float ground = 0f)
    {
        bool walking = random.Chance(0.6f);
        bool side = random.Chance(walking ? 0.65f : 0.25f);
        Thing thing = stage.Add(new Thing(z, SceneLabels.Person, walking ? "walking" : "standing"));
        Wardrobe wardrobe = new(stage.Climate, random);
        float scale = random.Between(0.92f, 1.07f);
        Vec3 foot = new(x, ground, z);
        stage.CastShadow(foot, 0.26f, 0.2f, 1.7f * scale);
        if (side)
        {
            FromTheSide(stage, thing, foot, scale, walking, wardrobe, random);
        }
        else
        {
            FromTheFront(stage, thing, foot, scale, walking, wardrobe, random);
        }

        return thing;
    }

    private static void FromTheSide(Stage stage, Thing thing, Vec3 foot, float scale, bool walking, Wardrobe w, SceneRandom random)
    {
        Upright body = new(stage.Camera, thing, foot, random.Sign(), scale);
        float phase = random.Between(0f, StableMath.Turn);
        float swing = walking ? random.Between(0.40f, 0.55f) : 0.06f;
        (float near, float nearKnee) = Leg(phase, swing, walking);
        (float far, float farKnee) = Leg(phase + (StableMath.Turn / 2f), swing, walking);
        float hip = MathF.Max(Reach(near, nearKnee), Reach(far, farKnee)) + 0.075f;
        float shoulder = hip + 0.50f;
        float lean = walking ? 0.04f : 0f;
        float arm = swing * 0.9f * StableMath.Sin(phase);
        Material sleeve = w.Top;
        DrawArm(body, lean, shoulder, arm, walking ? 0.35f : 0.1f, sleeve, w.Hand);
        DrawLeg(body, hip, far, farKnee, w.Bottom, w.Shoes);
        DrawLeg(body, hip, near, nearKnee, w.Bottom, w.Shoes);
        bool coat = random.Chance(0.3f);
        float hem = coat ? hip - 0.28f : hip - 0.02f;
        body.Capsule(0f, hip + 0.02f, 0.125f, lean * 0.5f, hip + 0.2f, 0.115f, w.Top);
        body.Polygon([-0.135f, hem, 0.14f, hem, 0.135f + lean, shoulder - 0.1f, 0.09f + lean, shoulder + 0.05f, -0.08f + lean, shoulder + 0.06f, -0.15f + lean, shoulder - 0.12f], w.Top, 0.05f, 0.12f);
        if (random.Chance(0.35f))
        {
            body.Polygon([-0.31f, hip + 0.1f, -0.12f, hip + 0.08f, -0.1f + lean, shoulder, -0.26f, shoulder - 0.02f], w.Bag, 0.05f, 0.1f);
        }

        body.Capsule(lean, shoulder + 0.02f, 0.055f, lean + 0.02f, shoulder + 0.1f, 0.05f, w.Skin);
        float head = shoulder + 0.205f;
        body.Ellipse(lean + 0.025f, head, 0.09f, 0.118f, w.Skin);
        body.Ellipse(lean + 0.105f, head - 0.01f, 0.022f, 0.022f, w.Skin);
        body.Ellipse(lean - 0.005f, head + 0.045f, 0.096f, 0.086f, w.Hair);
        body.Ellipse(lean - 0.05f, head, 0.06f, 0.085f, w.Hair);
        DrawArm(body, lean, shoulder, -arm, walking ? 0.45f : 0.15f, sleeve, w.Hand);
    }

    private static void FromTheFront(Stage stage, Thing thing, Vec3 foot, float scale, bool walking, Wardrobe w, SceneRandom random)
    {
        Upright body = new(stage.Camera, thing, foot, random.Sign(), scale);
        bool back = random.Chance(0.4f);
        float lift = walking ? random.Between(0.04f, 0.12f) : 0f;
        const float Hip = 0.90f;
        const float Shoulder = 1.40f;
        FrontLeg(body, -0.085f, Hip, lift, w);
        FrontLeg(body, 0.085f, Hip, 0f, w);
        float elbow = random.Between(0.01f, 0.06f);
        bool folded = !walking && random.Chance(0.3f);
        for (int s = -1; s <= 1; s += 2)
        {
            float hand = walking ? s * 0.03f : 0f;
            body.Capsule(s * 0.17f, Shoulder - 0.03f, 0.066f, s * (0.2f + elbow), Shoulder - 0.31f, 0.052f, w.Top);
            (float hx, float hy) = folded ? (s * 0.08f, Shoulder - 0.27f) : (s * (0.205f + (elbow * 0.7f)), Shoulder - 0.55f + hand);
            body.Capsule(s * (0.2f + elbow), Shoulder - 0.31f, 0.052f, hx, hy, 0.038f, w.Top);
            body.Ellipse(hx, hy - 0.055f, 0.038f, 0.055f, w.Hand);
        }

        bool coat = random.Chance(0.3f);
        float hem = coat ? Hip - 0.3f : Hip - 0.06f;
        float wide = coat ? 0.185f : 0.165f;
        body.Polygon([-wide, hem, wide, hem, 0.165f, Hip + 0.2f, 0.205f, Shoulder - 0.06f, 0.13f, Shoulder + 0.045f, -0.13f, Shoulder + 0.045f, -0.205f, Shoulder - 0.06f, -0.165f, Hip + 0.2f], w.Top, 0.05f, 0.1f);
        if (back && random.Chance(0.5f))
        {
            body.Polygon([-0.15f, Hip + 0.08f, 0.15f, Hip + 0.08f, 0.14f, Shoulder, -0.14f, Shoulder], w.Bag, 0.07f, 0.1f);
        }
        else if (!back && !folded && random.Chance(0.5f))
        {
            // An open collar: a wedge of warm skin or shirt.
            body.Polygon([-0.04f, Shoulder + 0.045f, 0f, Shoulder - 0.07f, 0.04f, Shoulder + 0.045f], w.Skin);
        }

        body.Capsule(0f, Shoulder, 0.062f, 0f, Shoulder + 0.1f, 0.056f, w.Skin);
        const float Head = Shoulder + 0.2f;
        body.Ellipse(0f, Head, 0.082f, 0.115f, w.Skin);
        if (back)
        {
            body.Ellipse(0f, Head + 0.022f, 0.09f, 0.105f, w.Hair);
        }
        else
        {
            body.Polygon([-0.088f, Head + 0.02f, -0.07f, Head + 0.055f, 0.07f, Head + 0.055f, 0.088f, Head + 0.02f, 0.08f, Head + 0.09f, 0.04f, Head + 0.128f, -0.04f, Head + 0.128f, -0.08f, Head + 0.09f], w.Hair, 0.03f, 0.04f);
        }
    }

    private static void FrontLeg(Upright body, float x, float hip, float lift, Wardrobe w)
    {
        // A lifted leg is behind the other: its knee bends away and its shin looks shorter.
        float knee = 0.47f + (lift * 0.4f);
        float ankle = 0.08f + lift;
        body.Capsule(x, hip, 0.095f, x * 1.05f, knee, 0.068f, w.Bottom);
        body.Capsule(x * 1.05f, knee, 0.068f, x * 1.1f, ankle, 0.05f, w.Bottom);
        body.Ellipse(x * 1.15f, ankle - 0.035f, 0.052f, 0.05f, w.Shoes);
    }

    private static (float Thigh, float Knee) Leg(float phase, float swing, bool walking)
    {
        float thigh = (swing * StableMath.Sin(phase)) + (walking ? 0.08f : 0.02f);
        float knee = walking ? 0.12f + (0.75f * MathF.Max(0f, StableMath.Cos(phase)) * MathF.Max(0f, 0.6f - (0.4f * StableMath.Sin(phase)))) : 0.04f;
        return (thigh, knee);
    }

    /// <summary>How far below the hip the ankle is.</summary>
    private static float Reach(float thigh, float knee) => (Thigh * StableMath.Cos(thigh)) + (Shin * StableMath.Cos(thigh - knee));

    private static void DrawLeg(Upright body, float hip, float thigh, float knee, Material cloth, Material shoe)
    {
        float kx = Thigh * StableMath.Sin(thigh);
        float ky = hip - (Thigh * StableMath.Cos(thigh));
        float low = thigh - knee;
        float ax = kx + (Shin * StableMath.Sin(low));
        float ay = ky - (Shin * StableMath.Cos(low));
        body.Capsule(0f, hip, 0.105f, kx, ky, 0.072f, cloth);
        body.Capsule(kx, ky, 0.072f, ax, ay, 0.048f, cloth);
        float toe = low * 0.7f;
        body.Capsule(ax - 0.03f, ay - 0.035f, 0.042f, ax + (0.16f * StableMath.Cos(toe)), ay - 0.04f + (0.16f * StableMath.Sin(toe)), 0.03f, shoe);
    }

    private static void DrawArm(Upright body, float x, float shoulder, float angle, float bend, Material sleeve, Material hand)
    {
        float ex = x + (0.29f * StableMath.Sin(angle));
        float ey = shoulder - 0.02f - (0.29f * StableMath.Cos(angle));
        float low = angle + bend;
        float hx = ex + (0.24f * StableMath.Sin(low));
        float hy = ey - (0.24f * StableMath.Cos(low));
        body.Capsule(x, shoulder - 0.02f, 0.062f, ex, ey, 0.05f, sleeve);
        body.Capsule(ex, ey, 0.05f, hx, hy, 0.04f, sleeve);
        body.Ellipse(hx + (0.04f * StableMath.Sin(low)), hy - (0.04f * StableMath.Cos(low)), 0.042f, 0.05f, hand);
    }
}
