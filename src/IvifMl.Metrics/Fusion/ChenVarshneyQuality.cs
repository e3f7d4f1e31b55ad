using System.Numerics;
using System.Runtime.CompilerServices;

namespace IvifMl.Metrics;

/// <summary>
/// Qcv: the error that a viewer would see, weighted by what catches the eye. All images are stretched to 0–255; the differences A − F
/// and B − F are filtered by the contrast sensitivity of Mannos and Sakrison, S(r) = 2.6 (0.0192 + 0.144 r) e^(−(0.144 r)^1.1), r in quarter periods per image;
/// each 16 × 16 block (the last ones filled up with zeros) has the mean square D of the filtered difference and the saliency λ = Σ g⁵ of the source's Sobel
/// strengths; Qcv = Σ(λ_A D_A + λ_B D_B)/Σ(λ_A + λ_B). In squared levels, 0 upwards; lower is better. Undefined (null) where neither source has an edge.
/// Source: Chen and Varshney 2007, in the form of VIFB.
/// </summary>
/// <example>F = A = B: both differences are 0, Qcv = 0.</example>
public static class ChenVarshneyQuality
{
    private const int Block = 16;

    /// <summary>Qcv of an image set, or null where no source has an edge.</summary>
    public static double? Of(FusionImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        GrayImage infrared = LevelStretch.Of(images.Infrared);
        GrayImage visible = LevelStretch.Of(images.Visible);
        GrayImage fused = LevelStretch.Of(images.Fused);
        DoublePlane infraredError = Difference(infrared, fused);
        DoublePlane visibleError = Difference(visible, fused);
        CircularFilter.Apply(infraredError, visibleError, Sensitivity(images.Height, images.Width));
        double[] infraredSaliency = KeptSaliency(images.Infrared, infrared);
        double[] visibleSaliency = KeptSaliency(images.Visible, visible);
        int columns = Blocks(images.Width);
        double[] infraredSquares = new double[columns];
        double[] visibleSquares = new double[columns];
        double error = 0;
        double saliency = 0;
        for (int row = 0; row < Blocks(images.Height); row++)
        {
            Array.Clear(infraredSquares);
            Array.Clear(visibleSquares);
            for (int y = row * Block; y < Math.Min((row + 1) * Block, images.Height); y++)
            {
                AddSquares(infraredError.Row(y), infraredSquares);
                AddSquares(visibleError.Row(y), visibleSquares);
            }

            Weigh(infraredSaliency.AsSpan(row * columns, columns), infraredSquares, ref error, ref saliency);
            Weigh(visibleSaliency.AsSpan(row * columns, columns), visibleSquares, ref error, ref saliency);
        }

        return saliency > 0 ? error / saliency : null;
    }

    [MethodImpl(HotLoop.Options)]
    private static DoublePlane Difference(GrayImage source, GrayImage fused)
    {
        DoublePlane difference = new(source.Height, source.Width);
        ReadOnlySpan<byte> levels = source.Levels;
        ReadOnlySpan<byte> fusedLevels = fused.Levels[..levels.Length];
        double[] values = difference.Values;
        for (int i = 0; i < levels.Length; i++)
        {
            values[i] = levels[i] - fusedLevels[i];
        }

        return difference;
    }

    private static double[] Sensitivity(int height, int width)
    {
        int rows = (height / 2) + 1;
        int columns = (width / 2) + 1;
        double[] response = new double[rows * columns];
        double[] row = new double[RowFilter.PaddedLength(columns)];
        Vector<double> places = Vector.CreateSequence(0.0, 1.0);
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < row.Length; x += Vector<double>.Count)
            {
                Vector<double> along = places + new Vector<double>(x);
                Vector<double> scaled = Vector.SquareRoot((along * along) + new Vector<double>((double)y * y)) * (0.144 / 4);
                Vector<double> power = VectorFunctions.Exp(VectorFunctions.LogOfMagnitude(scaled) * (1.1 * Math.Log(2)));
                (2.6 * (scaled + new Vector<double>(0.0192)) * VectorFunctions.Exp(-power)).CopyTo(row, x);
            }

            row.AsSpan(0, columns).CopyTo(response.AsSpan(y * columns));
        }

        return response;
    }

    private static int Blocks(int length) => (length + Block - 1) / Block;

    private static double[] KeptSaliency(GrayImage source, GrayImage stretched)
        => source.Kept?.FromSecondTime(typeof(ChenVarshneyQuality), () => Saliency(stretched)) ?? Saliency(stretched);

    /// <summary>Σ g⁵ of each block, row by row.</summary>
    [MethodImpl(HotLoop.Options)]
    private static double[] Saliency(GrayImage stretched)
    {
        int columns = Blocks(stretched.Width);
        double[] sums = new double[columns * Blocks(stretched.Height)];
        SobelRows edges = new(stretched, Border.Zero, withAngle: false);
        for (int y = 0; edges.MoveNext(); y++)
        {
            Span<double> row = sums.AsSpan(y / Block * columns, columns);
            ReadOnlySpan<double> strength = edges.Strength.AsSpan(0, stretched.Width);
            for (int column = 0; column < row.Length; column++)
            {
                double sum = row[column];
                foreach (double value in strength.Slice(column * Block, Math.Min(Block, strength.Length - (column * Block))))
                {
                    double square = value * value;
                    sum += square * square * value;
                }

                row[column] = sum;
            }
        }

        return sums;
    }

    [MethodImpl(HotLoop.Options)]
    private static void AddSquares(ReadOnlySpan<double> error, Span<double> sums)
    {
        for (int column = 0; column < sums.Length; column++)
        {
            double sum = sums[column];
            foreach (double value in error.Slice(column * Block, Math.Min(Block, error.Length - (column * Block))))
            {
                sum += value * value;
            }

            sums[column] = sum;
        }
    }

    private static void Weigh(ReadOnlySpan<double> saliency, ReadOnlySpan<double> squares, ref double error, ref double saliencySum)
    {
        for (int i = 0; i < saliency.Length; i++)
        {
            error += saliency[i] * squares[i] / (Block * Block);
            saliencySum += saliency[i];
        }
    }
}
