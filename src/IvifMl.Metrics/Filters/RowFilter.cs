using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>The inner loops of a separable filter, vectorised.</summary>
internal static class RowFilter
{
    /// <summary>Places a row buffer needs so that whole vectors can be read from it: a multiple of the vector's length.</summary>
    public static int PaddedLength(int width) => (width + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;

    /// <summary>Levels as doubles, into the first places of <paramref name="row"/>; single precision on the way is exact for 8 bits.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Widen(ReadOnlySpan<byte> levels, Span<double> row)
    {
        row = row[..levels.Length];
        int x = 0;
        for (; x + Vector<byte>.Count <= levels.Length; x += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(levels[x..]), out Vector<ushort> low, out Vector<ushort> high);
            Widen(low, row[x..]);
            Widen(high, row[(x + Vector<ushort>.Count)..]);
        }

        for (; x < levels.Length; x++)
        {
            row[x] = levels[x];
        }
    }

    /// <summary>output[x] = Σₖ kernel[k] · row[x + k] for x below <paramref name="count"/>; the row holds count + kernel − 1 values.</summary>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    [MethodImpl(HotLoop.Options)]
    public static void Horizontal(ReadOnlySpan<double> row, ReadOnlySpan<double> kernel, Span<double> output, int count)
    {
        if (row.Length < count + kernel.Length - 1 || output.Length < count)
        {
            throw new ArgumentException($"A filter of {kernel.Length} over {count} places needs a row of {count + kernel.Length - 1}, not {row.Length}, and {count} places to write to, not {output.Length}.", nameof(row));
        }

        nuint lanes = (nuint)Vector<double>.Count;
        ref double target = ref MemoryMarshal.GetReference(output);
        nuint x = 0;
        for (; x + (4 * lanes) <= (nuint)count; x += 4 * lanes)
        {
            ref double window = ref Unsafe.Add(ref MemoryMarshal.GetReference(row), x);
            Vector<double> first = Vector<double>.Zero;
            Vector<double> second = Vector<double>.Zero;
            Vector<double> third = Vector<double>.Zero;
            Vector<double> fourth = Vector<double>.Zero;
            foreach (double tap in kernel)
            {
                Vector<double> weight = new(tap);
                first = Vector.FusedMultiplyAdd(weight, Vector.LoadUnsafe(ref window), first);
                second = Vector.FusedMultiplyAdd(weight, Vector.LoadUnsafe(ref window, lanes), second);
                third = Vector.FusedMultiplyAdd(weight, Vector.LoadUnsafe(ref window, 2 * lanes), third);
                fourth = Vector.FusedMultiplyAdd(weight, Vector.LoadUnsafe(ref window, 3 * lanes), fourth);
                window = ref Unsafe.Add(ref window, 1);
            }

            first.StoreUnsafe(ref target, x);
            second.StoreUnsafe(ref target, x + lanes);
            third.StoreUnsafe(ref target, x + (2 * lanes));
            fourth.StoreUnsafe(ref target, x + (3 * lanes));
        }

        for (int rest = (int)x; rest < count; rest++)
        {
            double sum = 0;
            for (int k = 0; k < kernel.Length; k++)
            {
                sum += kernel[k] * row[rest + k];
            }

            output[rest] = sum;
        }
    }

    /// <summary>
    /// output[x] = Σₖ kernel[k] · rows[(start + k) mod kernel.Length][x]: the rows are a ring. Buffers are of
    /// <see cref="PaddedLength"/>, and whole vectors are written.
    /// </summary>
    /// <exception cref="ArgumentException">A row is shorter than the output, or that is no whole number of vectors.</exception>
    [MethodImpl(HotLoop.Options)]
    public static void Vertical(double[][] rows, int start, ReadOnlySpan<double> kernel, Span<double> output)
    {
        foreach (double[] row in rows)
        {
            if (row.Length < output.Length || output.Length % Vector<double>.Count != 0)
            {
                throw new ArgumentException($"A ring's row of {row.Length} does not fill an output of {output.Length} in whole vectors.", nameof(rows));
            }
        }

        nuint lanes = (nuint)Vector<double>.Count;
        nuint length = (nuint)output.Length;
        ref double target = ref MemoryMarshal.GetReference(output);
        nuint x = 0;
        for (; x + (4 * lanes) <= length; x += 4 * lanes)
        {
            Vector<double> first = Vector<double>.Zero;
            Vector<double> second = Vector<double>.Zero;
            Vector<double> third = Vector<double>.Zero;
            Vector<double> fourth = Vector<double>.Zero;
            int ring = start;
            foreach (double tap in kernel)
            {
                Vector<double> weight = new(tap);
                ref double row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows[ring]), x);
                first = Vector.FusedMultiplyAdd(weight, Vector.LoadUnsafe(ref row), first);
                second = Vector.FusedMultiplyAdd(weight, Vector.LoadUnsafe(ref row, lanes), second);
                third = Vector.FusedMultiplyAdd(weight, Vector.LoadUnsafe(ref row, 2 * lanes), third);
                fourth = Vector.FusedMultiplyAdd(weight, Vector.LoadUnsafe(ref row, 3 * lanes), fourth);
                ring = ring + 1 == rows.Length ? 0 : ring + 1;
            }

            first.StoreUnsafe(ref target, x);
            second.StoreUnsafe(ref target, x + lanes);
            third.StoreUnsafe(ref target, x + (2 * lanes));
            fourth.StoreUnsafe(ref target, x + (3 * lanes));
        }

        for (; x < length; x += lanes)
        {
            Vector<double> sum = Vector<double>.Zero;
            int ring = start;
            foreach (double tap in kernel)
            {
                sum = Vector.FusedMultiplyAdd(new(tap), Vector.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(rows[ring]), x), sum);
                ring = ring + 1 == rows.Length ? 0 : ring + 1;
            }

            sum.StoreUnsafe(ref target, x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(Vector<ushort> levels, Span<double> row)
    {
        Vector.Widen(levels, out Vector<uint> low, out Vector<uint> high);
        Vector.Widen(Vector.ConvertToSingle(Vector.AsVectorInt32(low)), out Vector<double> first, out Vector<double> second);
        Vector.Widen(Vector.ConvertToSingle(Vector.AsVectorInt32(high)), out Vector<double> third, out Vector<double> fourth);
        first.CopyTo(row);
        second.CopyTo(row[Vector<double>.Count..]);
        third.CopyTo(row[(2 * Vector<double>.Count)..]);
        fourth.CopyTo(row[(3 * Vector<double>.Count)..]);
    }
}
