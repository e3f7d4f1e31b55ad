namespace IvifMl.Imaging;

/// <summary>For each target index the source indices it reads and their weights.</summary>
internal sealed class ResizeTaps
{
    private readonly int[] _indices;
    private readonly float[] _weights;

    private ResizeTaps(int count, int targets)
    {
        Count = count;
        _indices = new int[count * targets];
        _weights = new float[count * targets];
    }

    /// <summary>Source values per target value, the same for all of them; some may have weight 0.</summary>
    public int Count { get; }

    public int Index(int target, int tap) => _indices[(target * Count) + tap];

    public float Weight(int target, int tap) => _weights[(target * Count) + tap];

    public static ResizeTaps Of(int source, int target, ResizeKernel kernel)
    {
        double radius = kernel switch
        {
            ResizeKernel.Bilinear => 1,
            ResizeKernel.Area => 0.5,
            ResizeKernel.Bicubic => 2,
            _ => throw new ArgumentOutOfRangeException(nameof(kernel), kernel, "The kernel is Bilinear, Area or Bicubic."),
        };
        double step = (double)source / target;
        double stretch = Math.Max(1, step);
        int count = (int)Math.Ceiling(2 * radius * stretch) + 1;
        ResizeTaps taps = new(count, target);
        for (int i = 0; i < target; i++)
        {
            taps.Fill(i, ((i + 0.5) * step) - 0.5, radius * stretch, stretch, source - 1, kernel);
        }

        return taps;
    }

    private void Fill(int target, double centre, double reach, double stretch, int last, ResizeKernel kernel)
    {
        int first = (int)Math.Ceiling(centre - reach);
        double sum = 0;
        Span<double> weights = Count <= 64 ? stackalloc double[Count] : new double[Count];
        for (int tap = 0; tap < Count; tap++)
        {
            double from = (first + tap - centre) / stretch;
            weights[tap] = kernel switch
            {
                ResizeKernel.Bilinear => Math.Max(0, 1 - Math.Abs(from)),
                ResizeKernel.Area => Cover(first + tap - centre, stretch),
                _ => Cubic(Math.Abs(from)),
            };
            sum += weights[tap];
        }

        for (int tap = 0; tap < Count; tap++)
        {
            _indices[(target * Count) + tap] = Math.Clamp(first + tap, 0, last);
            _weights[(target * Count) + tap] = (float)(weights[tap] / sum);
        }
    }

    // How much of the source pixel at this distance the target pixel covers; scaling up, the nearest pixel alone.
    private static double Cover(double distance, double stretch)
        => stretch > 1
            ? Math.Max(0, Math.Min(distance + 0.5, stretch / 2) - Math.Max(distance - 0.5, -stretch / 2))
            : distance is > -0.5 and <= 0.5 ? 1 : 0;

    private static double Cubic(double x)
    {
        const double A = -0.5;
        return x < 1 ? (((A + 2) * x) - (A + 3)) * x * x + 1
            : x < 2 ? (((((A * x) - (5 * A)) * x) + (8 * A)) * x) - (4 * A)
            : 0;
    }
}
