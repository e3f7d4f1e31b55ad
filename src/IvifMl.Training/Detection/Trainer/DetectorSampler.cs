using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>
/// Draws training crops: every picture once in an epoch, in an order of its own; a view, a place, a size, mirrored or not, its light changed; some put
/// together from four pictures. What is drawn depends on nothing but the seed and the step, so that a resumed training goes on with the very
/// crops that would have come.
/// </summary>
internal sealed class DetectorSampler
{
    private const double AroundObject = 0.7;
    private const double NoisyShare = 1.0 / 3;
    private const double MosaicMargin = 0.3;
    private const float PaddingLevel = 114f / 255;
    private const double Whole = 0.35;
    private const double AnyPart = 0.02;
    private const double LeastSide = 3;

    private readonly IReadOnlyList<DetectorPicture> _pictures;
    private readonly IvifDetOptions _network;
    private readonly AugmentationOptions _options;
    private readonly Dictionary<string, int> _classes;
    private readonly int _side;
    private readonly int _seed;
    private long _epoch = -1;
    private int[] _order = [];

    public DetectorSampler(IReadOnlyList<DetectorPicture> pictures, IvifDetOptions network, AugmentationOptions options, int side, int seed)
    {
        (_pictures, _network, _options, _side, _seed) = (pictures, network, options, side, seed);
        _classes = network.Classes.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
    }

    /// <summary>
    /// The one source of pairs that is drawn, for a fusion that is trained with the detector, instead of any view. Samplers that differ in nothing else draw the same
    /// places, and the objects are those that count in fusions.
    /// </summary>
    public DetectorView? Source { get; init; }

    /// <summary>Fills a batch.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="batch">B.</param>
    /// <param name="pixels">[B, 3, side, side], 0–1.</param>
    /// <returns>The objects of each crop.</returns>
    public IReadOnlyList<IReadOnlyList<DetectionTarget>> Draw(long step, int batch, float[] pixels)
    {
        Random random = CropSampler.RandomOf(_seed, step, purpose: 6);
        List<IReadOnlyList<DetectionTarget>> targets = [];
        int size = 3 * _side * _side;
        for (int i = 0; i < batch; i++)
        {
            DetectorPicture first = Next((step * batch) + i);
            targets.Add(DrawCrop(random, first, pixels.AsSpan(i * size, size)));
        }

        return targets;
    }

    private List<DetectionTarget> DrawCrop(Random random, DetectorPicture first, Span<float> crop)
    {
        crop.Fill(PaddingLevel);
        List<DetectionTarget> targets = [];
        if (random.NextDouble() >= _options.Mosaic)
        {
            Place(random, first, new(0, 0, _side, _side), crop, targets);
        }
        else
        {
            int Cut() => (int)(_side * (MosaicMargin + (random.NextDouble() * (1 - (2 * MosaicMargin)))));
            (int x, int y) = (Cut(), Cut());
            Area[] areas = [new(0, 0, x, y), new(x, 0, _side - x, y), new(0, y, x, _side - y), new(x, y, _side - x, _side - y)];
            random.Shuffle(areas);
            for (int i = 0; i < areas.Length; i++)
            {
                Place(random, i == 0 ? first : _pictures[random.Next(_pictures.Count)], areas[i], crop, targets);
            }
        }

        ChangeLight(random, crop);
        return targets;
    }

    /// <summary>Puts a part of a picture into an area of the crop.</summary>
    private void Place(Random random, DetectorPicture picture, Area area, Span<float> crop, List<DetectionTarget> targets)
    {
        DetectorView view = Source ?? picture.Views[random.Next(picture.Views.Count)];
        double fit = Letterbox.Fit(picture.Height, picture.Width, _network.Height, _network.Width).Scale;
        double scale = fit * Math.Exp(Math.Log(_options.SmallestScale) + (random.NextDouble() * Math.Log(_options.LargestScale / _options.SmallestScale)));
        bool mirrored = _options.Flip && random.Next(2) == 1;
        (double reachX, double reachY) = (area.Width / scale, area.Height / scale);
        (double middleX, double middleY) = (random.NextDouble() * picture.Width, random.NextDouble() * picture.Height);
        if (picture.Boxes.Count > 0 && random.NextDouble() < AroundObject)
        {
            Metrics.DetectionBox box = picture.Boxes[random.Next(picture.Boxes.Count)].Box;
            middleX = ((box.Left + box.Right) / 2) + ((random.NextDouble() - 0.5) * reachX * 0.8);
            middleY = ((box.Top + box.Bottom) / 2) + ((random.NextDouble() - 0.5) * reachY * 0.8);
        }

        double left = Start(random, middleX, reachX, picture.Width);
        double top = Start(random, middleY, reachY, picture.Height);
        Copy(picture, view, area, new(left, top, scale, mirrored), crop);
        AddTargets(picture, Source is null ? view : DetectorView.Fused, area, new(left, top, scale, mirrored), targets);
    }

    // Where the window is smaller than the picture it stays inside; else the picture lies somewhere in it.
    private static double Start(Random random, double middle, double reach, double length) =>
        reach < length ? Math.Clamp(middle - (reach / 2), 0, length - reach) : (length - reach) * random.NextDouble();

    private void Copy(DetectorPicture picture, DetectorView view, Area area, Window window, Span<float> crop)
    {
        int plane = _side * _side;
        for (int v = 0; v < area.Height; v++)
        {
            double y = window.Top + ((v + 0.5) / window.Scale) - 0.5;
            if (y <= -0.5 || y >= picture.Height - 0.5)
            {
                continue;
            }

            (int upper, int lower, float shareY) = Taps(y, picture.Height);
            for (int u = 0; u < area.Width; u++)
            {
                double x = window.Left + ((u + 0.5) / window.Scale) - 0.5;
                if (x <= -0.5 || x >= picture.Width - 0.5)
                {
                    continue;
                }

                (int before, int after, float shareX) = Taps(x, picture.Width);
                (float r, float g, float b) = Mix(
                    Mix(picture.At((upper * picture.Width) + before, view), picture.At((upper * picture.Width) + after, view), shareX),
                    Mix(picture.At((lower * picture.Width) + before, view), picture.At((lower * picture.Width) + after, view), shareX),
                    shareY);
                int at = ((area.Y + v) * _side) + area.X + (window.Mirrored ? area.Width - 1 - u : u);
                (crop[at], crop[plane + at], crop[(2 * plane) + at]) = (r, g, b);
            }
        }
    }

    private void AddTargets(DetectorPicture picture, DetectorView view, Area area, Window window, List<DetectionTarget> targets)
    {
        foreach (DetectorBox box in picture.Boxes)
        {
            (double x0, double x1) = ((box.Box.Left - window.Left) * window.Scale, (box.Box.Right - window.Left) * window.Scale);
            (double y0, double y1) = ((box.Box.Top - window.Top) * window.Scale, (box.Box.Bottom - window.Top) * window.Scale);
            (double cutX0, double cutX1) = (Math.Clamp(x0, 0, area.Width), Math.Clamp(x1, 0, area.Width));
            (double cutY0, double cutY1) = (Math.Clamp(y0, 0, area.Height), Math.Clamp(y1, 0, area.Height));
            double part = (cutX1 - cutX0) * (cutY1 - cutY0) / Math.Max((x1 - x0) * (y1 - y0), 1e-9);
            if (!(part > AnyPart))
            {
                continue;
            }

            if (window.Mirrored)
            {
                (cutX0, cutX1) = (area.Width - cutX1, area.Width - cutX0);
            }

            bool known = _classes.TryGetValue(box.Label, out int number);
            bool ignored = !known || !box.CountsIn(view) || part < Whole || Math.Min(cutX1 - cutX0, cutY1 - cutY0) < LeastSide;
            targets.Add(new(number, (float)(area.X + cutX0), (float)(area.Y + cutY0), (float)(area.X + cutX1), (float)(area.Y + cutY1), ignored));
        }
    }

    /// <summary>(0.5 + c (v − 0.5) + b) to the power γ, plus noise, held in 0–1.</summary>
    private void ChangeLight(Random random, Span<float> crop)
    {
        double Around() => (2 * random.NextDouble()) - 1;
        float brightness = (float)(Around() * _options.Brightness);
        float contrast = (float)(1 + (Around() * _options.Contrast));
        float gamma = (float)Math.Pow(1 + _options.Gamma, Around());
        float noise = random.NextDouble() < NoisyShare ? (float)(random.NextDouble() * _options.Noise) : 0;
        int plane = _side * _side;
        for (int i = 0; i < plane; i++)
        {
            // One draw for all channels, so that gray stays gray; the sum of three is near enough to a Gaussian.
            float grain = noise > 0 ? noise * 2 * (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f) : 0;
            for (int channel = 0; channel < 3; channel++)
            {
                ref float value = ref crop[(channel * plane) + i];
                float lit = Math.Clamp(0.5f + (contrast * (value - 0.5f)) + brightness, 0, 1);
                value = Math.Clamp((gamma == 1 ? lit : MathF.Pow(lit, gamma)) + grain, 0, 1);
            }
        }
    }

    private DetectorPicture Next(long index)
    {
        (long epoch, long place) = Math.DivRem(index, _pictures.Count);
        if (epoch != _epoch)
        {
            _epoch = epoch;
            _order = [.. Enumerable.Range(0, _pictures.Count)];
            CropSampler.RandomOf(_seed, epoch, purpose: 7).Shuffle(_order);
        }

        return _pictures[_order[place]];
    }

    private static (int First, int Second, float Share) Taps(double at, int length)
    {
        double held = Math.Clamp(at, 0, length - 1);
        int first = Math.Min((int)held, length - 1);
        return (first, Math.Min(first + 1, length - 1), (float)(held - first));
    }

    private static (float R, float G, float B) Mix((float R, float G, float B) a, (float R, float G, float B) b, float share) =>
        (a.R + ((b.R - a.R) * share), a.G + ((b.G - a.G) * share), a.B + ((b.B - a.B) * share));

    /// <summary>A rectangle of the crop.</summary>
    private readonly record struct Area(int X, int Y, int Width, int Height);

    /// <summary>The part of a picture that goes into an area: its corner in the picture's pixels, the area's pixels per pixel.</summary>
    private readonly record struct Window(double Left, double Top, double Scale, bool Mirrored);
}
