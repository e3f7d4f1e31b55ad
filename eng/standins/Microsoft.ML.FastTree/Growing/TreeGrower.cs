namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Grows one tree leaf by leaf: always the leaf whose best split gains most is split next.</summary>
internal sealed class TreeGrower(FeatureBins[] features, float[] weights, TreeOptions options)
{
    /// <summary>A tree that follows the targets over the given rows.</summary>
    /// <param name="leafValue">The value of a leaf, from its rows.</param>
    public RegressionTree Grow(int[] rows, double[] targets, bool[] allowed, Func<int[], double> leafValue)
    {
        List<Leaf> leaves = [Open(rows, Histogram.Of(features, rows, weights, targets), allowed)];
        List<int> left = [], right = [], splitFeatures = [];
        List<float> thresholds = [];
        List<double> gains = [];
        while (leaves.Count < options.NumberOfLeaves)
        {
            int place = 0;
            for (int i = 1; i < leaves.Count; i++)
            {
                place = leaves[i].Best.Gain > leaves[place].Best.Gain ? i : place;
            }

            Leaf parent = leaves[place];
            if (parent.Best.Gain <= 0)
            {
                break;
            }

            (int[] lower, int[] upper) = Part(parent);
            bool countLower = lower.Length <= upper.Length;
            Histogram counted = Histogram.Of(features, countLower ? lower : upper, weights, targets);
            Histogram rest = parent.Histogram.Without(counted);
            int node = left.Count;
            left.Add(~place);
            right.Add(~leaves.Count);
            splitFeatures.Add(parent.Best.Feature);
            thresholds.Add(features[parent.Best.Feature].UpperBounds[parent.Best.Bin]);
            gains.Add(parent.Best.Gain);
            Attach(parent, node, left, right);
            leaves[place] = Open(lower, countLower ? counted : rest, allowed) with { Parent = node, IsLeft = true };
            leaves.Add(Open(upper, countLower ? rest : counted, allowed) with { Parent = node });
        }

        return new RegressionTree(
            [.. left], [.. right], [.. splitFeatures], [.. thresholds], [.. gains],
            [.. leaves.Select(l => leafValue(l.Rows))]);
    }

    /// <summary>Points the parent of a leaf at the node that the leaf becomes.</summary>
    private static void Attach(Leaf leaf, int node, List<int> left, List<int> right)
    {
        if (leaf.Parent >= 0)
        {
            (leaf.IsLeft ? left : right)[leaf.Parent] = node;
        }
    }

    private Leaf Open(int[] rows, Histogram histogram, bool[] allowed) =>
        new(rows, histogram, histogram.BestSplit(allowed, options.MinimumExampleCountPerLeaf), -1, false);

    private (int[] Lower, int[] Upper) Part(Leaf leaf)
    {
        int[] bins = features[leaf.Best.Feature].OfRow;
        return (Array.FindAll(leaf.Rows, r => bins[r] <= leaf.Best.Bin), Array.FindAll(leaf.Rows, r => bins[r] > leaf.Best.Bin));
    }

    private sealed record Leaf(int[] Rows, Histogram Histogram, Split Best, int Parent, bool IsLeft);
}
