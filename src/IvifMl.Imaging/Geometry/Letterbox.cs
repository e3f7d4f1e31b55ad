using System.Runtime.InteropServices;

namespace IvifMl.Imaging;

/// <summary>
/// How a picture of any size lies in a network's input of a fixed one: scaled by the smaller of the two ratios, so that it keeps its shape, at the
/// upper left; the rest is filled. As YOLOX prepares its input (Ge et al. 2021).
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Letterbox
{
    // The ratio times the picture's side can fall just below the whole number that it is.
    private const double RatioSlack = 1e-6;

    private Letterbox(int height, int width, int filledHeight, int filledWidth, double scale) =>
        (Height, Width, FilledHeight, FilledWidth, Scale) = (height, width, filledHeight, filledWidth, scale);

    /// <summary>Rows of the input.</summary>
    public int Height { get; }

    /// <summary>Columns of the input.</summary>
    public int Width { get; }

    /// <summary>Rows that the picture takes.</summary>
    public int FilledHeight { get; }

    /// <summary>Columns that the picture takes.</summary>
    public int FilledWidth { get; }

    /// <summary>Pixels of the input per pixel of the picture: a point (x, y) of the input is (x / Scale, y / Scale) in the picture.</summary>
    public double Scale { get; }

    /// <summary>How a picture lies in an input.</summary>
    /// <param name="pictureHeight">Rows of the picture, at least 1.</param>
    /// <param name="pictureWidth">Columns of the picture, at least 1.</param>
    /// <param name="height">Rows of the input, at least 1.</param>
    /// <param name="width">Columns of the input, at least 1.</param>
    /// <example>640×480 in 416×416: the scale is 0.65, the picture takes 416×312.</example>
    public static Letterbox Fit(int pictureHeight, int pictureWidth, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pictureHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pictureWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        double scale = Math.Min((double)height / pictureHeight, (double)width / pictureWidth);
        return new Letterbox(height, width, Filled(pictureHeight, scale), Filled(pictureWidth, scale), scale);
    }

    /// <summary>
    /// The picture in the input. It is scaled linearly between the two nearest pixels, also when it becomes smaller (no antialias), and rounded to whole
    /// levels, as OpenCV does it for YOLOX; the two differ by at most one level.
    /// </summary>
    /// <param name="picture">The picture of the size that was fitted, any depth; gray is repeated, alpha dropped (<see cref="RasterConversion.ToRgb8"/>).</param>
    /// <param name="padding">The 8-bit level that fills the rest.</param>
    /// <returns>8-bit RGB, <see cref="Width"/>×<see cref="Height"/>.</returns>
    /// <exception cref="ArgumentException">The picture is of another size.</exception>
    public RasterImage Apply(RasterImage picture, byte padding)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Letterbox fitted = Fit(picture.Height, picture.Width, Height, Width);
        if (fitted != this)
        {
            throw new ArgumentException($"The picture is {picture.Width}×{picture.Height} pixels, another size than was fitted.", nameof(picture));
        }

        RasterImage source = RasterConversion.ToRgb8(picture);
        RasterImage result = new(Height, Width, 3);
        result.Bytes.Fill(padding);
        (int[] left, int[] right, float[] shareX) = Taps(picture.Width, FilledWidth);
        (int[] upper, int[] lower, float[] shareY) = Taps(picture.Height, FilledHeight);
        for (int y = 0; y < FilledHeight; y++)
        {
            ReadOnlySpan<byte> above = source.Bytes.Slice(upper[y] * picture.Width * 3, picture.Width * 3);
            ReadOnlySpan<byte> below = source.Bytes.Slice(lower[y] * picture.Width * 3, picture.Width * 3);
            Span<byte> target = result.Bytes.Slice(y * Width * 3, FilledWidth * 3);
            for (int x = 0, at = 0; x < FilledWidth; x++)
            {
                (int from, int to, float share) = (left[x] * 3, right[x] * 3, shareX[x]);
                for (int channel = 0; channel < 3; channel++, at++)
                {
                    float first = above[from + channel] + ((above[to + channel] - above[from + channel]) * share);
                    float second = below[from + channel] + ((below[to + channel] - below[from + channel]) * share);
                    target[at] = (byte)(first + ((second - first) * shareY[y]) + 0.5f);
                }
            }
        }

        return result;
    }

    private static int Filled(int side, double scale) => Math.Max(1, (int)((side * scale) + RatioSlack));

    // Pixel centres lie at half-integers; beyond the border the border's value goes on.
    private static (int[] First, int[] Second, float[] Share) Taps(int source, int target)
    {
        int[] first = new int[target];
        int[] second = new int[target];
        float[] share = new float[target];
        double step = (double)source / target;
        for (int i = 0; i < target; i++)
        {
            double at = Math.Max(0, ((i + 0.5) * step) - 0.5);
            first[i] = Math.Min((int)at, source - 1);
            second[i] = Math.Min(first[i] + 1, source - 1);
            share[i] = (float)(at - first[i]);
        }

        return (first, second, share);
    }
}
