namespace IvifMl.Metrics;

/// <summary>One channel of doubles, row-major: a level of a pyramid, a filtered image.</summary>
internal sealed class DoublePlane(int height, int width) : IPixelRows
{
    /// <summary>Rows.</summary>
    public int Height { get; } = height;

    /// <summary>Columns.</summary>
    public int Width { get; } = width;

    /// <inheritdoc/>
    public KeptResults? Kept { get; init; }

    /// <summary>The values, row-major.</summary>
    public double[] Values { get; } = new double[(long)height * width];

    /// <summary>Row <paramref name="y"/>.</summary>
    public Span<double> Row(int y) => Values.AsSpan(y * Width, Width);

    /// <inheritdoc/>
    public void ReadRow(int y, Span<double> row) => Row(y).CopyTo(row);
}
