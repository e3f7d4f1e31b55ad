using System.Numerics;
using System.Runtime.CompilerServices;

namespace IvifMl.Metrics;

/// <summary>
/// The two sums of logarithms of VIFP. Logarithms are dear and their sums are not needed one by one, so the arguments are
/// multiplied up, lane by lane, and the logarithm is taken of the product of a few of them.
/// </summary>
internal sealed class VifSums(double noiseVariance)
{
    private const double Tiny = 1e-10;

    // An argument can reach 1e13 where a nearly flat source meets a clipped product; 16 of them stay below the largest double.
    private const int FactorsPerLogarithm = 16;

    private double _kept;
    private double _whole;

    /// <summary>Σ kept / Σ whole, or null where the source has no information.</summary>
    public double? Ratio() => _whole > 0 ? _kept / _whole : null;

    /// <summary>Adds one row of local moments: means of source and fused, of their squares and of their product. Padding must be 0.</summary>
    [MethodImpl(HotLoop.Options)]
    public void Add(ReadOnlySpan<double> source, ReadOnlySpan<double> fused, ReadOnlySpan<double> sourceSquare, ReadOnlySpan<double> fusedSquare, ReadOnlySpan<double> product)
    {
        Vector<double> zero = Vector<double>.Zero;
        Vector<double> one = Vector<double>.One;
        Vector<double> tiny = new(Tiny);
        Vector<double> noise = new(noiseVariance);
        Vector<double> keptProduct = one;
        Vector<double> wholeProduct = one;
        int factors = 0;
        for (int x = 0; x < source.Length; x += Vector<double>.Count)
        {
            Vector<double> meanSource = new(source[x..]);
            Vector<double> meanFused = new(fused[x..]);
            Vector<double> variance = Vector.MaxNative(zero, new Vector<double>(sourceSquare[x..]) - (meanSource * meanSource));
            Vector<double> fusedVariance = Vector.MaxNative(zero, new Vector<double>(fusedSquare[x..]) - (meanFused * meanFused));
            Vector<double> covariance = new Vector<double>(product[x..]) - (meanSource * meanFused);
            Vector<double> gain = covariance / (variance + tiny);
            Vector<double> rest = fusedVariance - (gain * covariance);

            // A flat source explains nothing: all of the fused variance is noise. A flat fused image keeps nothing.
            Vector<long> flatSource = Vector.LessThan(variance, tiny);
            Vector<long> flatFused = Vector.LessThan(fusedVariance, tiny);
            gain = Vector.ConditionalSelect(Vector.BitwiseOr(flatSource, flatFused), zero, gain);
            rest = Vector.ConditionalSelect(flatSource, fusedVariance, rest);
            variance = Vector.ConditionalSelect(flatSource, zero, variance);
            rest = Vector.ConditionalSelect(flatFused, zero, rest);

            Vector<long> inverted = Vector.LessThan(gain, zero);
            rest = Vector.ConditionalSelect(inverted, fusedVariance, rest);
            gain = Vector.MaxNative(zero, gain);
            rest = Vector.MaxNative(tiny, rest);

            keptProduct *= one + (gain * gain * variance / (rest + noise));
            wholeProduct *= one + (variance / noise);
            if (++factors == FactorsPerLogarithm)
            {
                Flush(ref keptProduct, ref wholeProduct);
                factors = 0;
            }
        }

        Flush(ref keptProduct, ref wholeProduct);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Flush(ref Vector<double> keptProduct, ref Vector<double> wholeProduct)
    {
        _kept += Vector.Sum(Vector.Log(keptProduct));
        _whole += Vector.Sum(Vector.Log(wholeProduct));
        keptProduct = Vector<double>.One;
        wholeProduct = Vector<double>.One;
    }
}
