namespace IvifMl.Metrics;

/// <summary>The ways in which evaluators compute CE.</summary>
public enum CrossEntropyVariant
{
    /// <summary>Kullback–Leibler divergence of the histograms, the definition.</summary>
    Histograms,

    /// <summary>
    /// Binary cross-entropy between the logistic functions of the levels 0–255, which are 1 for all but the darkest levels: the
    /// value says next to nothing. IVIF_ZOO.
    /// </summary>
    LogisticLevels,
}

/// <summary>
/// CE = ½ (D(A‖F) + D(B‖F)), D(A‖F) = Σ p_A log₂(p_A/p_F) over the levels that both images have. In bits; lower is better. Levels that the
/// fused image lacks are left out, as every evaluator does, so the value is finite and can fall slightly below 0.
/// Source: Bulanon, Burks and Alchanatis 2009.
/// </summary>
/// <example>A = B = F: 0. A = B with levels 0, 0, 1, 1 and F with 0, 1, 1, 1: ½ log₂ 2 + ½ log₂(⅔) ≈ 0.2075 bits.</example>
public static class CrossEntropy
{
    // IVIF_ZOO keeps probabilities 1e-7 away from 0 and 1, in single precision: 1 − 1e-7 is then 1 − 2⁻²³, which decides the value.
    private const float Margin = 1e-7f;

    /// <summary>Cross-entropy over both sources.</summary>
    public static double Of(FusionImages images, CrossEntropyVariant variant = CrossEntropyVariant.Histograms)
    {
        ArgumentNullException.ThrowIfNull(images);
        return variant == CrossEntropyVariant.Histograms
            ? (Divergence(images.Infrared, images.Fused) + Divergence(images.Visible, images.Fused)) / 2
            : Logistic(images);
    }

    private static double Divergence(GrayImage source, GrayImage fused)
    {
        double sum = 0;
        for (int level = 0; level < source.Histogram.Length; level++)
        {
            if (source.Histogram[level] > 0 && fused.Histogram[level] > 0)
            {
                sum += (double)source.Histogram[level] / source.Length * Math.Log2((double)source.Histogram[level] / fused.Histogram[level]);
            }
        }

        return sum;
    }

    private static double Logistic(FusionImages images)
    {
        float[] logistic = new float[256];
        double[] logarithm = new double[256];
        double[] complement = new double[256];
        for (int level = 0; level < 256; level++)
        {
            logistic[level] = 1 / (1 + MathF.Exp(-level));
            float clamped = Math.Clamp(logistic[level], Margin, 1 - Margin);
            logarithm[level] = Math.Log(clamped);
            complement[level] = Math.Log(1 - clamped);
        }

        double sum = 0;
        for (int i = 0; i < images.Fused.Length; i++)
        {
            float target = (logistic[images.Infrared.Levels[i]] + logistic[images.Visible.Levels[i]]) / 2;
            target = Math.Clamp(target, Margin, 1 - Margin);
            byte level = images.Fused.Levels[i];
            sum -= (target * logarithm[level]) + ((1 - target) * complement[level]);
        }

        return sum / images.Fused.Length;
    }
}
