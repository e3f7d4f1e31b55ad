namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Gradient boosting: each tree follows what the ones before left over, and its leaves take a step of Newton's times the learning rate.</summary>
internal sealed class Boosting(TrainingRows rows, BoostedTreeOptions options, Objective objective)
{
    // A leaf of rows that are all certain has no curvature left.
    private const double LeastCurvature = 1e-12;

    public RegressionTreeEnsemble Run()
    {
        FeatureBins[] features = [.. rows.Columns.Select(c => FeatureBins.Of(c, options.MaximumBinCountPerFeature))];
        TreeGrower grower = new(features, rows.Weights, options);
        Random bagging = new(options.Seed), selection = new(options.FeatureSelectionSeed);
        double[] scores = new double[rows.Count], slopes = new double[rows.Count], curvatures = new double[rows.Count];
        float[] values = new float[rows.FeatureCount];
        int[] all = [.. Enumerable.Range(0, rows.Count)], bag = all;
        List<RegressionTree> trees = [];
        for (int t = 0; t < options.NumberOfTrees; t++)
        {
            for (int i = 0; i < scores.Length; i++)
            {
                (slopes[i], curvatures[i]) = objective.At(rows.Labels[i], scores[i]);
            }

            bag = options.BaggingSize == 0 ? all : t % options.BaggingSize == 0 ? Some(all, options.BaggingExampleFraction, bagging) : bag;
            RegressionTree tree = grower.Grow(bag, slopes, Allowed(selection), leaf => Step(leaf, slopes, curvatures));
            trees.Add(tree);
            for (int i = 0; i < scores.Length; i++)
            {
                for (int f = 0; f < values.Length; f++)
                {
                    values[f] = rows.Columns[f][i];
                }

                scores[i] += tree.Value(values);
            }
        }

        return new RegressionTreeEnsemble(trees);
    }

    private double Step(int[] leaf, double[] slopes, double[] curvatures)
    {
        double slope = 0, curvature = 0;
        foreach (int row in leaf)
        {
            slope += rows.Weights[row] * slopes[row];
            curvature += rows.Weights[row] * curvatures[row];
        }

        double step = options.LearningRate * slope / Math.Max(curvature, LeastCurvature);
        return objective.ClipsLeaves ? Math.Clamp(step, -options.MaximumTreeOutput, options.MaximumTreeOutput) : step;
    }

    private bool[] Allowed(Random random)
    {
        bool[] allowed = new bool[rows.FeatureCount];
        foreach (int feature in Some([.. Enumerable.Range(0, allowed.Length)], options.FeatureFraction, random))
        {
            allowed[feature] = true;
        }

        return allowed;
    }

    /// <summary>A share of the items, at least one, in their order.</summary>
    private static int[] Some(int[] items, double share, Random random)
    {
        if (share >= 1)
        {
            return items;
        }

        int[] shuffled = [.. items];
        random.Shuffle(shuffled);
        return [.. shuffled.Take(Math.Max(1, (int)(share * items.Length))).Order()];
    }
}
