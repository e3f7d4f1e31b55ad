namespace IvifMl.Metrics;

/// <summary>The horizontal gradient of an image: (f(x + 1) − f(x − 1))/2, one-sided at both ends; 0 for an image one pixel wide.</summary>
internal sealed class GradientRows(GrayImage image) : IPixelRows
{
    /// <summary>Rows.</summary>
    public int Height => image.Height;

    /// <summary>Columns.</summary>
    public int Width => image.Width;

    /// <inheritdoc/>
    public void ReadRow(int y, Span<double> row)
    {
        ReadOnlySpan<byte> levels = image.Row(y);
        int last = levels.Length - 1;
        for (int x = 0; x <= last; x++)
        {
            int left = Math.Max(0, x - 1);
            int right = Math.Min(last, x + 1);
            row[x] = right > left ? (double)(levels[right] - levels[left]) / (right - left) : 0;
        }
    }
}
