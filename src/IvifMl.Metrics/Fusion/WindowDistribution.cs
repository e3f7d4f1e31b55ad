using System.Numerics;

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
    public void Load(FeatureRows rows, int x)
    {
        Vector<double> low = new(rows[0], x);
        Vector<double> high = low;
        for (int place = 0; place < Places; place++)
        {
            Vector<double> value = new(rows[place % 3], x + (place / 3));
            Raw[place] = value;
            low = Vector.Min(low, value);
            high = Vector.Max(high, value);
        }

        Vector<double> range = high - low;
        Flat = Vector.Equals(range, Vector<double>.Zero);
        Vector<double> sum = Vector<double>.Zero;
        for (int place = 0; place < Places; place++)
        {
            Vector<double> stretched = Vector.ConditionalSelect(Flat, Vector<double>.One, (Raw[place] - low) / range);
            Probability[place] = stretched;
            sum += stretched;
        }

        Summarize(sum);
    }

    private void Summarize(Vector<double> sum)
    {
        Vector<double> cumulated = Vector<double>.Zero;
        Vector<double> cumulatedSum = Vector<double>.Zero;
        Vector<double> entropy = Vector<double>.Zero;
        Vector<double> mean = Vector<double>.Zero;
        Vector<double> square = Vector<double>.Zero;
        Vector<double> energy = Vector<double>.Zero;
        for (int place = 0; place < Places; place++)
        {
            Vector<double> p = Probability[place] / sum;
            Probability[place] = p;
            cumulated += p;
            Cumulated[place] = cumulated;
            cumulatedSum += cumulated;
            entropy -= InformationTerm(p);
            mean += p * (place + 1);
            square += p * ((place + 1) * (place + 1));
            Vector<double> centred = p - new Vector<double>(1.0 / Places);
            energy += centred * centred;
        }

        Entropy = entropy;
        CumulatedSum = cumulatedSum;
        Deviation = Vector.SquareRoot(Vector.Max(Vector<double>.Zero, square - (mean * mean)));
        Energy = energy;
    }

    /// <summary>
    /// p log₂ |p|, 0 for p = 0. The model can give a place a negative "probability" where φ exceeds 1; the reference takes the real part of
    /// its complex logarithm, which this is.
    /// </summary>
    public static Vector<double> InformationTerm(Vector<double> p)
    {
        Vector<double> magnitude = Vector.ConditionalSelect(Vector.Equals(p, Vector<double>.Zero), Vector<double>.One, Vector.Abs(p));
        return p * Vector.Log2(magnitude);
    }
}
