using System.Numerics;

namespace IvifMl.Metrics;

/// <summary>The two inner loops of a separable filter, vectorised.</summary>
internal static class RowFilter
{
    /// <summary>Places a row buffer needs so that whole vectors can be read from it: a multiple of the vector's length.</summary>
    public static int PaddedLength(int width) => (width + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;

    /// <summary>output[x] = Σₖ kernel[k] · row[x + k] for x below <paramref name="count"/>; the row holds count + kernel − 1 values.</summary>
    public static void Horizontal(ReadOnlySpan<double> row, ReadOnlySpan<double> kernel, Span<double> output, int count)
    {
        int lanes = Vector<double>.Count;
        int x = 0;
        for (; x + (4 * lanes) <= count; x += 4 * lanes)
        {
            Vector<double> first = Vector<double>.Zero;
            Vector<double> second = Vector<double>.Zero;
            Vector<double> third = Vector<double>.Zero;
            Vector<double> fourth = Vector<double>.Zero;
            ReadOnlySpan<double> window = row[x..];
            for (int k = 0; k < kernel.Length; k++)
            {
                Vector<double> weight = new(kernel[k]);
                first = Vector.FusedMultiplyAdd(weight, new(window[k..]), first);
                second = Vector.FusedMultiplyAdd(weight, new(window[(k + lanes)..]), second);
                third = Vector.FusedMultiplyAdd(weight, new(window[(k + (2 * lanes))..]), third);
                fourth = Vector.FusedMultiplyAdd(weight, new(window[(k + (3 * lanes))..]), fourth);
            }

            first.CopyTo(output[x..]);
            second.CopyTo(output[(x + lanes)..]);
            third.CopyTo(output[(x + (2 * lanes))..]);
            fourth.CopyTo(output[(x + (3 * lanes))..]);
        }

        for (; x < count; x++)
        {
            double sum = 0;
            for (int k = 0; k < kernel.Length; k++)
            {
                sum += kernel[k] * row[x + k];
            }

            output[x] = sum;
        }
    }

    /// <summary>
    /// output[x] = Σₖ kernel[k] · rows[(start + k) mod kernel.Length][x]: the rows are a ring. Buffers are of
    /// <see cref="PaddedLength"/>, and whole vectors are written.
    /// </summary>
    public static void Vertical(double[][] rows, int start, ReadOnlySpan<double> kernel, Span<double> output)
    {
        int lanes = Vector<double>.Count;
        int x = 0;
        for (; x + (4 * lanes) <= output.Length; x += 4 * lanes)
        {
            Vector<double> first = Vector<double>.Zero;
            Vector<double> second = Vector<double>.Zero;
            Vector<double> third = Vector<double>.Zero;
            Vector<double> fourth = Vector<double>.Zero;
            int ring = start;
            for (int k = 0; k < kernel.Length; k++)
            {
                Vector<double> weight = new(kernel[k]);
                ReadOnlySpan<double> row = rows[ring].AsSpan(x, 4 * lanes);
                first = Vector.FusedMultiplyAdd(weight, new(row), first);
                second = Vector.FusedMultiplyAdd(weight, new(row[lanes..]), second);
                third = Vector.FusedMultiplyAdd(weight, new(row[(2 * lanes)..]), third);
                fourth = Vector.FusedMultiplyAdd(weight, new(row[(3 * lanes)..]), fourth);
                ring = ring + 1 == kernel.Length ? 0 : ring + 1;
            }

            first.CopyTo(output[x..]);
            second.CopyTo(output[(x + lanes)..]);
            third.CopyTo(output[(x + (2 * lanes))..]);
            fourth.CopyTo(output[(x + (3 * lanes))..]);
        }

        for (; x < output.Length; x += lanes)
        {
            Vector<double> sum = Vector<double>.Zero;
            int ring = start;
            for (int k = 0; k < kernel.Length; k++)
            {
                sum = Vector.FusedMultiplyAdd(new(kernel[k]), new(rows[ring].AsSpan(x)), sum);
                ring = ring + 1 == kernel.Length ? 0 : ring + 1;
            }

            sum.CopyTo(output[x..]);
        }
    }
}
