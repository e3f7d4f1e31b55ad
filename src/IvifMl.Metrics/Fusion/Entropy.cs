namespace IvifMl.Metrics;

/// <summary>
/// EN, the entropy of an image's levels: H = −Σ p(l) log₂ p(l), in bits, 0 (one level only) to 8 (all 256 levels equally often).
/// Higher means more varied levels; noise raises it too. Source: Shannon 1948; as a fusion metric Roberts, van Aardt and Ahmed 2008.
/// </summary>
/// <example>Half of the pixels 0, half 255: H = −2 · ½ · log₂ ½ = 1 bit.</example>
public static class Entropy
{
    /// <summary>The entropy of an image, in bits.</summary>
    /// <param name="image">Any gray image.</param>
    /// <param name="offset">Added to p inside the logarithm: 0 for the definition, 1e-7 as IVIF_ZOO has it.</param>
    public static double Of(GrayImage image, double offset = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        double entropy = 0;
        foreach (long count in image.Histogram)
        {
            if (count > 0)
            {
                double p = (double)count / image.Length;
                entropy -= p * Math.Log2(p + offset);
            }
        }

        // One level only gives −1 · log₂ 1 = −0.
        return entropy + 0.0;
    }

    /// <summary>The entropy of pairs of levels, in bits.</summary>
    internal static double Of(JointHistogram joint, int count)
    {
        double entropy = 0;
        foreach (int cell in joint.Counts)
        {
            if (cell > 0)
            {
                double p = (double)cell / count;
                entropy -= p * Math.Log2(p);
            }
        }

        return entropy + 0.0;
    }
}
