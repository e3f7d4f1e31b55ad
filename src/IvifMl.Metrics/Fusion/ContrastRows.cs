using System.Numerics;
using System.Runtime.CompilerServices;

namespace IvifMl.Metrics;

/// <summary>
/// The masked contrast C' of one image (see <see cref="ChenBlumQuality"/>), row by row from the top; from the plane that the image keeps, if it does
/// (see <see cref="KeptResults"/>). Rows are padded to whole vectors; what stands in the padding means nothing.
/// </summary>
internal sealed class ContrastRows
{
    private const int Window = 31;

    private readonly DoublePlane? _kept;
    private readonly WindowedMoments? _narrow;
    private readonly WindowedMoments? _wide;
    private readonly double _offset;
    private int _row = -1;

    private ContrastRows(DoublePlane kept)
    {
        _kept = kept;
        Contrast = new double[kept.Width];
    }

    private ContrastRows(DoublePlane filtered, double offset)
    {
        _narrow = new([filtered], [], GaussianKernel.Density(Window, 2), Border.Zero);
        _wide = new([filtered], [], GaussianKernel.Density(Window, 4), Border.Zero);
        _offset = offset;
        Contrast = new double[RowFilter.PaddedLength(filtered.Width)];
    }

    /// <summary>C' of the current row.</summary>
    public double[] Contrast { get; }

    /// <summary>A scan of an image from the top.</summary>
    /// <param name="image">The image; it must have more than one level.</param>
    /// <param name="variant">How levels are stretched.</param>
    /// <param name="sensitivity">The contrast sensitivity at the variant's frequencies, which has only to be computed where it is needed.</param>
    public static ContrastRows Of(GrayImage image, ChenBlumVariant variant, Lazy<double[]> sensitivity)
        => image.Kept?.FromSecondTime(variant, () => Plane(Scan(image, variant, sensitivity.Value), image.Height)) is { } kept
            ? new(kept)
            : Scan(image, variant, sensitivity.Value);

    /// <summary>Goes on to the next row; false after the last.</summary>
    public bool MoveNext()
    {
        if (_kept is not null)
        {
            bool more = ++_row < _kept.Height;
            if (more)
            {
                _kept.Row(_row).CopyTo(Contrast);
            }

            return more;
        }

        if (!_narrow!.MoveNext() || !_wide!.MoveNext())
        {
            return false;
        }

        Mask(_narrow[0], _wide[0]);
        return true;
    }

    private static ContrastRows Scan(GrayImage image, ChenBlumVariant variant, double[] sensitivity)
    {
        DoublePlane plane = Stretched(image, variant);
        RealFilter.Apply(plane, sensitivity);
        return new(plane, variant == ChenBlumVariant.Levels ? 0 : 1e-10);
    }

    private static DoublePlane Plane(ContrastRows rows, int height)
    {
        DoublePlane plane = new(height, rows.Contrast.Length);
        for (int y = 0; rows.MoveNext(); y++)
        {
            rows.Contrast.CopyTo(plane.Row(y));
        }

        return plane;
    }

    [MethodImpl(HotLoop.Options)]
    private static DoublePlane Stretched(GrayImage image, ChenBlumVariant variant)
    {
        (int low, int high) = LevelStretch.Range(image);
        double[] table = new double[256];
        for (int level = low; level <= high; level++)
        {
            double unit = (double)(level - low) / (high - low);
            table[level] = variant == ChenBlumVariant.Levels ? Math.Round(unit * 255, MidpointRounding.AwayFromZero) : unit;
        }

        DoublePlane plane = new(image.Height, image.Width);
        ReadOnlySpan<byte> levels = image.Levels;
        double[] values = plane.Values;
        for (int i = 0; i < levels.Length; i++)
        {
            values[i] = table[levels[i]];
        }

        return plane;
    }

    [MethodImpl(HotLoop.Options)]
    private void Mask(ReadOnlySpan<double> narrow, ReadOnlySpan<double> wide)
    {
        Vector<double> offset = new(_offset);
        for (int x = 0; x < Contrast.Length; x += Vector<double>.Count)
        {
            Vector<double> contrast = Vector.Abs((new Vector<double>(narrow[x..]) / (new Vector<double>(wide[x..]) + offset)) - Vector<double>.One);
            Vector<double> square = contrast * contrast;
            (square * contrast / (square + new Vector<double>(1e-4))).CopyTo(Contrast, x);
        }
    }
}
