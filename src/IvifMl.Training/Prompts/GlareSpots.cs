using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>Lamps that dazzle a visible camera: a white core, a wide glow that lies over everything, and a streak, as lenses make them.</summary>
internal static class GlareSpots
{
    private const int MostSpots = 3;

    /// <summary>Lays glare over a picture.</summary>
    /// <param name="channels">Red, green and blue, 0–1; not changed.</param>
    /// <param name="severity">How strong, 0–1.</param>
    /// <param name="seed">Draws places and sizes.</param>
    public static IReadOnlyList<Plane> Apply(IReadOnlyList<Plane> channels, float severity, int seed)
    {
        Random random = new(seed);
        (int height, int width) = (channels[0].Height, channels[0].Width);
        Plane light = new(height, width);
        int spots = 1 + random.Next(MostSpots);
        for (int i = 0; i < spots; i++)
        {
            float core = (0.02f + (0.06f * random.NextSingle())) * width;
            Add(light, random.NextSingle() * height, random.NextSingle() * width, core, core * (3 + (4 * random.NextSingle())), severity);
        }

        return [.. channels.Select(channel => Lit(channel, light))];
    }

    private static void Add(Plane light, float top, float left, float core, float glow, float severity)
    {
        for (int y = 0; y < light.Height; y++)
        {
            Span<float> row = light.Row(y);
            float dy = y - top;
            float streak = 0.5f * MathF.Exp(-dy * dy / (0.08f * core * core));
            for (int x = 0; x < row.Length; x++)
            {
                float dx = x - left;
                float square = (dx * dx) + (dy * dy);
                row[x] += severity * ((2 * MathF.Exp(-square / (core * core))) + (0.9f * MathF.Exp(-square / (glow * glow))) + (streak * MathF.Exp(-MathF.Abs(dx) / glow)));
            }
        }
    }

    private static Plane Lit(Plane channel, Plane light)
    {
        Plane lit = channel.Clone();
        for (int i = 0; i < lit.Length; i++)
        {
            lit.Array[i] = Math.Clamp(lit.Array[i] + light.Array[i], 0, 1);
        }

        return lit;
    }
}
