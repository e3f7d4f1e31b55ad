namespace IvifMl.Imaging;

/// <summary>
/// One channel of an image: <see cref="Height"/> × <see cref="Width"/> floats, row-major, row 0 at the top.
/// Luminance and tone-mapped infrared lie in 0–1; raw thermal counts and temperatures keep their own range.
/// </summary>
public sealed class Plane
{
    private readonly float[] _values;

    /// <summary>A plane of zeros.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or more than <see cref="Array.MaxLength"/> values.</exception>
    public Plane(int height, int width)
        : this(height, width, new float[CheckedLength(height, width)])
    {
    }

    /// <summary>A plane over an array of the caller's, not copied.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="values">Exactly <paramref name="height"/> · <paramref name="width"/> values, row-major.</param>
    /// <exception cref="ArgumentException">The array's length is not <paramref name="height"/> · <paramref name="width"/>.</exception>
    public Plane(int height, int width, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int length = CheckedLength(height, width);
        if (values.Length != length)
        {
            throw new ArgumentException($"A plane of {width}×{height} needs {length} values, not {values.Length}.", nameof(values));
        }

        Height = height;
        Width = width;
        _values = values;
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Number of values: <see cref="Height"/> · <see cref="Width"/>.</summary>
    public int Length => _values.Length;

    /// <summary>The values, row-major; writing to them changes the plane.</summary>
    public Span<float> Values => _values;

    /// <summary>The array under the plane, for APIs that need one; writing to it changes the plane.</summary>
    public float[] Array => _values;

    /// <summary>The value at row <paramref name="y"/>, column <paramref name="x"/>.</summary>
    public float this[int y, int x]
    {
        get => _values[(y * Width) + x];
        set => _values[(y * Width) + x] = value;
    }

    /// <summary>Row <paramref name="y"/>: <see cref="Width"/> values.</summary>
    public Span<float> Row(int y) => _values.AsSpan(y * Width, Width);

    /// <summary>A copy with values of its own.</summary>
    public Plane Clone() => new(Height, Width, [.. _values]);

    /// <summary>Whether the other plane has the same height and width.</summary>
    public bool HasSizeOf(Plane other) => other.Height == Height && other.Width == Width;

    private static int CheckedLength(int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        long length = (long)height * width;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, System.Array.MaxLength, nameof(height));
        return (int)length;
    }
}
