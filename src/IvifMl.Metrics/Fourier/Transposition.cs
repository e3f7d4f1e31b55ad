using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;

namespace IvifMl.Metrics;

/// <summary>Turns a matrix of doubles: four by four in registers where the processor can, else one by one.</summary>
internal static class Transposition
{
    private const int Tile = 4;

    /// <summary>target[c · targetStride + r] = source[r · sourceStride + c].</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Of(ReadOnlySpan<double> source, int rows, int columns, int sourceStride, Span<double> target, int targetStride)
    {
        int tiledRows = 0;
        int tiledColumns = 0;
        if (Avx.IsSupported)
        {
            (tiledRows, tiledColumns) = (rows / Tile * Tile, columns / Tile * Tile);
            for (int r = 0; r < tiledRows; r += Tile)
            {
                for (int c = 0; c < tiledColumns; c += Tile)
                {
                    TurnTile(source[((r * sourceStride) + c)..], sourceStride, target[((c * targetStride) + r)..], targetStride);
                }
            }
        }

        for (int r = 0; r < rows; r++)
        {
            for (int c = r < tiledRows ? tiledColumns : 0; c < columns; c++)
            {
                target[(c * targetStride) + r] = source[(r * sourceStride) + c];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnTile(ReadOnlySpan<double> source, int sourceStride, Span<double> target, int targetStride)
    {
        ref double from = ref MemoryMarshal.GetReference(source[..((3 * sourceStride) + Tile)]);
        ref double to = ref MemoryMarshal.GetReference(target[..((3 * targetStride) + Tile)]);
        nuint step = (nuint)sourceStride;
        nuint stride = (nuint)targetStride;
        Vector256<double> a = Vector256.LoadUnsafe(ref from);
        Vector256<double> b = Vector256.LoadUnsafe(ref from, step);
        Vector256<double> c = Vector256.LoadUnsafe(ref from, 2 * step);
        Vector256<double> d = Vector256.LoadUnsafe(ref from, 3 * step);
        Vector256<double> evenAB = Avx.UnpackLow(a, b);
        Vector256<double> oddAB = Avx.UnpackHigh(a, b);
        Vector256<double> evenCD = Avx.UnpackLow(c, d);
        Vector256<double> oddCD = Avx.UnpackHigh(c, d);
        Avx.Permute2x128(evenAB, evenCD, 0x20).StoreUnsafe(ref to);
        Avx.Permute2x128(oddAB, oddCD, 0x20).StoreUnsafe(ref to, stride);
        Avx.Permute2x128(evenAB, evenCD, 0x31).StoreUnsafe(ref to, 2 * stride);
        Avx.Permute2x128(oddAB, oddCD, 0x31).StoreUnsafe(ref to, 3 * stride);
    }
}
