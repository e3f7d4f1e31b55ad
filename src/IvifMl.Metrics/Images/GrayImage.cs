using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using IvifMl.Imaging;

namespace IvifMl.Metrics;

/// <summary>
/// An 8-bit gray image as the fusion metrics see it: <see cref="Height"/> × <see cref="Width"/> levels 0–255, row-major.
/// Every published evaluator scores 8-bit files, so a float picture is rounded to levels once, here. The histogram is computed
/// on first use and kept; up to about a megapixel, filtered planes that metrics ask for again are kept too (about 105 bytes per pixel of a source),
/// so that scoring many fused images against one source costs them once. Immutable and thread-safe.
/// </summary>
public sealed class GrayImage : IPixelRows
{
    private readonly byte[] _levels;
    private readonly Lazy<long[]> _histogram;
    private readonly KeptResults? _kept;

    /// <summary>An image over an array of the caller's, which must not change afterwards.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="levels">Exactly <paramref name="height"/> · <paramref name="width"/> levels, row-major.</param>
    /// <exception cref="ArgumentException">The array's length does not fit the size.</exception>
    public GrayImage(int height, int width, byte[] levels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentNullException.ThrowIfNull(levels);
        if (levels.Length != (long)height * width)
        {
            throw new ArgumentException($"A gray image of {width}×{height} needs {(long)height * width} levels, not {levels.Length}.", nameof(levels));
        }

        (Height, Width, _levels) = (height, width, levels);
        _histogram = new(CountLevels);
        _kept = levels.Length <= KeptResults.MostPixels ? new() : null;
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Number of pixels.</summary>
    public int Length => _levels.Length;

    /// <summary>The levels, row-major.</summary>
    public ReadOnlySpan<byte> Levels => _levels;

    /// <summary>How many pixels have each of the 256 levels.</summary>
    public ReadOnlySpan<long> Histogram => _histogram.Value;

    /// <inheritdoc/>
    KeptResults? IPixelRows.Kept => Kept;

    /// <summary>Where planes of this image alone are kept; null for a large image.</summary>
    internal KeptResults? Kept => _kept;

    /// <summary>An 8-bit image of a plane: value · 255, rounded half to even, clamped to 0–255.</summary>
    /// <param name="plane">Luminance or infrared in 0–1.</param>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static GrayImage FromPlane(Plane plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        byte[] levels = GC.AllocateUninitializedArray<byte>(plane.Length);
        float[] row = new float[plane.Width];
        for (int y = 0; y < plane.Height; y++)
        {
            TensorPrimitives.Multiply(plane.Row(y), 255f, row);
            int bad = row.AsSpan().IndexOf(float.NaN);
            if (bad >= 0)
            {
                throw new ArgumentException($"The plane is not a number at row {y}, column {bad}; metrics need values in 0–1. Replace or mask such pixels first.", nameof(plane));
            }

            TensorPrimitives.Clamp(row, 0f, 255f, row);
            TensorPrimitives.Round(row, row);
            TensorPrimitives.ConvertTruncating<float, byte>(row, levels.AsSpan(y * plane.Width, plane.Width));
        }

        return new(plane.Height, plane.Width, levels);
    }

    /// <summary>Row <paramref name="y"/>: <see cref="Width"/> levels.</summary>
    public ReadOnlySpan<byte> Row(int y) => _levels.AsSpan(y * Width, Width);

    /// <summary>Whether the other image has the same height and width.</summary>
    public bool HasSizeOf(GrayImage other) => other.Height == Height && other.Width == Width;

    /// <inheritdoc/>
    void IPixelRows.ReadRow(int y, Span<double> row) => RowFilter.Widen(Row(y), row);

    [MethodImpl(HotLoop.Options)]
    private long[] CountLevels()
    {
        // Four tables, because neighbouring pixels are often equal and one counter would wait for itself.
        int[] counts = new int[4 * 256];
        int i = 0;
        for (; i + 4 <= _levels.Length; i += 4)
        {
            counts[_levels[i]]++;
            counts[256 + _levels[i + 1]]++;
            counts[512 + _levels[i + 2]]++;
            counts[768 + _levels[i + 3]]++;
        }

        for (; i < _levels.Length; i++)
        {
            counts[_levels[i]]++;
        }

        long[] histogram = new long[256];
        for (int level = 0; level < 256; level++)
        {
            histogram[level] = (long)counts[level] + counts[256 + level] + counts[512 + level] + counts[768 + level];
        }

        return histogram;
    }
}
