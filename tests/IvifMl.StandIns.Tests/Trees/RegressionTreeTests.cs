using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace IvifMl.StandIns.Tests.Trees;

public sealed class RegressionTreeTests
{
    private readonly MLContext _ml = new(seed: 1);

    private RegressionPredictionTransformer<FastTreeRegressionModelParameters> Fit(TreeRow[] rows, FastTreeRegressionTrainer.Options? options = null) =>
        _ml.Regression.Trainers.FastTree(options ?? new FastTreeRegressionTrainer.Options()).Fit(_ml.View(rows));

    [Fact]
    public void An_additive_function_is_learned()
    {
        IDataView test = _ml.View(TreeData.Rows(TreeData.Additive, seed: 12));

        RegressionMetrics metrics = _ml.Regression.Evaluate(Fit(TreeData.Rows(TreeData.Additive)).Transform(test));

        // The best constant has 0.
        Assert.InRange(metrics.RSquared, 0.97, 1);
        Assert.Equal(metrics.MeanSquaredError, metrics.RootMeanSquaredError * metrics.RootMeanSquaredError, 10);
        Assert.True(metrics.MeanAbsoluteError <= metrics.RootMeanSquaredError);
    }

    [Fact]
    public void A_function_of_two_features_that_neither_tells_alone_is_learned()
    {
        IDataView test = _ml.View(TreeData.Rows(TreeData.Xor, seed: 12));

        Assert.InRange(_ml.Regression.Evaluate(Fit(TreeData.Rows(TreeData.Xor)).Transform(test)).RSquared, 0.85, 1);
    }

    [Fact]
    public void One_cut_in_halves_gives_the_shrunken_means_of_both_sides()
    {
        TreeRow[] rows = [.. Enumerable.Range(0, 20).Select(i => new TreeRow { Features = [i, 0, 0, 0, 0], Label = i < 10 ? 2 : 6 })];
        FastTreeRegressionTrainer trainer = _ml.Regression.Trainers.FastTree(numberOfLeaves: 2, numberOfTrees: 1, minimumExampleCountPerLeaf: 5, learningRate: 0.5);

        RegressionTree tree = trainer.Fit(_ml.View(rows)).Model.TrainedTreeEnsemble.Trees.Single();

        Assert.Equal([1.0, 3.0], tree.LeafValues);
        Assert.Equal([9.5f], tree.NumericalSplitThresholds);
        Assert.Equal([0], tree.NumericalSplitFeatureIndexes);
        Assert.Equal((~0, ~1), (tree.LeftChild[0], tree.RightChild[0]));

        // 10 · 2² + 10 · 6² − 20 · 4² = 80.
        Assert.Equal(80, tree.SplitGains[0], 9);
    }

    [Fact]
    public void Leaves_and_their_rows_keep_to_the_options()
    {
        var options = new FastTreeRegressionTrainer.Options { NumberOfLeaves = 6, NumberOfTrees = 8, MinimumExampleCountPerLeaf = 100, BaggingSize = 2, FeatureFraction = 0.6 };
        TreeRow[] rows = TreeData.Rows(TreeData.Additive, count: 350);

        RegressionTreeEnsemble trees = Fit(rows, options).Model.TrainedTreeEnsemble;

        // A tree that finds no cut is left out.
        Assert.InRange(trees.Trees.Count, 1, 8);
        Assert.All(trees.Trees, t => Assert.InRange(t.NumberOfLeaves, 2, 2));
        Assert.All(trees.Trees, t => Assert.Equal(t.NumberOfLeaves - 1, t.NumberOfNodes));
    }

    [Fact]
    public void A_last_bag_that_is_not_full_is_refused() => Assert.ThrowsAny<InvalidOperationException>(() =>
        Fit(TreeData.Rows(TreeData.Additive), new FastTreeRegressionTrainer.Options { NumberOfTrees = 7, BaggingSize = 2 }));

    [Fact]
    public void Importance_finds_the_features_that_matter()
    {
        VBuffer<float> weights = default;
        Fit(TreeData.Rows(TreeData.Additive)).Model.GetFeatureWeights(ref weights);
        float[] importance = [.. weights.DenseValues()];

        Assert.Equal(TreeRow.Length, importance.Length);
        Assert.Equal(1, importance.Max());
        Assert.All((int[])[0, 2, 4], noise => Assert.True(importance[noise] < 0.3 * Math.Min(importance[1], importance[3]), string.Join(' ', importance)));
    }

    [Fact]
    public void The_weight_of_a_row_counts()
    {
        TreeRow[] rows = TreeData.Rows(_ => 0);
        foreach (TreeRow row in rows)
        {
            (row.Label, row.Weight) = row.Features[0] > 0.7f ? (10, 0) : (1, 1);
        }

        IDataView scored = _ml.Regression.Trainers.FastTree(exampleWeightColumnName: nameof(TreeRow.Weight)).Fit(_ml.View(rows)).Transform(_ml.View(rows));

        // Rows of no weight teach nothing, so their leaves are those of the rest or zero, never ten.
        Assert.All(scored.GetColumn<float>("Score"), s => Assert.InRange(s, -0.01f, 1.01f));
    }

    [Fact]
    public void Training_twice_gives_the_same_trees_whatever_the_context_did_between()
    {
        var options = new FastTreeRegressionTrainer.Options { BaggingSize = 1, FeatureFraction = 0.6, Seed = 5 };
        TreeRow[] rows = TreeData.Rows(TreeData.Additive, count: 400);
        float[] first = [.. Fit(rows, options).Transform(_ml.View(rows)).GetColumn<float>("Score")];
        options.Seed = 6;
        float[] other = [.. Fit(rows, options).Transform(_ml.View(rows)).GetColumn<float>("Score")];
        options.Seed = 5;

        Assert.Equal(first, Fit(rows, options).Transform(_ml.View(rows)).GetColumn<float>("Score"));
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Rows_with_missing_values_are_left_out_of_training_and_still_get_a_score()
    {
        TreeRow[] rows = TreeData.Rows(TreeData.Additive);
        TreeRow[] holes = [.. rows, .. rows.Take(50).Select(r => new TreeRow { Features = [.. r.Features.Select((v, i) => i == 1 ? float.NaN : v)], Label = 1000 })];
        List<string> said = [];
        _ml.Log += (_, e) => said.Add(e.Message);

        IDataView scored = Fit(holes).Transform(_ml.View(holes));

        Assert.Equal(Fit(rows).Transform(_ml.View(holes)).GetColumn<float>("Score"), scored.GetColumn<float>("Score"));
        Assert.All(scored.GetColumn<float>("Score"), s => Assert.InRange(s, -2, 5));
        Assert.Contains(said, m => m.Contains("Skipped 50 instances with missing features", StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => Fit(holes[^50..]));
    }

    [Fact]
    public void Cross_validation_measures_each_fold_on_rows_that_its_model_has_not_seen()
    {
        IDataView data = _ml.View(TreeData.Rows(TreeData.Additive, count: 600));

        IReadOnlyList<TrainCatalogBase.CrossValidationResult<RegressionMetrics>> folds = _ml.Regression.CrossValidate(data, _ml.Regression.Trainers.FastTree(), numberOfFolds: 3);

        Assert.Equal([0, 1, 2], folds.Select(f => f.Fold));
        Assert.Equal(600, folds.Sum(f => f.ScoredHoldOutSet.GetColumn<float>("Score").Count()));
        Assert.All(folds, f => Assert.InRange(f.Metrics.RSquared, 0.9, 1));
    }
}
