namespace IvifMl.Metrics;

/// <summary>How the area under a precision–recall curve is taken.</summary>
public enum AveragePrecisionVariant
{
    /// <summary>COCO: the mean of the monotone precision at the 101 recalls 0, 0.01 … 1, each from the first point that reaches it.</summary>
    Coco,

    /// <summary>
    /// YOLOv5: the curve gets the points (recall 0, precision 1) and (1, 0), is made monotone, interpolated linearly at the 101 recalls and integrated by
    /// trapezoids. Differs from COCO's in the third digit.
    /// </summary>
    YoloV5,
}

/// <summary>
/// AP, the area under the precision–recall curve, 0 to 1, higher is better. Undefined (null) for a class without objects.
/// Sources: Lin et al. 2014 (COCO), the YOLOv5 repository's evaluation.
/// </summary>
/// <example>Two objects, one right detection and nothing else: precision 1 up to recall 0.5, so COCO's AP is 51/101 ≈ 0.50495.</example>
public static class AveragePrecision
{
    private const int RecallPoints = 101;

    /// <summary>AP of a curve, or null without objects.</summary>
    public static double? Of(PrecisionRecallCurve curve, AveragePrecisionVariant variant = AveragePrecisionVariant.Coco)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (curve.Objects == 0)
        {
            return null;
        }

        return variant == AveragePrecisionVariant.Coco ? PrecisionAtRecalls(curve).Average() : Trapezoids(curve);
    }

    /// <summary>COCO's 101 monotone precisions at the recalls 0, 0.01 … 1; 0 beyond the largest recall.</summary>
    public static double[] PrecisionAtRecalls(PrecisionRecallCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        double[] envelope = curve.PrecisionEnvelope();
        double[] sampled = new double[RecallPoints];
        int point = 0;
        for (int i = 0; i < RecallPoints; i++)
        {
            double recall = i / (RecallPoints - 1.0);
            while (point < envelope.Length && curve.Recall[point] < recall)
            {
                point++;
            }

            sampled[i] = point < envelope.Length ? envelope[point] : 0;
        }

        return sampled;
    }

    private static double Trapezoids(PrecisionRecallCurve curve)
    {
        double[] recall = [0, .. curve.Recall, 1];
        double[] precision = [1, .. curve.Precision, 0];
        for (int i = precision.Length - 2; i >= 0; i--)
        {
            precision[i] = Math.Max(precision[i], precision[i + 1]);
        }

        double area = 0;
        double before = Interpolate(recall, precision, 0);
        for (int i = 1; i < RecallPoints; i++)
        {
            double value = Interpolate(recall, precision, i / (RecallPoints - 1.0));
            area += (before + value) / 2 / (RecallPoints - 1);
            before = value;
        }

        return area;
    }

    /// <summary>Piecewise linear; where several points share one recall the last of them counts, as numpy's interp has it.</summary>
    private static double Interpolate(double[] recall, double[] precision, double at)
    {
        int right = 0;
        while (right < recall.Length && recall[right] <= at)
        {
            right++;
        }

        if (right == recall.Length)
        {
            return precision[^1];
        }

        double share = (at - recall[right - 1]) / (recall[right] - recall[right - 1]);
        return precision[right - 1] + (share * (precision[right] - precision[right - 1]));
    }
}
