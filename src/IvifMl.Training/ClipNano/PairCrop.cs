using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>A window of a pair as planes of 0–1, each made when first asked for; several recipes share them, so nobody may write to them.</summary>
internal sealed class PairCrop(PoolPair pair, Window window)
{
    private readonly Lazy<Plane> _infrared = new(() => Gray(pair.Infrared, pair.Width, window));
    private readonly Lazy<Plane> _pyramid = new(() => Gray(pair.Fused, pair.Width, window));
    private readonly Lazy<Plane[]> _colours = new(() => [.. Enumerable.Range(0, 3).Select(channel => Channel(pair.Visible, pair.Width, channel, window))]);
    private Plane? _visible;
    private Plane? _twoScale;

    /// <summary>The pair.</summary>
    public PoolPair Pair => pair;

    /// <summary>The window.</summary>
    public Window Window => window;

    /// <summary>R.</summary>
    public Plane Infrared => _infrared.Value;

    /// <summary>Red, green and blue of the visible picture.</summary>
    public IReadOnlyList<Plane> Colours => _colours.Value;

    /// <summary>V, the luminance.</summary>
    public Plane Visible => _visible ??= Luminance(_colours.Value);

    /// <summary>The fusion pyramid's output.</summary>
    public Plane Pyramid => _pyramid.Value;

    /// <summary><see cref="FusionRecipes.TwoScale"/>.</summary>
    public Plane TwoScale => _twoScale ??= FusionRecipes.TwoScale(Infrared, Visible);

    private static Plane Gray(byte[] picture, int stride, Window window) => Channel(picture, stride, 0, window, step: 1);

    private static Plane Channel(byte[] picture, int stride, int channel, Window window, int step = 3)
    {
        Plane plane = new(window.Height, window.Width);
        for (int y = 0; y < window.Height; y++)
        {
            Span<float> row = plane.Row(y);
            int at = ((((window.Y + y) * stride) + window.X) * step) + channel;
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = picture[at + (x * step)] * (1f / 255);
            }
        }

        return plane;
    }

    private static Plane Luminance(Plane[] colours)
    {
        Plane result = new(colours[0].Height, colours[0].Width);
        (float[] r, float[] g, float[] b) = (colours[0].Array, colours[1].Array, colours[2].Array);
        Span<float> y = result.Values;
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = (Bt601.Red * r[i]) + (Bt601.Green * g[i]) + (Bt601.Blue * b[i]);
        }

        return result;
    }
}
