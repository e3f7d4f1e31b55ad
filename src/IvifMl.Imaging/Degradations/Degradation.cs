namespace IvifMl.Imaging;

/// <summary>
/// Makes pictures worse in a known way, the same for the same seed on every machine: to train what tells good from bad, and to test how
/// a fusion takes bad input. Planes are 0–1, and so are the results. The constants say how strong severity 1 is;
/// severity 0 leaves every value as it is, and severity 1 is about the worst that one still recognises.
/// </summary>
public static class Degradation
{
    /// <summary>Standard deviation in pixels of the blur at severity 1; it grows linearly.</summary>
    public const float BlurSigma = 4;

    /// <summary>Standard deviation of the noise at severity 1; it grows linearly.</summary>
    public const float NoiseSigma = 0.25f;

    /// <summary>Share of the contrast that is lost at severity 1: x ↦ m + (1 − 0.85 s)(x − m), m the mean.</summary>
    public const float ContrastLoss = 0.85f;

    /// <summary>Share of the light that is lost at severity 1, with shadows losing more: x ↦ (1 − 0.85 s) · x^(1 + s).</summary>
    public const float LightLoss = 0.85f;

    /// <summary>Additional light at severity 1: x ↦ min(1, (1 + 2.5 s) x + 0.15 s).</summary>
    public const float LightGain = 2.5f;

    /// <summary>What <see cref="LightGain"/> adds to black at severity 1.</summary>
    public const float LightOffset = 0.15f;

    /// <summary>Optical depth of the haze at severity 1 where it is thickest.</summary>
    public const float HazeDepth = 2.5f;

    /// <summary>Brightness of the haze itself.</summary>
    public const float HazeLight = 0.85f;

    /// <summary>Standard deviation of the offset of a row or column at severity 1.</summary>
    public const float StripeSigma = 0.2f;

    /// <summary>Degrades one plane.</summary>
    /// <param name="plane">Values 0–1; not changed.</param>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="severity">How badly, 0–1.</param>
    /// <param name="seed">Draws the noise, the stripes and the unevenness of the haze.</param>
    /// <returns>A new plane of the same size, 0–1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A severity outside 0–1, or an unknown kind.</exception>
    public static Plane Apply(Plane plane, DegradationKind kind, float severity, int seed) => Apply([plane], kind, severity, seed)[0];

    /// <summary>Degrades the channels of one picture: haze and stripes lie on all of them alike, noise on each by itself.</summary>
    /// <param name="channels">Planes of one size, values 0–1; not changed.</param>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="severity">How badly, 0–1.</param>
    /// <param name="seed">Draws the noise, the stripes and the unevenness of the haze.</param>
    /// <returns>New planes in the same order.</returns>
    /// <exception cref="ArgumentException">No planes, or planes of different sizes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A severity outside 0–1, or an unknown kind.</exception>
    public static IReadOnlyList<Plane> Apply(IReadOnlyList<Plane> channels, DegradationKind kind, float severity, int seed)
    {
        ArgumentNullException.ThrowIfNull(channels);
        if (channels.Count == 0 || channels.Any(c => !c.HasSizeOf(channels[0])))
        {
            throw new ArgumentException("Degradation needs one plane or several of one size.", nameof(channels));
        }

        if (!(severity is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(severity), severity, "The severity of a degradation is from 0 (none) to 1.");
        }

        Plane[] results = [.. channels.Select(c => c.Clone())];
        if (severity == 0 && Enum.IsDefined(kind))
        {
            return results;
        }

        NormalSource random = new(seed);
        switch (kind)
        {
            case DegradationKind.Blur:
                return [.. results.Select(p => GaussianBlur.Apply(p, BlurSigma * severity))];
            case DegradationKind.Noise:
                Each(results, x => x + (NoiseSigma * severity * random.Next()));
                break;
            case DegradationKind.LowContrast:
                Array.ForEach(results, p => Flatten(p, 1 - (ContrastLoss * severity)));
                break;
            case DegradationKind.Darkness:
                Each(results, x => (1 - (LightLoss * severity)) * MathF.Pow(Math.Clamp(x, 0, 1), 1 + severity));
                break;
            case DegradationKind.OverExposure:
                Each(results, x => (x * (1 + (LightGain * severity))) + (LightOffset * severity));
                break;
            case DegradationKind.Haze:
                Combine(results, HazeField(results[0], severity, random), (x, through) => (x * through) + (HazeLight * (1 - through)));
                break;
            case DegradationKind.Stripes:
                Combine(results, StripeField(results[0], StripeSigma * severity, random), (x, offset) => x + offset);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, $"A degradation is one of {string.Join(", ", Enum.GetNames<DegradationKind>())}.");
        }

        Each(results, x => Math.Clamp(x, 0, 1));
        return results;
    }

    private static void Each(Plane[] planes, Func<float, float> map)
    {
        foreach (Plane plane in planes)
        {
            foreach (ref float x in plane.Values)
            {
                x = map(x);
            }
        }
    }

    private static void Combine(Plane[] planes, Plane field, Func<float, float, float> map)
    {
        foreach (Plane plane in planes)
        {
            for (int i = 0; i < plane.Length; i++)
            {
                plane.Array[i] = map(plane.Array[i], field.Array[i]);
            }
        }
    }

    private static void Flatten(Plane plane, float kept)
    {
        float mean = System.Numerics.Tensors.TensorPrimitives.Sum(plane.Values) / plane.Length;
        foreach (ref float x in plane.Values)
        {
            x = mean + (kept * (x - mean));
        }
    }

    /// <summary>The share of the scene's light that comes through: exp(−depth), the depth growing upwards and uneven on a coarse grid.</summary>
    private static Plane HazeField(Plane like, float severity, NormalSource random)
    {
        Plane coarse = new(5, 5);
        for (int y = 0; y < coarse.Height; y++)
        {
            for (int x = 0; x < coarse.Width; x++)
            {
                coarse[y, x] = 1 - (0.15f * y) + (0.1f * random.Next());
            }
        }

        Plane field = PlaneResizer.Resize(coarse, like.Height, like.Width);
        foreach (ref float depth in field.Values)
        {
            depth = MathF.Exp(-HazeDepth * severity * MathF.Max(depth, 0.1f));
        }

        return field;
    }

    /// <summary>One offset for each column, or for each row: which of both is drawn.</summary>
    private static Plane StripeField(Plane like, float sigma, NormalSource random)
    {
        bool columns = random.Next() < 0.5f;
        float[] offsets = new float[columns ? like.Width : like.Height];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = sigma * random.Next();
        }

        Plane field = new(like.Height, like.Width);
        for (int y = 0; y < field.Height; y++)
        {
            if (columns)
            {
                offsets.CopyTo(field.Row(y));
            }
            else
            {
                field.Row(y).Fill(offsets[y]);
            }
        }

        return field;
    }
}
