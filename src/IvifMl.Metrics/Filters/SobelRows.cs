namespace IvifMl.Metrics;

/// <summary>
/// Sobel gradients of an image, row by row, with zeros outside it: strength √(sx² + sy²) and orientation atan(sy/sx) in
/// −π/2…π/2 (π/2 where sx = 0). Rows are padded with zeros to whole vectors.
/// </summary>
internal sealed class SobelRows
{
    private readonly GrayImage _image;
    private readonly int[] _smooth;
    private readonly int[] _slope;
    private int _row = -1;

    /// <summary>A scan from the top.</summary>
    public SobelRows(GrayImage image)
    {
        _image = image;
        _smooth = new int[image.Width + 2];
        _slope = new int[image.Width + 2];
        Strength = new double[RowFilter.PaddedLength(image.Width)];
        Angle = new double[Strength.Length];
    }

    /// <summary>√(sx² + sy²) of the current row.</summary>
    public double[] Strength { get; }

    /// <summary>Orientation of the current row, in radians.</summary>
    public double[] Angle { get; }

    /// <summary>Goes on to the next row; false after the last.</summary>
    public bool MoveNext()
    {
        if (++_row >= _image.Height)
        {
            return false;
        }

        // Columns first: 1 2 1 for sx, −1 0 1 for sy; one zero on each side stands for the border.
        ReadOnlySpan<byte> above = _row > 0 ? _image.Row(_row - 1) : default;
        ReadOnlySpan<byte> row = _image.Row(_row);
        ReadOnlySpan<byte> below = _row + 1 < _image.Height ? _image.Row(_row + 1) : default;
        for (int x = 0; x < row.Length; x++)
        {
            int up = above.IsEmpty ? 0 : above[x];
            int down = below.IsEmpty ? 0 : below[x];
            _smooth[x + 1] = up + (2 * row[x]) + down;
            _slope[x + 1] = down - up;
        }

        for (int x = 0; x < row.Length; x++)
        {
            int sx = _smooth[x] - _smooth[x + 2];
            int sy = _slope[x] + (2 * _slope[x + 1]) + _slope[x + 2];
            Strength[x] = Math.Sqrt((sx * sx) + (sy * sy));
            Angle[x] = sx == 0 ? Math.PI / 2 : Math.Atan((double)sy / sx);
        }

        return true;
    }
}
