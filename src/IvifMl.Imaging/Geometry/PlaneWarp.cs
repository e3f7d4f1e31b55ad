namespace IvifMl.Imaging;

/// <summary>What a warp puts where the source has no pixels.</summary>
public enum WarpBorder
{
    /// <summary>The nearest pixel of the source's border goes on.</summary>
    Edge,

    /// <summary>A given value.</summary>
    Fill,
}

/// <summary>Affine warping of planes.</summary>
public static class PlaneWarp
{
    /// <summary>
    /// A plane whose pixel (x, y) holds the source's value at <paramref name="outputToSource"/>(x, y), linear between its four
    /// neighbours. The matrix maps output pixels to source pixels: to lay an infrared picture onto a visible one, it tells for a pixel
    /// of the visible where in the infrared the same thing is seen. A map the other way round needs <see cref="AffineMatrix.Invert"/>.
    /// </summary>
    /// <param name="source">The plane; values of any range.</param>
    /// <param name="outputToSource">From output to source pixels, (0, 0) the centre of the top left pixel of each.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    /// <param name="border">What lies beyond the source's outermost pixel centres.</param>
    /// <param name="fill">The value for <see cref="WarpBorder.Fill"/>.</param>
    /// <exception cref="ArgumentException">The matrix has a value that is not finite.</exception>
    public static Plane Affine(Plane source, AffineMatrix outputToSource, int height, int width, WarpBorder border = WarpBorder.Edge, float fill = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        AffineMatrix m = outputToSource;
        if (!double.IsFinite(m.XX + m.XY + m.X0 + m.YX + m.YY + m.Y0))
        {
            throw new ArgumentException($"The affine map {m} has a value that is not finite.", nameof(outputToSource));
        }

        Plane result = new(height, width);
        for (int y = 0; y < height; y++)
        {
            Span<float> row = result.Row(y);
            for (int x = 0; x < width; x++)
            {
                (double sx, double sy) = m.Apply(x, y);
                row[x] = border == WarpBorder.Fill && !Inside(source, sx, sy) ? fill : Sample(source, sx, sy);
            }
        }

        return result;
    }

    // Rounding of the map must not make a border pixel fall outside.
    private static bool Inside(Plane source, double x, double y)
    {
        const double Tolerance = 1e-6;
        return x >= -Tolerance && y >= -Tolerance && x <= source.Width - 1 + Tolerance && y <= source.Height - 1 + Tolerance;
    }

    private static float Sample(Plane source, double x, double y)
    {
        x = Math.Clamp(x, 0, source.Width - 1);
        y = Math.Clamp(y, 0, source.Height - 1);
        (int left, int top) = ((int)x, (int)y);
        (int right, int bottom) = (Math.Min(left + 1, source.Width - 1), Math.Min(top + 1, source.Height - 1));
        (float dx, float dy) = ((float)(x - left), (float)(y - top));
        float above = source[top, left] + (dx * (source[top, right] - source[top, left]));
        float below = source[bottom, left] + (dx * (source[bottom, right] - source[bottom, left]));
        return above + (dy * (below - above));
    }
}
