using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>
/// Cuts training pairs, gives them faults, and lets the teacher fuse them with and without. What is drawn depends on nothing but the seed and
/// the step. A pair is drawn as often as it has pixels.
/// </summary>
internal sealed class PromptedPairSource
{
    private readonly IReadOnlyList<TrainingPair> _pairs;
    private readonly FusionModel _teacher;
    private readonly long[] _ends;

    public PromptedPairSource(IReadOnlyList<TrainingPair> pairs, FusionModel teacher)
    {
        (_pairs, _teacher) = (pairs, teacher);
        long end = 0;
        _ends = [.. pairs.Select(pair => end += (long)pair.Width * pair.Height)];
    }

    /// <summary>A pair, drawn by its pixels.</summary>
    public TrainingPair Draw(Random random)
    {
        int found = Array.BinarySearch(_ends, random.NextInt64(_ends[^1]) + 1);
        return _pairs[found >= 0 ? found : ~found];
    }

    /// <summary>Writes one sample of <see cref="PairTensors"/>.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="side">Rows and columns.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="random">Draws the window.</param>
    /// <param name="target"><see cref="PairTensors.Channels"/> planes.</param>
    public void Write(TrainingPair pair, int side, PairFault fault, Random random, Span<float> target)
    {
        (int left, int top) = (random.Next(pair.Width - side + 1), random.Next(pair.Height - side + 1));
        Write(pair, left, top, side, side, random.Next(2) == 1, fault, target);
    }

    /// <summary>Writes one sample from a window of the caller's choice.</summary>
    public void Write(TrainingPair pair, int left, int top, int width, int height, bool mirrored, PairFault fault, Span<float> target)
    {
        Plane infrared = Cut(pair.Infrared, pair.Width, 1, 0, left, top, width, height, mirrored);
        bool coloured = !pair.Colours.IsEmpty;
        Plane[] colours = new Plane[3];
        for (int channel = 0; channel < colours.Length; channel++)
        {
            colours[channel] = coloured
                ? Cut(pair.Colours, pair.Width, 3, channel, left, top, width, height, mirrored)
                : channel == 0 ? Cut(pair.Visible, pair.Width, 1, 0, left, top, width, height, mirrored) : colours[0];
        }

        (Plane spoiltInfrared, IReadOnlyList<Plane> spoilt) = fault.Apply(infrared, colours);
        int size = infrared.Length;
        Span<float> Part(Span<float> all, int channel) => all.Slice(channel * size, size);
        spoiltInfrared.Values.CopyTo(Part(target, 0));
        Plane luminance = Split(spoilt, Part(target, 2), Part(target, 3));
        luminance.Values.CopyTo(Part(target, 1));
        Plane clean = Split(colours, Part(target, 4), Part(target, 5));
        Plane fused = _teacher.Score(spoiltInfrared, luminance);
        fused.Values.CopyTo(Part(target, 6));
        (fault.Intent == PromptIntent.Neutral ? fused : _teacher.Score(infrared, clean)).Values.CopyTo(Part(target, 7));
        clean.Values.CopyTo(Part(target, 8));
    }

    /// <summary>Luminance, and chroma around 0.</summary>
    private static Plane Split(IReadOnlyList<Plane> colours, Span<float> blue, Span<float> red)
    {
        (float[] r, float[] g, float[] b) = (colours[0].Array, colours[1].Array, colours[2].Array);
        Plane luminance = new(colours[0].Height, colours[0].Width);
        for (int i = 0; i < r.Length; i++)
        {
            float y = (Bt601.Red * r[i]) + (Bt601.Green * g[i]) + (Bt601.Blue * b[i]);
            luminance.Array[i] = Math.Clamp(y, 0, 1);
            blue[i] = Bt601.CbScale * (b[i] - y);
            red[i] = Bt601.CrScale * (r[i] - y);
        }

        return luminance;
    }

    private static Plane Cut(ReadOnlySpan<byte> picture, int stride, int step, int channel, int left, int top, int width, int height, bool mirrored)
    {
        Plane plane = new(height, width);
        for (int y = 0; y < height; y++)
        {
            Span<float> row = plane.Row(y);
            int at = ((((top + y) * stride) + left) * step) + channel;
            for (int x = 0; x < width; x++)
            {
                row[mirrored ? width - 1 - x : x] = picture[at + (x * step)] * (1f / 255);
            }
        }

        return plane;
    }
}
