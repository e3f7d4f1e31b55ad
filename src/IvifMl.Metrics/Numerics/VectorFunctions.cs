using System.Numerics;
using System.Runtime.CompilerServices;

namespace IvifMl.Metrics;

/// <summary>Elementary functions of whole vectors, as exact as the metrics need them and several times faster than those for every argument.</summary>
internal static class VectorFunctions
{
    // 2/ln 2 divided by 1, 3, 5, …: the series of log₂ m in (m − 1)/(m + 1), which lies within ±0.1716 for m within √½ … √2.
    private const double TwoByLog = 2.8853900817779268;

    private const long RootOfHalf = 0x3FE6A09E667F3BCD;
    private const long ExponentMask = unchecked((long)0xFFF0000000000000);
    private const double SmallestArgument = 1e-300;

    /// <summary>log₂ x of positive normal numbers; absolute error below 10⁻¹³ beside the rounding of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Log2(Vector<double> x)
    {
        Vector<long> bits = Vector.AsVectorInt64(x);
        Vector<long> shifted = bits - new Vector<long>(RootOfHalf);
        Vector<double> mantissa = Vector.AsVectorDouble(bits - (shifted & new Vector<long>(ExponentMask)));
        Vector<double> exponent = Vector.ConvertToDouble(Vector.ShiftRightArithmetic(shifted, 52));
        Vector<double> s = (mantissa - Vector<double>.One) / (mantissa + Vector<double>.One);
        Vector<double> square = s * s;
        Vector<double> sum = new(TwoByLog / 15);
        sum = Vector.FusedMultiplyAdd(sum, square, new(TwoByLog / 13));
        sum = Vector.FusedMultiplyAdd(sum, square, new(TwoByLog / 11));
        sum = Vector.FusedMultiplyAdd(sum, square, new(TwoByLog / 9));
        sum = Vector.FusedMultiplyAdd(sum, square, new(TwoByLog / 7));
        sum = Vector.FusedMultiplyAdd(sum, square, new(TwoByLog / 5));
        sum = Vector.FusedMultiplyAdd(sum, square, new(TwoByLog / 3));
        sum = Vector.FusedMultiplyAdd(sum, square, new(TwoByLog));
        return Vector.FusedMultiplyAdd(sum, s, exponent);
    }

    /// <summary>log₂ |x|; −997 for 0, so that a product with 0 is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> LogOfMagnitude(Vector<double> x) => Log2(Vector.MaxNative(Vector.Abs(x), new Vector<double>(SmallestArgument)));

    /// <summary>eˣ for |x| ≤ 700, and the value at ±700 beyond; relative error below 10⁻¹⁵.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Exp(Vector<double> x)
    {
        // Adding 1.5 · 2⁵² rounds to a whole number, which then stands in the lowest bits.
        Vector<double> shift = new(6755399441055744.0);
        x = Vector.MinNative(Vector.MaxNative(x, new Vector<double>(-700)), new Vector<double>(700));
        Vector<double> shifted = Vector.FusedMultiplyAdd(x, new(1.4426950408889634), shift);
        Vector<double> power = shifted - shift;
        Vector<double> rest = Vector.FusedMultiplyAdd(power, new(-6.93145751953125e-1), x);
        rest = Vector.FusedMultiplyAdd(power, new(-1.42860682030941723212e-6), rest);
        Vector<double> sum = new(1 / 39916800.0);
        sum = Vector.FusedMultiplyAdd(sum, rest, new(1 / 3628800.0));
        sum = Vector.FusedMultiplyAdd(sum, rest, new(1 / 362880.0));
        sum = Vector.FusedMultiplyAdd(sum, rest, new(1 / 40320.0));
        sum = Vector.FusedMultiplyAdd(sum, rest, new(1 / 5040.0));
        sum = Vector.FusedMultiplyAdd(sum, rest, new(1 / 720.0));
        sum = Vector.FusedMultiplyAdd(sum, rest, new(1 / 120.0));
        sum = Vector.FusedMultiplyAdd(sum, rest, new(1 / 24.0));
        sum = Vector.FusedMultiplyAdd(sum, rest, new(1 / 6.0));
        sum = Vector.FusedMultiplyAdd(sum, rest, new(0.5));
        sum = Vector.FusedMultiplyAdd(sum, rest, Vector<double>.One);
        sum = Vector.FusedMultiplyAdd(sum, rest, Vector<double>.One);
        return Vector.AsVectorDouble(Vector.AsVectorInt64(sum) + Vector.ShiftLeft(Vector.AsVectorInt64(shifted), 52));
    }

    /// <summary>atan(rise/run) in −π/2 … π/2, after Cephes; absolute error below 10⁻¹⁵. π/2 where the run is 0, whatever the rise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> AtanOfRatio(Vector<double> rise, Vector<double> run)
    {
        Vector<double> up = Vector.Abs(rise);
        Vector<double> along = Vector.Abs(run);

        // Ratios above tan(3π/8), above 0.66 and the others: −1/r, (r − 1)/(r + 1), r.
        Vector<long> steep = Vector.GreaterThan(up, along * 2.41421356237309504880);
        Vector<long> middle = Vector.AndNot(Vector.GreaterThan(up, along * 0.66), steep);
        Vector<double> numerator = Vector.ConditionalSelect(steep, -along, Vector.ConditionalSelect(middle, up - along, up));
        Vector<double> denominator = Vector.ConditionalSelect(steep, up, Vector.ConditionalSelect(middle, up + along, along));
        Vector<double> start = Vector.ConditionalSelect(steep, new(Math.PI / 2), Vector.ConditionalSelect(middle, new(Math.PI / 4), Vector<double>.Zero));
        Vector<double> t = numerator / denominator;
        Vector<double> z = t * t;
        Vector<double> p = new(-8.750608600031904122785e-1);
        p = Vector.FusedMultiplyAdd(p, z, new(-1.615753718733365076637e1));
        p = Vector.FusedMultiplyAdd(p, z, new(-7.500855792314704667340e1));
        p = Vector.FusedMultiplyAdd(p, z, new(-1.228866684490136173410e2));
        p = Vector.FusedMultiplyAdd(p, z, new(-6.485021904942025371773e1));
        Vector<double> q = z + new Vector<double>(2.485846490142306297962e1);
        q = Vector.FusedMultiplyAdd(q, z, new(1.650270098316988542046e2));
        q = Vector.FusedMultiplyAdd(q, z, new(4.328810604912902668951e2));
        q = Vector.FusedMultiplyAdd(q, z, new(4.853903996359136964868e2));
        q = Vector.FusedMultiplyAdd(q, z, new(1.945506571482613964425e2));
        Vector<double> angle = start + Vector.FusedMultiplyAdd(t, z * p / q, t);
        Vector<double> sign = Vector.AsVectorDouble((Vector.AsVectorInt64(rise) ^ Vector.AsVectorInt64(run)) & new Vector<long>(long.MinValue));
        angle = Vector.AsVectorDouble(Vector.AsVectorInt64(angle) ^ Vector.AsVectorInt64(sign));
        return Vector.ConditionalSelect(Vector.Equals(run, Vector<double>.Zero), new(Math.PI / 2), angle);
    }
}
