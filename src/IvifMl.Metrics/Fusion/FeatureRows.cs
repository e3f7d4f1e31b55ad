namespace IvifMl.Metrics;

/// <summary>Three consecutive rows of an image, moving down by one. Rows are padded, so that whole vectors can be read two pixels beyond the last window.</summary>
internal sealed class FeatureRows
{
    private readonly IPixelRows _image;
    private readonly double[][] _rows;
    private int _next;

    /// <summary>A scan from the top.</summary>
    public FeatureRows(IPixelRows image)
    {
        _image = image;
        int length = RowFilter.PaddedLength(image.Width) + System.Numerics.Vector<double>.Count;
        _rows = [new double[length], new double[length], new double[length]];
    }

    /// <summary>Row 0 (upper), 1 or 2 (lower) of the current three.</summary>
    public double[] this[int row] => _rows[row];

    /// <summary>Goes on to the next three rows; false after the last.</summary>
    public bool MoveNext()
    {
        do
        {
            if (_next >= _image.Height)
            {
                return false;
            }

            (_rows[0], _rows[1], _rows[2]) = (_rows[1], _rows[2], _rows[0]);
            _image.ReadRow(_next++, _rows[2]);
        }
        while (_next < 3);
        return true;
    }
}
