using System.Numerics;

namespace IvifMl.Metrics;

/// <summary>The modelled joint distribution of two windows, one pair of windows per lane; see <see cref="FeatureMutualInformation"/>.</summary>
internal sealed class JointModel
{
    private const int Places = WindowDistribution.Places;

    private readonly Vector<double>[] _bound = new Vector<double>[Places * Places];

    /// <summary>2 I/(H_source + H_fused), 1 for equal windows, 0 where both entropies are 0.</summary>
    public Vector<double> NormalizedInformation(WindowDistribution source, WindowDistribution fused)
    {
        Vector<long> equal = Vector.BitwiseAnd(source.Flat, fused.Flat);
        Vector<long> same = Vector<long>.AllBitsSet;
        Vector<double> correlation = Vector<double>.Zero;
        Vector<double> ninth = new(1.0 / Places);
        for (int place = 0; place < Places; place++)
        {
            same = Vector.BitwiseAnd(same, Vector.Equals(source.Raw[place], fused.Raw[place]));
            correlation += (source.Probability[place] - ninth) * (fused.Probability[place] - ninth);
        }

        equal = Vector.BitwiseOr(equal, same);
        if (Vector.EqualsAll(equal, Vector<long>.AllBitsSet))
        {
            return Vector<double>.One;
        }

        Vector<long> negative = Vector.LessThan(correlation, Vector<double>.Zero);
        Vector<double> covariance = Bound(source, fused, negative);
        Vector<long> none = Vector.BitwiseOr(
            Vector.BitwiseOr(Vector.Equals(source.Energy * fused.Energy, Vector<double>.Zero), Vector.Equals(covariance, Vector<double>.Zero)),
            Vector.BitwiseOr(Vector.BitwiseOr(source.Flat, fused.Flat), Vector.Equals(source.Deviation * fused.Deviation, Vector<double>.Zero)));
        Vector<double> strength = correlation / Vector.SquareRoot(source.Energy * fused.Energy) * (source.Deviation * fused.Deviation) / covariance;
        strength = Vector.ConditionalSelect(none, Vector<double>.Zero, strength);

        Vector<double> entropies = source.Entropy + fused.Entropy;
        Vector<double> information = entropies - JointEntropy(source, fused, strength);
        Vector<double> quality = Vector.ConditionalSelect(Vector.Equals(entropies, Vector<double>.Zero), Vector<double>.Zero, 2 * information / entropies);
        return Vector.ConditionalSelect(equal, Vector<double>.One, quality);
    }

    /// <summary>Fills in the Fréchet bound of the joint cumulated distribution; returns the covariance under it (Hoeffding).</summary>
    private Vector<double> Bound(WindowDistribution source, WindowDistribution fused, Vector<long> negative)
    {
        Vector<double> sum = Vector<double>.Zero;
        for (int i = 0; i < Places; i++)
        {
            Vector<double> f = fused.Cumulated[i];
            for (int j = 0; j < Places; j++)
            {
                Vector<double> a = source.Cumulated[j];
                Vector<double> lower = Vector.Max(Vector<double>.Zero, f + a - Vector<double>.One);
                Vector<double> bound = Vector.ConditionalSelect(negative, lower, Vector.Min(f, a));
                _bound[(i * Places) + j] = bound;
                sum += bound;
            }
        }

        return sum - (source.CumulatedSum * fused.CumulatedSum);
    }

    private Vector<double> JointEntropy(WindowDistribution source, WindowDistribution fused, Vector<double> strength)
    {
        Vector<double> independent = Vector<double>.One - strength;
        Vector<double> entropy = Vector<double>.Zero;
        for (int i = 0; i < Places; i++)
        {
            Vector<double> weight = independent * fused.Probability[i];
            Vector<double> before = Vector<double>.Zero;
            for (int j = 0; j < Places; j++)
            {
                // The bound's mass at (i, j): what row i adds up to column j, less what it adds up to column j − 1.
                Vector<double> upTo = _bound[(i * Places) + j];
                if (i > 0)
                {
                    upTo -= _bound[((i - 1) * Places) + j];
                }

                Vector<double> p = (strength * (upTo - before)) + (weight * source.Probability[j]);
                before = upTo;
                entropy -= WindowDistribution.InformationTerm(p);
            }
        }

        return entropy;
    }
}
