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
    /// The picture in the input. It is scaled linearly between the two nearest pixels, also when it becomes smaller (no antialias), in whole numbers with
    /// shares of 1/2048, as OpenCV does it for YOLOX: the same levels, on every machine.
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
        Taps columns = new(picture.Width, FilledWidth);
        Taps rows = new(picture.Height, FilledHeight);
        int[] upper = new int[FilledWidth * 3];
        int[] lower = new int[FilledWidth * 3];
        (int upperRow, int lowerRow) = (-1, -1);
        for (int y = 0; y < FilledHeight; y++)
        {
            // Going down, the lower row of one line is often the upper one of the next.
            if (rows.First[y] == lowerRow && lowerRow != upperRow)
            {
                (upper, lower, upperRow, lowerRow) = (lower, upper, lowerRow, upperRow);
            }

            Stretch(source, rows.First[y], columns, upper, ref upperRow);
            Stretch(source, rows.Second[y], columns, lower, ref lowerRow);
            Span<byte> target = result.Bytes.Slice(y * Width * 3, FilledWidth * 3);
            int share = rows.Share[y];
            for (int i = 0; i < target.Length; i++)
            {
                int above = ((Taps.Whole - share) * (upper[i] >> 4)) >> 16;
                int below = (share * (lower[i] >> 4)) >> 16;
                target[i] = (byte)((above + below + 2) >> 2);
            }
        }

        return result;
    }

    private static int Filled(int side, double scale) => Math.Max(1, (int)((side * scale) + RatioSlack));

    private static void Stretch(RasterImage source, int row, Taps columns, int[] target, ref int held)
    {
        if (held == row)
        {
            return;
        }

        held = row;
        ReadOnlySpan<byte> levels = source.Bytes.Slice(row * source.Width * 3, source.Width * 3);
        for (int x = 0, at = 0; at < target.Length; x++)
        {
            (int from, int to, int share) = (columns.First[x] * 3, columns.Second[x] * 3, columns.Share[x]);
            for (int channel = 0; channel < 3; channel++, at++)
            {
                target[at] = (levels[from + channel] * (Taps.Whole - share)) + (levels[to + channel] * share);
            }
        }
    }

    /// <summary>For each target index the two source indices that it reads, and the share of the second in 2048ths.</summary>
    private sealed class Taps
    {
        public const int Whole = 2048;

        public Taps(int source, int target)
        {
            (First, Second, Share) = (new int[target], new int[target], new int[target]);
            double step = (double)source / target;
            for (int i = 0; i < target; i++)
            {
                // Pixel centres lie at half-integers; beyond the border the border's value goes on.
                float at = Math.Clamp((float)(((i + 0.5) * step) - 0.5), 0, source - 1);
                First[i] = (int)at;
                Second[i] = Math.Min(First[i] + 1, source - 1);
                Share[i] = (int)MathF.Round((at - First[i]) * Whole);
            }
        }

        public int[] First { get; }

        public int[] Second { get; }

        public int[] Share { get; }
    }
}
