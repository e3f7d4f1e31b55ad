namespace Microsoft.ML.Data;

/// <summary>How far predicted numbers lie from their labels.</summary>
public sealed class RegressionMetrics
{
    private RegressionMetrics(double l1, double l2, double variance)
    {
        MeanAbsoluteError = l1;
        MeanSquaredError = l2;
        RSquared = 1 - (l2 / variance);
    }

    public double MeanAbsoluteError { get; }

    public double MeanSquaredError { get; }

    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>The squared loss, which trainers minimise unless told otherwise.</summary>
    public double LossFunction => MeanSquaredError;

    public double RSquared { get; }

    internal static RegressionMetrics Of(List<(float Label, float Score)> rows)
    {
        double mean = rows.Average(r => (double)r.Label);
        return new RegressionMetrics(
            rows.Average(r => Math.Abs((double)r.Label - r.Score)),
            rows.Average(r => Squared((double)r.Label - r.Score)),
            rows.Average(r => Squared(r.Label - mean)));
    }

    private static double Squared(double x) => x * x;
}
