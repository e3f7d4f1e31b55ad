using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>
/// The modelled joint distribution φ M + (1 − φ) p q of two windows, one pair of windows per lane; see <see cref="FeatureMutualInformation"/>.
/// The Fréchet bound M has mass in at most 17 of the 81 cells, on the way that both cumulated distributions climb together. Elsewhere a cell is a
/// product, and the entropy of all products has a closed form: w (log₂|w| − H_p − H_q) with w = 1 − φ. So logarithms are needed on that way only.
/// The lower bound is the upper one of a source whose places are turned round. A "probability" is negative where φ exceeds 1; the reference then takes
/// the real part of its complex logarithm, which is the logarithm of the magnitude.
/// </summary>
internal sealed class JointModel
{
    private const int Places = WindowDistribution.Places;
    private const int Last = Places - 1;

    private readonly WindowDistribution _source = new();

    /// <summary>2 I/(H_source + H_fused), 1 for equal windows, 0 where both entropies are 0.</summary>
    [MethodImpl(HotLoop.Options)]
    public Vector<double> NormalizedInformation(WindowDistribution source, WindowDistribution fused)
    {
        Vector<long> same = Vector<long>.AllBitsSet;
        Vector<double> correlation = Vector<double>.Zero;
        Vector<double> ninth = new(1.0 / Places);
        for (int place = 0; place < Places; place++)
        {
            same = Vector.BitwiseAnd(same, Vector.Equals(source.Raw[place], fused.Raw[place]));
            correlation += (source.Probability[place] - ninth) * (fused.Probability[place] - ninth);
        }

        Vector<long> equal = Vector.BitwiseOr(Vector.BitwiseAnd(source.Flat, fused.Flat), same);
        if (Vector.EqualsAll(equal, Vector<long>.AllBitsSet))
        {
            return Vector<double>.One;
        }

        _source.Turn(source, Vector.LessThan(correlation, Vector<double>.Zero));
        Vector<double> deviations = source.Deviation * fused.Deviation;
        Vector<double> energies = source.Energy * fused.Energy;
        Vector<double> covariance = Covariance(fused);
        Vector<long> none = Vector.BitwiseOr(
            Vector.BitwiseOr(Vector.Equals(energies, Vector<double>.Zero), Vector.Equals(covariance, Vector<double>.Zero)),
            Vector.BitwiseOr(Vector.BitwiseOr(source.Flat, fused.Flat), Vector.Equals(deviations, Vector<double>.Zero)));
        Vector<double> strength = Vector.Abs(correlation) / Vector.SquareRoot(energies) * deviations / covariance;
        strength = Vector.ConditionalSelect(none, Vector<double>.Zero, strength);

        Vector<double> entropies = source.Entropy + fused.Entropy;
        Vector<double> information = entropies - JointEntropy(fused, strength, entropies);
        Vector<double> quality = Vector.ConditionalSelect(Vector.Equals(entropies, Vector<double>.Zero), Vector<double>.Zero, 2 * information / entropies);
        return Vector.ConditionalSelect(equal, Vector<double>.One, quality);
    }

    /// <summary>The covariance of the places under the bound (Hoeffding): Σ min(F, G) − Σ F Σ G.</summary>
    [MethodImpl(HotLoop.Options)]
    private Vector<double> Covariance(WindowDistribution fused)
    {
        ref Vector<double> first = ref MemoryMarshal.GetArrayDataReference(fused.Cumulated);
        ref Vector<double> second = ref MemoryMarshal.GetArrayDataReference(_source.Cumulated);

        // The last row and column hold the other distribution's own values, as F is 1 there.
        Vector<double> even = fused.CumulatedSum - Vector<double>.One;
        Vector<double> odd = _source.CumulatedSum;
        for (int i = 0; i < Last; i++)
        {
            Vector<double> f = Unsafe.Add(ref first, i);
            even += Vector.MinNative(f, second);
            odd += Vector.MinNative(f, Unsafe.Add(ref second, 1));
            even += Vector.MinNative(f, Unsafe.Add(ref second, 2));
            odd += Vector.MinNative(f, Unsafe.Add(ref second, 3));
            even += Vector.MinNative(f, Unsafe.Add(ref second, 4));
            odd += Vector.MinNative(f, Unsafe.Add(ref second, 5));
            even += Vector.MinNative(f, Unsafe.Add(ref second, 6));
            odd += Vector.MinNative(f, Unsafe.Add(ref second, 7));
        }

        return even + odd - (_source.CumulatedSum * fused.CumulatedSum);
    }

    [MethodImpl(HotLoop.Options)]
    private Vector<double> JointEntropy(WindowDistribution fused, Vector<double> strength, Vector<double> entropies)
    {
        Vector<double> independent = Vector<double>.One - strength;
        Mixture mixture = new(strength, independent, VectorFunctions.LogOfMagnitude(independent));

        // Where both step at once, the step is the first one's: strictly below for one, below or equal for the other.
        Vector<double> sum = Way(fused, _source, mixture, tiesCount: false) + Way(_source, fused, mixture, tiesCount: true);
        Vector<double> mass = Vector<double>.One - Vector.Max(fused.Cumulated[Last - 1], _source.Cumulated[Last - 1]);
        sum += mixture.Excess(mass, fused.Probability[Last] * _source.Probability[Last], fused.Logarithm[Last] + _source.Logarithm[Last]);
        return (independent * (entropies - mixture.Logarithm)) - sum;
    }

    /// <summary>The cells of the way that end with a step of <paramref name="walker"/>: each lies at the place where the other distribution is just then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Way(WindowDistribution walker, WindowDistribution other, Mixture mixture, bool tiesCount)
    {
        ref Vector<double> steps = ref MemoryMarshal.GetArrayDataReference(walker.Cumulated);
        ref Vector<double> ownProbability = ref MemoryMarshal.GetArrayDataReference(walker.Probability);
        ref Vector<double> ownLogarithm = ref MemoryMarshal.GetArrayDataReference(walker.Logarithm);
        ref Vector<double> probability = ref MemoryMarshal.GetArrayDataReference(other.Probability);
        ref Vector<double> logarithm = ref MemoryMarshal.GetArrayDataReference(other.Logarithm);
        ref Vector<double> cumulated = ref MemoryMarshal.GetArrayDataReference(other.Cumulated);
        Vector<double> sum = Vector<double>.Zero;
        Vector<double> before = Vector<double>.Zero;
        for (int i = 0; i < Last; i++)
        {
            Vector<double> step = Unsafe.Add(ref steps, i);
            Place place = new(before, probability, logarithm);
            place.Pass(ref cumulated, ref probability, ref logarithm, 0, step, tiesCount);
            place.Pass(ref cumulated, ref probability, ref logarithm, 1, step, tiesCount);
            place.Pass(ref cumulated, ref probability, ref logarithm, 2, step, tiesCount);
            place.Pass(ref cumulated, ref probability, ref logarithm, 3, step, tiesCount);
            place.Pass(ref cumulated, ref probability, ref logarithm, 4, step, tiesCount);
            place.Pass(ref cumulated, ref probability, ref logarithm, 5, step, tiesCount);
            place.Pass(ref cumulated, ref probability, ref logarithm, 6, step, tiesCount);
            place.Pass(ref cumulated, ref probability, ref logarithm, 7, step, tiesCount);
            sum += mixture.Excess(
                step - place.Before, place.Probability * Unsafe.Add(ref ownProbability, i), place.Logarithm + Unsafe.Add(ref ownLogarithm, i));
            before = step;
        }

        return sum;
    }

    /// <summary>Where one distribution is at a step of the other.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Place(Vector<double> before, Vector<double> probability, Vector<double> logarithm)
    {
        /// <summary>The step before this one, of whichever distribution.</summary>
        public Vector<double> Before = before;

        public Vector<double> Probability = probability;

        public Vector<double> Logarithm = logarithm;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Pass(
            ref Vector<double> cumulated, ref Vector<double> probability, ref Vector<double> logarithm, int place, Vector<double> step, bool tiesCount)
        {
            Vector<double> there = Unsafe.Add(ref cumulated, place);
            Vector<long> passed = tiesCount ? Vector.LessThanOrEqual(there, step) : Vector.LessThan(there, step);
            Before = Vector.MaxNative(Before, Vector.BitwiseAnd(there, Vector.AsVectorDouble(passed)));
            Probability = Vector.ConditionalSelect(passed, Unsafe.Add(ref probability, place + 1), Probability);
            Logarithm = Vector.ConditionalSelect(passed, Unsafe.Add(ref logarithm, place + 1), Logarithm);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Mixture(Vector<double> strength, Vector<double> independent, Vector<double> logarithm)
    {
        /// <summary>log₂ |1 − φ|.</summary>
        public Vector<double> Logarithm { get; } = logarithm;

        /// <summary>What x log₂ |x| of a cell of the bound is above that of the product alone.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Excess(Vector<double> mass, Vector<double> product, Vector<double> productLogarithm)
        {
            Vector<double> alone = independent * product;
            Vector<double> cell = Vector.FusedMultiplyAdd(strength, mass, alone);
            return (cell * VectorFunctions.LogOfMagnitude(cell)) - (alone * (Logarithm + productLogarithm));
        }
    }
}
