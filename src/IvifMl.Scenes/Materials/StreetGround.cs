using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>How a street lies on the ground; all in metres, X across and Z along.</summary>
internal sealed class StreetPlan
{
    public required float Left { get; init; }

    public required float Right { get; init; }

    /// <summary>Depth at which a crossing begins; 0 for none.</summary>
    public float Crossing { get; init; }

    /// <summary>Whether grass, instead of paving, lies beside the road.</summary>
    public bool Rural { get; init; }
}

/// <summary>Asphalt with markings between kerbs and paving stones. Paint shows in visible light only; tyres leave warm tracks.</summary>
internal sealed class StreetGround(Climate climate, StreetPlan plan, uint seed) : Material
{
    private const float CrossingDepth = 3.2f;

    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look)
    {
        float road = StableMath.Inside(at.S, plan.Left, plan.Right, at.FootS);
        if (road > 0f)
        {
            Asphalt(at, ref look);
        }

        if (road >= 1f)
        {
            return;
        }

        Appearance beside = look;
        if (plan.Rural)
        {
            Verge(at, ref beside);
        }
        else
        {
            Paving(at, ref beside);
        }

        look.Albedo = Rgb.Mix(beside.Albedo, look.Albedo, road);
        look.Celsius = StableMath.Mix(beside.Celsius, look.Celsius, road);
        look.Gloss *= road;
        look.Emissivity = 0.95f;
    }

    private void Asphalt(in Fragment at, ref Appearance look)
    {
        float grit = Noise.Filtered(at.S * 24f, at.T * 24f, at.FootT * 12f, seed) - 0.5f;
        float patch = Noise.Fractal(at.S * 0.5f, at.T * 0.22f, 2, seed + 1u) - 0.5f;
        Rgb asphalt = new(0.072f, 0.074f, 0.080f);
        asphalt *= 1f + (0.55f * grit) + (0.6f * patch);
        float middle = (plan.Left + plan.Right) * 0.5f;
        float half = (plan.Right - plan.Left) * 0.5f;
        float lane = MathF.Abs(MathF.Abs(at.S - middle) - (half * 0.5f));
        float tracks = StableMath.Unit(1f - (MathF.Abs(lane - 0.75f) / 0.38f));
        asphalt *= 1f - (0.16f * tracks);
        float paint = Markings(at, middle, half);
        if (paint > 0f)
        {
            float worn = StableMath.Step(0.18f, 0.42f, Noise.Filtered((at.S * 4f) + 5f, at.T * 4f, at.FootT * 3f, seed + 4u) + (0.3f * patch));
            asphalt = Rgb.Mix(asphalt, Rgb.Grey(0.55f), paint * (0.45f + (0.5f * worn)));
        }

        look.Albedo = asphalt;
        look.Celsius = climate.Air + climate.GroundExcess + (2.2f * patch) + (0.5f * grit) + (1.3f * tracks);
        look.Gloss = 0.012f;
        look.Emissivity = 0.95f;
    }

    private float Markings(in Fragment at, float middle, float half)
    {
        float dash = at.T - (MathF.Floor(at.T / 6f) * 6f);
        float paint = StableMath.Inside(at.S, middle - 0.07f, middle + 0.07f, at.FootS) * StableMath.Inside(dash, 0f, 3f, at.FootT);
        float edge = half - 0.3f;
        paint = MathF.Max(paint, StableMath.Inside(MathF.Abs(at.S - middle), edge - 0.06f, edge + 0.06f, at.FootS));
        if (plan.Crossing > 0f)
        {
            float band = StableMath.Inside(at.T, plan.Crossing - 1.4f, plan.Crossing + CrossingDepth + 1.4f, at.FootT);
            float stripe = at.S - (MathF.Floor(at.S / 1.1f) * 1.1f);
            float zebra = StableMath.Inside(at.T, plan.Crossing, plan.Crossing + CrossingDepth, at.FootT) * StableMath.Inside(stripe, 0.2f, 0.75f, at.FootS)
                * StableMath.Inside(MathF.Abs(at.S - middle), 0f, half - 0.35f, at.FootS);
            float stop = StableMath.Inside(at.T, plan.Crossing - 1.2f, plan.Crossing - 0.8f, at.FootT) * StableMath.Inside(at.S, middle, middle + edge, at.FootS);
            paint = MathF.Max(paint * (1f - band), MathF.Max(zebra, stop));
        }

        return paint;
    }

    private void Paving(in Fragment at, ref Appearance look)
    {
        const float Stone = 0.6f;
        float from = MathF.Max(plan.Left - at.S, at.S - plan.Right);
        float kerb = StableMath.Inside(from, 0f, 0.22f, at.FootS);
        float x = at.S / Stone;
        float z = at.T / Stone;
        float tone = Noise.Cell((int)MathF.Floor(x), (int)MathF.Floor(z), seed + 5u) - 0.5f;
        float keep = StableMath.Unit(1.6f - (1.3f * at.FootT / Stone));
        float joint = 1f - (StableMath.Inside((x - MathF.Floor(x)) * Stone, 0.02f, Stone, at.FootS) * StableMath.Inside((z - MathF.Floor(z)) * Stone, 0.02f, Stone, at.FootT));
        float dirt = Noise.Fractal(at.S * 0.7f, at.T * 0.4f, 2, seed + 6u) - 0.5f;
        Rgb stone = new Rgb(0.235f, 0.225f, 0.205f) * (1f + (keep * ((0.22f * tone) - (0.45f * joint))) + (0.4f * dirt));
        look.Albedo = Rgb.Mix(stone, Rgb.Grey(0.34f), kerb);
        look.Celsius = climate.Air + (climate.GroundExcess * 0.7f) + (1.6f * dirt) + (0.4f * tone * keep) - (0.8f * kerb);
        look.Gloss = 0f;
    }

    private void Verge(in Fragment at, ref Appearance look) => Meadow.Grass(at, ref look, climate, seed + 8u);
}
