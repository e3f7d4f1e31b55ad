namespace IvifMl.Training;

/// <summary>
/// Draws training crops: every pair once in an epoch, in an order of its own; a random window, mirrored or not, half of them through
/// a small rotation and magnification, the same for both images. What is drawn depends on nothing but the seed and the step, so a
/// resumed training goes on with the very crops that would have come.
/// </summary>
internal sealed class CropSampler
{
    private const double WarpedShare = 0.5;
    private const double Rotation = 5;
    private const double LargestScale = 1.5;
    private const double FlatDeviation = 0.05;
    private const int Tries = 4;

    private readonly IReadOnlyList<TrainingPair> _pairs;
    private readonly int _seed;
    private readonly int _side;
    private long _epoch = -1;
    private int[] _order = [];

    public CropSampler(IReadOnlyList<TrainingPair> pairs, int side, int seed) => (_pairs, _side, _seed) = (pairs, side, seed);

    /// <summary>A generator for one purpose at one step.</summary>
    public static Random RandomOf(int seed, long step, int purpose)
    {
        ulong mixed = unchecked(((ulong)(uint)seed * 0x9E3779B97F4A7C15UL) ^ ((ulong)step * 0xBF58476D1CE4E5B9UL) ^ ((ulong)(uint)purpose * 0x94D049BB133111EBUL));
        mixed ^= mixed >> 31;
        mixed *= 0xD6E8FEB86659FD93UL;
        mixed ^= mixed >> 32;
        return new Random(unchecked((int)mixed));
    }

    /// <summary>Fills a batch.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="batch">B.</param>
    /// <param name="infrared">B crops of side × side, 0–1.</param>
    /// <param name="visible">The same places of the visible images.</param>
    public void Draw(long step, int batch, float[] infrared, float[] visible)
    {
        Random random = RandomOf(_seed, step, purpose: 1);
        int size = _side * _side;
        for (int i = 0; i < batch; i++)
        {
            TrainingPair pair = Next((step * batch) + i);
            Span<float> cut = infrared.AsSpan(i * size, size);
            Span<float> twin = visible.AsSpan(i * size, size);
            for (int attempt = 0; attempt < Tries; attempt++)
            {
                Cut(pair, Window.Draw(random, pair, _side), cut, twin);
                if (Deviation(cut) >= FlatDeviation || Deviation(twin) >= FlatDeviation)
                {
                    break;
                }
            }
        }
    }

    private TrainingPair Next(long index)
    {
        (long epoch, long place) = Math.DivRem(index, _pairs.Count);
        if (epoch != _epoch)
        {
            _epoch = epoch;
            _order = [.. Enumerable.Range(0, _pairs.Count)];
            RandomOf(_seed, epoch, purpose: 2).Shuffle(_order);
        }

        return _pairs[_order[place]];
    }

    private void Cut(TrainingPair pair, Window window, Span<float> infrared, Span<float> visible)
    {
        int at = 0;
        for (int y = 0; y < _side; y++)
        {
            for (int x = 0; x < _side; x++, at++)
            {
                (float fromX, float fromY) = window.Source(x, y);
                (infrared[at], visible[at]) = Sample(pair, fromX, fromY);
            }
        }
    }

    private static (float Infrared, float Visible) Sample(TrainingPair pair, float x, float y)
    {
        x = Math.Clamp(x, 0, pair.Width - 1);
        y = Math.Clamp(y, 0, pair.Height - 1);
        int left = Math.Min((int)x, pair.Width - 2);
        int top = Math.Min((int)y, pair.Height - 2);
        (float right, float below) = (x - left, y - top);
        int at = (top * pair.Width) + left;
        return (Mix(pair.Infrared, at, pair.Width, right, below), Mix(pair.Visible, at, pair.Width, right, below));
    }

    private static float Mix(ReadOnlySpan<byte> levels, int at, int width, float right, float below)
    {
        float upper = levels[at] + (right * (levels[at + 1] - levels[at]));
        float lower = levels[at + width] + (right * (levels[at + width + 1] - levels[at + width]));
        return (upper + (below * (lower - upper))) * (1 / 255f);
    }

    private static double Deviation(ReadOnlySpan<float> values)
    {
        double sum = 0;
        double square = 0;
        foreach (float value in values)
        {
            sum += value;
            square += value * value;
        }

        double mean = sum / values.Length;
        return Math.Sqrt(Math.Max(0, (square / values.Length) - (mean * mean)));
    }

    /// <summary>Where a crop's pixels come from: a window of whole pixels, or a turned and magnified one.</summary>
    private readonly record struct Window(float OriginX, float OriginY, float StepX, float StepY, bool Mirrored, int Side)
    {
        public static Window Draw(Random random, TrainingPair pair, int side)
        {
            bool mirrored = random.Next(2) == 1;
            bool warped = random.NextDouble() < WarpedShare;
            double angle = warped ? ((2 * random.NextDouble()) - 1) * Rotation * Math.PI / 180 : 0;
            double scale = warped ? 1 + (random.NextDouble() * (LargestScale - 1)) : 1;
            (float stepX, float stepY) = ((float)(Math.Cos(angle) / scale), (float)(Math.Sin(angle) / scale));
            float spanX = (side - 1) * (stepX - Math.Abs(stepY));
            float reachX = (side - 1) * (stepX + Math.Abs(stepY));
            float freeX = Math.Max(0, pair.Width - 1 - reachX);
            float freeY = Math.Max(0, pair.Height - 1 - reachX);
            float left = warped ? (float)(random.NextDouble() * freeX) : random.Next((int)freeX + 1);
            float top = warped ? (float)(random.NextDouble() * freeY) : random.Next((int)freeY + 1);
            float overhang = (reachX - spanX) / 2;
            return new(left + (stepY > 0 ? overhang : 0), top + (stepY < 0 ? overhang : 0), stepX, stepY, mirrored, side);
        }

        public (float X, float Y) Source(int x, int y)
        {
            int across = Mirrored ? Side - 1 - x : x;
            return (OriginX + (across * StepX) - (y * StepY), OriginY + (across * StepY) + (y * StepX));
        }
    }
}
