using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>Plain rules of fusion: bad ones to tell from good ones, and a good one besides the pyramid.</summary>
internal static class FusionRecipes
{
    /// <summary>Standard deviation in pixels between base and detail.</summary>
    private const float BaseSigma = 4;

    /// <summary>Standard deviation in pixels below which <see cref="Sharpened"/> strengthens.</summary>
    private const float DetailSigma = 1.5f;

    /// <summary>(R + V) / 2.</summary>
    public static Plane Average(Plane infrared, Plane visible) => Zip(infrared, visible, (r, v) => (r + v) / 2);

    /// <summary>max(R, V).</summary>
    public static Plane Maximum(Plane infrared, Plane visible) => Zip(infrared, visible, MathF.Max);

    /// <summary>a + t (b − a).</summary>
    public static Plane Mixed(Plane a, Plane b, float t) => Zip(a, b, (x, y) => x + (t * (y - x)));

    /// <summary>
    /// The visible base lifted to the infrared one where that is brighter, plus at each pixel the stronger detail of both; both parted by a
    /// Gaussian.
    /// </summary>
    public static Plane TwoScale(Plane infrared, Plane visible)
    {
        Plane infraredBase = Blurred(infrared, BaseSigma);
        Plane visibleBase = Blurred(visible, BaseSigma);
        Plane result = Zip(infraredBase, visibleBase, (r, v) => v + (0.8f * MathF.Max(r - v, 0)));
        for (int i = 0; i < result.Length; i++)
        {
            float warm = infrared.Array[i] - infraredBase.Array[i];
            float seen = visible.Array[i] - visibleBase.Array[i];
            result.Array[i] += MathF.Abs(warm) > MathF.Abs(seen) ? warm : seen;
        }

        return result;
    }

    /// <summary>x + gain · (x − blurred x).</summary>
    public static Plane Sharpened(Plane plane, float gain) => Zip(plane, Blurred(plane, DetailSigma), (x, smooth) => x + (gain * (x - smooth)));

    private static Plane Blurred(Plane plane, float sigma) => Degradation.Apply(plane, DegradationKind.Blur, Math.Min(1, sigma / Degradation.BlurSigma), 0);

    private static Plane Zip(Plane a, Plane b, Func<float, float, float> combine)
    {
        Plane result = new(a.Height, a.Width);
        for (int i = 0; i < result.Length; i++)
        {
            result.Array[i] = combine(a.Array[i], b.Array[i]);
        }

        return result;
    }
}
