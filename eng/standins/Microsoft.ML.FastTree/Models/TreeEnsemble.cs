namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Trees whose weighted values are summed.</summary>
public abstract class TreeEnsemble<T>
    where T : RegressionTreeBase
{
    private protected TreeEnsemble(IReadOnlyList<T> trees)
    {
        Trees = trees;
        TreeWeights = [.. Enumerable.Repeat(1.0, trees.Count)];
    }

    public double Bias => 0;

    /// <summary>The learning rate is in the values of the leaves.</summary>
    public IReadOnlyList<double> TreeWeights { get; }

    public IReadOnlyList<T> Trees { get; }
}

/// <summary>The ensemble of boosting.</summary>
public sealed class RegressionTreeEnsemble : TreeEnsemble<RegressionTree>
{
    internal RegressionTreeEnsemble(IReadOnlyList<RegressionTree> trees)
        : base(trees)
    {
    }

    internal float Score(ReadOnlySpan<float> features)
    {
        double sum = 0;
        foreach (RegressionTree tree in Trees)
        {
            sum += tree.Value(features);
        }

        return (float)sum;
    }
}
