namespace Microsoft.ML.Trainers.FastTree;

/// <summary>
/// A tree of thresholds. Node 0 is the root; a child below zero is the leaf of its complement. A feature at most the
/// threshold goes left, all else goes right, a missing value too.
/// </summary>
public abstract class RegressionTreeBase
{
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly int[] _features;
    private readonly float[] _thresholds;
    private readonly double[] _gains;
    private readonly double[] _leaves;

    private protected RegressionTreeBase(int[] left, int[] right, int[] features, float[] thresholds, double[] gains, double[] leaves)
    {
        _left = left;
        _right = right;
        _features = features;
        _thresholds = thresholds;
        _gains = gains;
        _leaves = leaves;
    }

    public int NumberOfLeaves => _leaves.Length;

    public int NumberOfNodes => _left.Length;

    public IReadOnlyList<int> LeftChild => _left;

    public IReadOnlyList<int> RightChild => _right;

    public IReadOnlyList<int> NumericalSplitFeatureIndexes => _features;

    public IReadOnlyList<float> NumericalSplitThresholds => _thresholds;

    public IReadOnlyList<double> SplitGains => _gains;

    public IReadOnlyList<double> LeafValues => _leaves;

    internal double Value(ReadOnlySpan<float> features)
    {
        int node = _left.Length == 0 ? -1 : 0;
        while (node >= 0)
        {
            node = features[_features[node]] <= _thresholds[node] ? _left[node] : _right[node];
        }

        return _leaves[~node];
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(_left.Length);
        for (int i = 0; i < _left.Length; i++)
        {
            writer.Write(_left[i]);
            writer.Write(_right[i]);
            writer.Write(_features[i]);
            writer.Write(_thresholds[i]);
            writer.Write(_gains[i]);
        }

        Array.ForEach(_leaves, writer.Write);
    }
}

/// <summary>The tree of boosting.</summary>
public sealed class RegressionTree : RegressionTreeBase
{
    internal RegressionTree(int[] left, int[] right, int[] features, float[] thresholds, double[] gains, double[] leaves)
        : base(left, right, features, thresholds, gains, leaves)
    {
    }

    internal static RegressionTree Read(BinaryReader reader)
    {
        int nodes = reader.ReadInt32();
        int[] left = new int[nodes], right = new int[nodes], features = new int[nodes];
        float[] thresholds = new float[nodes];
        double[] gains = new double[nodes], leaves = new double[nodes + 1];
        for (int i = 0; i < nodes; i++)
        {
            left[i] = reader.ReadInt32();
            right[i] = reader.ReadInt32();
            features[i] = reader.ReadInt32();
            thresholds[i] = reader.ReadSingle();
            gains[i] = reader.ReadDouble();
        }

        for (int i = 0; i < leaves.Length; i++)
        {
            leaves[i] = reader.ReadDouble();
        }

        return new RegressionTree(left, right, features, thresholds, gains, leaves);
    }
}
