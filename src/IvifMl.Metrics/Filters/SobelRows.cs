namespace IvifMl.Metrics;

/// <summary>
/// Sobel gradients of an image, row by row: strength √(sx² + sy²) and, where asked for, orientation atan(sy/sx) in
/// −π/2…π/2 (π/2 where sx = 0). Rows are padded with zeros to whole vectors.
/// </summary>
internal sealed class SobelRows
{
    private readonly GrayImage _image;
    private readonly Border _border;
    private readonly bool _withAngle;
    private readonly byte[] _zeros;
    private readonly int[] _smooth;
    private readonly int[] _slope;
    private int _row = -1;

    /// <summary>A scan from the top.</summary>
    /// <param name="image">The image; at least 2 × 2 where the border is mirrored.</param>
    /// <param name="border">What lies outside; not <see cref="Border.Valid"/>.</param>
    /// <param name="withAngle">Whether orientations are wanted, which cost more than the strengths.</param>
    public SobelRows(GrayImage image, Border border, bool withAngle = true)
    {
        (_image, _border, _withAngle) = (image, border, withAngle);
        _zeros = new byte[image.Width];
        _smooth = new int[image.Width + 2];
        _slope = new int[image.Width + 2];
        Strength = new double[RowFilter.PaddedLength(image.Width)];
        Angle = withAngle ? new double[Strength.Length] : [];
    }

    /// <summary>√(sx² + sy²) of the current row.</summary>
    public double[] Strength { get; }

    /// <summary>Orientation of the current row, in radians; empty if not asked for.</summary>
    public double[] Angle { get; }

    /// <summary>Goes on to the next row; false after the last.</summary>
    public bool MoveNext()
    {
        if (++_row >= _image.Height)
        {
            return false;
        }

        // Columns first: 1 2 1 for sx, −1 0 1 for sy.
        ReadOnlySpan<byte> above = RowAt(_row - 1);
        ReadOnlySpan<byte> row = _image.Row(_row);
        ReadOnlySpan<byte> below = RowAt(_row + 1);
        for (int x = 0; x < row.Length; x++)
        {
            _smooth[x + 1] = above[x] + (2 * row[x]) + below[x];
            _slope[x + 1] = below[x] - above[x];
        }

        Extend(_smooth);
        Extend(_slope);
        for (int x = 0; x < row.Length; x++)
        {
            int sx = _smooth[x] - _smooth[x + 2];
            int sy = _slope[x] + (2 * _slope[x + 1]) + _slope[x + 2];
            Strength[x] = Math.Sqrt((sx * sx) + (sy * sy));
            if (_withAngle)
            {
                Angle[x] = sx == 0 ? Math.PI / 2 : Math.Atan((double)sy / sx);
            }
        }

        return true;
    }

    private ReadOnlySpan<byte> RowAt(int y)
    {
        if (y >= 0 && y < _image.Height)
        {
            return _image.Row(y);
        }

        return _border switch
        {
            Border.Zero => _zeros,
            Border.Mirror => _image.Row(y < 0 ? 1 : _image.Height - 2),
            _ => _image.Row(Math.Clamp(y, 0, _image.Height - 1)),
        };
    }

    private void Extend(int[] row)
    {
        if (_border != Border.Zero)
        {
            int inwards = _border == Border.Mirror ? 2 : 1;
            row[0] = row[inwards];
            row[^1] = row[^(1 + inwards)];
        }
    }
}
