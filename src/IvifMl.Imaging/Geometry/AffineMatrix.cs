using System.Globalization;

namespace IvifMl.Imaging;

/// <summary>
/// A 2×3 affine map of pixel coordinates: x' = <paramref name="XX"/>·x + <paramref name="XY"/>·y + <paramref name="X0"/>,
/// y' = <paramref name="YX"/>·x + <paramref name="YY"/>·y + <paramref name="Y0"/>. x counts columns to the right, y rows downwards,
/// and (0, 0) is the centre of the top left pixel.
/// </summary>
/// <param name="XX">What x adds to x'.</param>
/// <param name="XY">What y adds to x'.</param>
/// <param name="X0">The shift of x'.</param>
/// <param name="YX">What x adds to y'.</param>
/// <param name="YY">What y adds to y'.</param>
/// <param name="Y0">The shift of y'.</param>
public readonly record struct AffineMatrix(double XX, double XY, double X0, double YX, double YY, double Y0)
{
    /// <summary>Every point onto itself.</summary>
    public static AffineMatrix Identity { get; } = new(1, 0, 0, 0, 1, 0);

    /// <summary>Every point moved by (x, y).</summary>
    public static AffineMatrix Translation(double x, double y) => new(1, 0, x, 0, 1, y);

    /// <summary>
    /// The map from the pixels of one size onto those of another that shows the same scene: outer borders fall on outer borders.
    /// </summary>
    public static AffineMatrix BetweenSizes(int fromHeight, int fromWidth, int toHeight, int toWidth)
    {
        (double sx, double sy) = ((double)toWidth / fromWidth, (double)toHeight / fromHeight);
        return new(sx, 0, (0.5 * sx) - 0.5, 0, sy, (0.5 * sy) - 0.5);
    }

    /// <summary>Six numbers, rows first, separated by commas or blanks: "1 0 12.5 0 1 -3".</summary>
    /// <exception cref="FormatException">Not six finite numbers.</exception>
    public static AffineMatrix Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split([' ', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries);
        double[] n = new double[6];
        bool fits = parts.Length == 6;
        for (int i = 0; fits && i < 6; i++)
        {
            fits = double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out n[i]) && double.IsFinite(n[i]);
        }

        return fits
            ? new(n[0], n[1], n[2], n[3], n[4], n[5])
            : throw new FormatException($"'{text}' is no affine map. Give six numbers, 'XX XY X0 YX YY Y0', such as '1 0 12.5 0 1 -3'.");
    }

    /// <summary>Where the point goes.</summary>
    public (double X, double Y) Apply(double x, double y) => ((XX * x) + (XY * y) + X0, (YX * x) + (YY * y) + Y0);

    /// <summary>First this map, then <paramref name="next"/>.</summary>
    public AffineMatrix Then(AffineMatrix next)
    {
        (double x0, double y0) = next.Apply(X0, Y0);
        return new(
            (next.XX * XX) + (next.XY * YX), (next.XX * XY) + (next.XY * YY), x0, (next.YX * XX) + (next.YY * YX), (next.YX * XY) + (next.YY * YY), y0);
    }

    /// <summary>The map back.</summary>
    /// <exception cref="InvalidOperationException">The map flattens the plane to a line or a point.</exception>
    public AffineMatrix Invert()
    {
        double determinant = (XX * YY) - (XY * YX);
        if (!(Math.Abs(determinant) > 1e-12))
        {
            throw new InvalidOperationException($"The affine map {this} has the determinant {determinant}: it flattens the image, and there is no way back.");
        }

        (double a, double b, double c, double d) = (YY / determinant, -XY / determinant, -YX / determinant, XX / determinant);
        return new(a, b, -((a * X0) + (b * Y0)), c, d, -((c * X0) + (d * Y0)));
    }
}
