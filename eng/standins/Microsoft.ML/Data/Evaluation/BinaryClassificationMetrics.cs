namespace Microsoft.ML.Data;

/// <summary>How often yes and no were told rightly, and how well scores order them.</summary>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(List<ScoredDecision> rows)
    {
        double truePositive = rows.Count(r => r.Label && r.Predicted), falsePositive = rows.Count(r => !r.Label && r.Predicted);
        double trueNegative = rows.Count(r => !r.Label && !r.Predicted), falseNegative = rows.Count(r => r.Label && !r.Predicted);
        Accuracy = (truePositive + trueNegative) / rows.Count;
        PositivePrecision = Share(truePositive, falsePositive);
        PositiveRecall = Share(truePositive, falseNegative);
        NegativePrecision = Share(trueNegative, falseNegative);
        NegativeRecall = Share(trueNegative, falsePositive);
        F1Score = PositivePrecision + PositiveRecall == 0 ? 0 : 2 * PositivePrecision * PositiveRecall / (PositivePrecision + PositiveRecall);
        AreaUnderRocCurve = RocArea(rows);
    }

    public double AreaUnderRocCurve { get; }

    public double Accuracy { get; }

    public double PositivePrecision { get; }

    public double PositiveRecall { get; }

    public double NegativePrecision { get; }

    public double NegativeRecall { get; }

    public double F1Score { get; }

    private static double Share(double right, double wrong) => right + wrong == 0 ? 0 : right / (right + wrong);

    /// <summary>The chance that a positive scores above a negative; equal scores count half (Mann and Whitney).</summary>
    private static double RocArea(List<ScoredDecision> rows)
    {
        double positives = 0, negatives = 0, won = 0;
        foreach (IGrouping<float, ScoredDecision> ties in rows.GroupBy(r => r.Score).OrderBy(g => g.Key))
        {
            double up = ties.Count(r => r.Label), down = ties.Count() - up;
            won += up * (negatives + (down / 2));
            positives += up;
            negatives += down;
        }

        return won / (positives * negatives);
    }
}

/// <summary>The same, and how good the probabilities are.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(List<ScoredDecision> rows, List<(bool Label, float Probability)> probabilities)
        : base(rows)
    {
        LogLoss = -probabilities.Average(r => Math.Log2(r.Label ? r.Probability : 1 - (double)r.Probability));
        double share = probabilities.Average(r => r.Label ? 1.0 : 0.0);
        Entropy = -(Term(share) + Term(1 - share));
        LogLossReduction = (Entropy - LogLoss) / Entropy;
    }

    public double LogLoss { get; }

    public double LogLossReduction { get; }

    public double Entropy { get; }

    private static double Term(double p) => p == 0 ? 0 : p * Math.Log2(p);
}
