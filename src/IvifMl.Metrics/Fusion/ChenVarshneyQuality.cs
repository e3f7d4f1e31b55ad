using System.Numerics;

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
        SobelRows infraredEdges = new(infrared, Border.Zero, withAngle: false);
        SobelRows visibleEdges = new(visible, Border.Zero, withAngle: false);
        int columns = (images.Width + Block - 1) / Block;
        BlockSums infraredSums = new(columns);
        BlockSums visibleSums = new(columns);
        double error = 0;
        double saliency = 0;
        for (int y = 0; y < images.Height && infraredEdges.MoveNext() && visibleEdges.MoveNext(); y++)
        {
            infraredSums.Add(infraredEdges.Strength, infraredError.Row(y));
            visibleSums.Add(visibleEdges.Strength, visibleError.Row(y));
            if (y % Block == Block - 1 || y == images.Height - 1)
            {
                infraredSums.Close(ref error, ref saliency);
                visibleSums.Close(ref error, ref saliency);
            }
        }

        return saliency > 0 ? error / saliency : null;
    }

    private static DoublePlane Difference(GrayImage source, GrayImage fused)
    {
        DoublePlane difference = new(source.Height, source.Width);
        for (int i = 0; i < difference.Values.Length; i++)
        {
            difference.Values[i] = source.Levels[i] - fused.Levels[i];
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

    private sealed class BlockSums(int columns)
    {
        private readonly double[] _saliency = new double[columns];
        private readonly double[] _squares = new double[columns];

        public void Add(ReadOnlySpan<double> strength, ReadOnlySpan<double> error)
        {
            for (int x = 0; x < error.Length; x++)
            {
                double square = strength[x] * strength[x];
                _saliency[x / Block] += square * square * strength[x];
                _squares[x / Block] += error[x] * error[x];
            }
        }

        public void Close(ref double error, ref double saliency)
        {
            for (int i = 0; i < _saliency.Length; i++)
            {
                error += _saliency[i] * _squares[i] / (Block * Block);
                saliency += _saliency[i];
            }

            Array.Clear(_saliency);
            Array.Clear(_squares);
        }
    }
}
