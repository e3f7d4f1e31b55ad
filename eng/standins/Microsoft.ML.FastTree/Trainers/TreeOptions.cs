namespace Microsoft.ML.Trainers.FastTree;

/// <summary>How trees grow. Fields, as in the official API.</summary>
public abstract class TreeOptions : TrainerInputBaseWithGroupId
{
    // Checked only: trees grow on one thread here, whatever the number, and come out the same.
    public int? NumberOfThreads;
    public int Seed = 123;
    public int FeatureSelectionSeed = 123;
    public int MaximumBinCountPerFeature = 255;
    public int NumberOfLeaves = 20;
    public int MinimumExampleCountPerLeaf = 10;
    public int NumberOfTrees = 100;
    public double FeatureFraction = 1;
    public int BaggingSize;
    public double BaggingExampleFraction = 0.7;

    internal virtual void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(NumberOfThreads ?? 1, nameof(NumberOfThreads));
        ArgumentOutOfRangeException.ThrowIfLessThan(NumberOfLeaves, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(NumberOfTrees);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MinimumExampleCountPerLeaf);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumBinCountPerFeature, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(BaggingSize);
        if (BaggingSize > 0 && NumberOfTrees % BaggingSize != 0)
        {
            throw new InvalidOperationException($"{NumberOfTrees} trees cannot be grown in bags of {BaggingSize}: the number of trees should be a multiple of the bag size.");
        }

        CheckFraction(FeatureFraction, nameof(FeatureFraction));
        CheckFraction(BaggingExampleFraction, nameof(BaggingExampleFraction));
    }

    private static void CheckFraction(double value, string name)
    {
        if (!(value > 0 && value <= 1))
        {
            throw new ArgumentOutOfRangeException(name, $"{name} lies above 0 and is at most 1; it is {value}.");
        }
    }
}

/// <summary>How the ensemble grows by trees.</summary>
public abstract class BoostedTreeOptions : TreeOptions
{
    public double LearningRate = 0.2;
    public double MaximumTreeOutput = 100;

    internal override void Check()
    {
        base.Check();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaximumTreeOutput);
    }
}
