using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>
/// Sobel gradients of an image, row by row: strength √(sx² + sy²) and, where asked for, orientation atan(sy/sx) in
/// −π/2…π/2 (π/2 where sx = 0). Rows are padded with zeros to whole vectors. They come from the planes that the image keeps, if it does
/// (see <see cref="KeptResults"/>).
/// </summary>
internal sealed class SobelRows
{
    private readonly GrayImage _image;
    private readonly Border _border;
    private readonly bool _withAngle;
    private readonly float[] _zeros;
    private readonly float[][] _rows;
    private readonly float[] _smooth;
    private readonly float[] _slope;
    private readonly EdgePlanes? _kept;
    private int _row = -1;
    private int _read = -1;

    /// <summary>A scan from the top.</summary>
    /// <param name="image">The image; at least 2 × 2 where the border is mirrored.</param>
    /// <param name="border">What lies outside; not <see cref="Border.Valid"/>.</param>
    /// <param name="withAngle">Whether orientations are wanted, which cost more than the strengths.</param>
    public SobelRows(GrayImage image, Border border, bool withAngle = true)
        : this(image, border, withAngle, image.Kept?.FromSecondTime((typeof(SobelRows), border, withAngle), () => Planes(new(image, border, withAngle, kept: null))))
    {
    }

    private SobelRows(GrayImage image, Border border, bool withAngle, EdgePlanes? kept)
    {
        (_image, _border, _withAngle) = (image, border, withAngle);
        int padded = (image.Width + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _zeros = new float[padded];
        _rows = [new float[padded], new float[padded], new float[padded]];
        _smooth = new float[padded + 2];
        _slope = new float[padded + 2];
        Strength = new double[padded];
        Angle = withAngle ? new double[padded] : [];
        _kept = kept;
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

        if (_kept is { } planes)
        {
            planes.Strength.Row(_row).CopyTo(Strength);
            planes.Angle?.Row(_row).CopyTo(Angle);
            return true;
        }

        while (_read < Math.Min(_row + 1, _image.Height - 1))
        {
            _read++;
            ReadOnlySpan<byte> levels = _image.Row(_read);
            float[] target = _rows[_read % 3];
            for (int x = 0; x < levels.Length; x++)
            {
                target[x] = levels[x];
            }
        }

        FilterColumns(RowAt(_row - 1), RowAt(_row), RowAt(_row + 1));
        Extend(_smooth);
        Extend(_slope);
        FilterRow();
        Strength.AsSpan(_image.Width).Clear();
        return true;
    }

    private static EdgePlanes Planes(SobelRows rows)
    {
        DoublePlane strength = new(rows._image.Height, rows.Strength.Length);
        DoublePlane? angle = rows._withAngle ? new(rows._image.Height, rows.Angle.Length) : null;
        for (int y = 0; rows.MoveNext(); y++)
        {
            rows.Strength.CopyTo(strength.Row(y));
            rows.Angle.CopyTo(angle is null ? [] : angle.Row(y));
        }

        return new(strength, angle);
    }

    /// <summary>1 2 1 for sx, −1 0 1 for sy.</summary>
    [MethodImpl(HotLoop.Options)]
    private void FilterColumns(float[] above, float[] row, float[] below)
    {
        for (int x = 0; x < row.Length; x += Vector<float>.Count)
        {
            Vector<float> up = new(above, x);
            Vector<float> middle = new(row, x);
            Vector<float> down = new(below, x);
            (up + middle + middle + down).CopyTo(_smooth, x + 1);
            (down - up).CopyTo(_slope, x + 1);
        }
    }

    /// <summary>Levels are whole numbers, so single precision is exact until the root.</summary>
    [MethodImpl(HotLoop.Options)]
    private void FilterRow()
    {
        ref float smooth = ref MemoryMarshal.GetArrayDataReference(_smooth);
        ref float slope = ref MemoryMarshal.GetArrayDataReference(_slope);
        for (int x = 0; x < Strength.Length; x += Vector<float>.Count)
        {
            Vector<float> sx = Vector.LoadUnsafe(ref smooth, (nuint)x) - Vector.LoadUnsafe(ref smooth, (nuint)x + 2);
            Vector<float> centre = Vector.LoadUnsafe(ref slope, (nuint)x + 1);
            Vector<float> sy = Vector.LoadUnsafe(ref slope, (nuint)x) + centre + centre + Vector.LoadUnsafe(ref slope, (nuint)x + 2);
            Vector.Widen((sx * sx) + (sy * sy), out Vector<double> low, out Vector<double> high);
            Vector.SquareRoot(low).CopyTo(Strength, x);
            Vector.SquareRoot(high).CopyTo(Strength, x + Vector<double>.Count);
            if (_withAngle)
            {
                Vector.Widen(sx, out Vector<double> lowX, out Vector<double> highX);
                Vector.Widen(sy, out Vector<double> lowY, out Vector<double> highY);
                VectorFunctions.AtanOfRatio(lowY, lowX).CopyTo(Angle, x);
                VectorFunctions.AtanOfRatio(highY, highX).CopyTo(Angle, x + Vector<double>.Count);
            }
        }
    }

    private float[] RowAt(int y)
    {
        if (y >= 0 && y < _image.Height)
        {
            return _rows[y % 3];
        }

        return _border switch
        {
            Border.Zero => _zeros,
            Border.Mirror => _rows[(y < 0 ? 1 : _image.Height - 2) % 3],
            _ => _rows[Math.Clamp(y, 0, _image.Height - 1) % 3],
        };
    }

    private void Extend(float[] row)
    {
        int end = _image.Width + 1;
        int inwards = _border == Border.Mirror ? 2 : 1;
        row[0] = _border == Border.Zero ? 0 : row[inwards];
        row[end] = _border == Border.Zero ? 0 : row[end - inwards];
    }

    private sealed record EdgePlanes(DoublePlane Strength, DoublePlane? Angle);
}
