using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>
/// The nine values of a 3 × 3 window, column by column, and the distribution made of them; one window per lane, so that as many windows
/// are worked on at once as a vector has lanes.
/// </summary>
internal sealed class WindowDistribution
{
    /// <summary>Places of the distribution.</summary>
    public const int Places = 9;

    /// <summary>The window's values.</summary>
    public Vector<double>[] Raw { get; } = new Vector<double>[Places];

    /// <summary>Probability of each place.</summary>
    public Vector<double>[] Probability { get; } = new Vector<double>[Places];

    /// <summary>log₂ of the probability of each place, −997 where it is 0.</summary>
    public Vector<double>[] Logarithm { get; } = new Vector<double>[Places];

    /// <summary>Probability of each place and those before it.</summary>
    public Vector<double>[] Cumulated { get; } = new Vector<double>[Places];

    /// <summary>Lanes in which all values of the window are equal.</summary>
    public Vector<long> Flat { get; private set; }

    /// <summary>Entropy in bits.</summary>
    public Vector<double> Entropy { get; private set; }

    /// <summary>Standard deviation of the place, 1 to 9.</summary>
    public Vector<double> Deviation { get; private set; }

    /// <summary>Σ (p − 1/9)².</summary>
    public Vector<double> Energy { get; private set; }

    /// <summary>Σ F over the places, F the cumulated probability.</summary>
    public Vector<double> CumulatedSum { get; private set; }

    /// <summary>Takes the windows whose left columns are at <paramref name="x"/> and the lanes after it.</summary>
    [MethodImpl(HotLoop.Options)]
    public void Load(FeatureRows rows, int x)
    {
        ref Vector<double> raw = ref MemoryMarshal.GetArrayDataReference(Raw);
        ref Vector<double> probability = ref MemoryMarshal.GetArrayDataReference(Probability);
        Vector<double> low = new(rows[0], x);
        Vector<double> high = low;
        for (int column = 0; column < 3; column++)
        {
            for (int row = 0; row < 3; row++)
            {
                Vector<double> value = new(rows[row], x + column);
                Unsafe.Add(ref raw, (3 * column) + row) = value;
                low = Vector.MinNative(low, value);
                high = Vector.MaxNative(high, value);
            }
        }

        // The stretch to 0–1 cancels out of (v − low)/range / Σ.
        Flat = Vector.Equals(high, low);
        Vector<double> sum = Vector<double>.Zero;
        for (int place = 0; place < Places; place++)
        {
            Vector<double> above = Vector.ConditionalSelect(Flat, Vector<double>.One, Unsafe.Add(ref raw, place) - low);
            Unsafe.Add(ref probability, place) = above;
            sum += above;
        }

        Summarize(sum);
    }

    /// <summary>Takes another window's distribution, with the order of the places turned round in some lanes. Only what a joint model needs is set.</summary>
    [MethodImpl(HotLoop.Options)]
    public void Turn(WindowDistribution other, Vector<long> lanes)
    {
        Vector<double> cumulated = Vector<double>.Zero;
        Vector<double> cumulatedSum = Vector<double>.Zero;
        for (int place = 0; place < Places; place++)
        {
            int turned = Places - 1 - place;
            Vector<double> p = Vector.ConditionalSelect(lanes, other.Probability[turned], other.Probability[place]);
            Probability[place] = p;
            Logarithm[place] = Vector.ConditionalSelect(lanes, other.Logarithm[turned], other.Logarithm[place]);
            cumulated += p;
            Cumulated[place] = cumulated;
            cumulatedSum += cumulated;
        }

        CumulatedSum = cumulatedSum;
    }

    [MethodImpl(HotLoop.Options)]
    private void Summarize(Vector<double> sum)
    {
        ref Vector<double> probability = ref MemoryMarshal.GetArrayDataReference(Probability);
        ref Vector<double> logarithms = ref MemoryMarshal.GetArrayDataReference(Logarithm);
        ref Vector<double> cumulatedProbability = ref MemoryMarshal.GetArrayDataReference(Cumulated);
        Vector<double> cumulated = Vector<double>.Zero;
        Vector<double> cumulatedSum = Vector<double>.Zero;
        Vector<double> entropy = Vector<double>.Zero;
        Vector<double> mean = Vector<double>.Zero;
        Vector<double> square = Vector<double>.Zero;
        Vector<double> energy = Vector<double>.Zero;
        for (int place = 0; place < Places; place++)
        {
            Vector<double> p = Unsafe.Add(ref probability, place) / sum;
            Unsafe.Add(ref probability, place) = p;
            cumulated += p;
            Unsafe.Add(ref cumulatedProbability, place) = cumulated;
            cumulatedSum += cumulated;
            Vector<double> logarithm = VectorFunctions.LogOfMagnitude(p);
            Unsafe.Add(ref logarithms, place) = logarithm;
            entropy -= p * logarithm;
            mean += p * (place + 1);
            square += p * ((place + 1) * (place + 1));
            Vector<double> centred = p - new Vector<double>(1.0 / Places);
            energy += centred * centred;
        }

        Entropy = entropy;
        CumulatedSum = cumulatedSum;
        Deviation = Vector.SquareRoot(Vector.MaxNative(Vector<double>.Zero, square - (mean * mean)));
        Energy = energy;
    }
}
