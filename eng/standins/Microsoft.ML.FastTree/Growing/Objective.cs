namespace Microsoft.ML.Trainers.FastTree;

/// <summary>What boosting descends: for a label and the score so far, the slope to follow and how it bends.</summary>
internal sealed record Objective(Func<float, double, (double Slope, double Curvature)> At, bool ClipsLeaves)
{
    /// <summary>The squared error: the slope is what is left to explain.</summary>
    public static Objective LeastSquares { get; } = new((label, score) => (label - score, 1), ClipsLeaves: false);

    /// <summary>The logistic loss of labels 0 and 1 under the sigmoid 1 / (1 + exp(-steepness · score)).</summary>
    public static Objective Logistic(double steepness) => new(
        (label, score) =>
        {
            double sign = label > 0 ? 1 : -1;
            double pull = steepness / (1 + Math.Exp(steepness * sign * score));
            return (sign * pull, pull * (steepness - pull));
        },
        ClipsLeaves: true);
}
