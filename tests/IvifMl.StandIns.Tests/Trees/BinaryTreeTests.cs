using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace IvifMl.StandIns.Tests.Trees;

public sealed class BinaryTreeTests
{
    private readonly MLContext _ml = new(seed: 1);

    private BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> Fit(TreeRow[] rows) =>
        _ml.BinaryClassification.Trainers.FastTree(labelColumnName: nameof(TreeRow.Flag)).Fit(_ml.View(rows));

    [Fact]
    public void Yes_and_no_are_told_where_neither_feature_tells_alone()
    {
        IDataView scored = Fit(TreeData.Rows(TreeData.Xor)).Transform(_ml.View(TreeData.Rows(TreeData.Xor, seed: 12)));

        CalibratedBinaryClassificationMetrics metrics = _ml.BinaryClassification.Evaluate(scored, nameof(TreeRow.Flag));

        // Always the same answer is right in about half of the rows.
        Assert.InRange(metrics.Accuracy, 0.95, 1);
        Assert.InRange(metrics.AreaUnderRocCurve, 0.98, 1);
        Assert.InRange(metrics.LogLossReduction, 0.7, 1);
        Assert.InRange(metrics.F1Score, 0.95, 1);
    }

    [Fact]
    public void Probabilities_are_the_sigmoid_of_scores_and_tell_how_often_yes_is_right()
    {
        var random = new Random(3);
        TreeRow[] rows = TreeData.Rows(x => x[1], count: 4000);
        foreach (TreeRow row in rows)
        {
            row.Flag = random.NextSingle() < (row.Features[1] > 0.5f ? 0.8f : 0.1f);
        }

        var options = new FastTreeBinaryTrainer.Options { LabelColumnName = nameof(TreeRow.Flag), NumberOfLeaves = 2, NumberOfTrees = 50, MinimumExampleCountPerLeaf = 200 };
        var model = _ml.BinaryClassification.Trainers.FastTree(options).Fit(_ml.View(rows));
        TreeDecision[] decisions = [.. _ml.Data.CreateEnumerable<TreeDecision>(model.Transform(_ml.View(rows)), reuseRowObject: false)];

        Assert.All(decisions, d => Assert.Equal(1 / (1 + Math.Exp((model.Model.Calibrator.Slope * d.Score) + model.Model.Calibrator.Offset)), d.Probability, 1e-6));
        Assert.All(decisions, d => Assert.Equal(d.Probability > 0.5f, d.PredictedLabel));
        float[] high = [.. decisions.Where((_, i) => rows[i].Features[1] > 0.6f).Select(d => d.Probability)];
        float[] low = [.. decisions.Where((_, i) => rows[i].Features[1] < 0.4f).Select(d => d.Probability)];
        Assert.InRange(high.Average(), 0.75, 0.85);
        Assert.InRange(low.Average(), 0.06, 0.15);
    }

    [Fact]
    public void The_trees_of_a_calibrated_model_tell_which_features_matter()
    {
        VBuffer<float> weights = default;
        Fit(TreeData.Rows(TreeData.Xor)).Model.SubModel.GetFeatureWeights(ref weights);
        float[] importance = [.. weights.DenseValues()];

        Assert.All((int[])[0, 2, 4], noise => Assert.True(importance[noise] < Math.Min(importance[1], importance[3]), string.Join(' ', importance)));
    }

    [Fact]
    public void Metrics_without_probabilities_follow_from_the_counts()
    {
        var rows = new[] { (true, 2f, true), (true, -1f, false), (false, 1f, true), (false, -2f, false), (false, -3f, false) }
            .Select(r => new Decided { Label = r.Item1, Score = r.Item2, PredictedLabel = r.Item3 });

        BinaryClassificationMetrics metrics = _ml.BinaryClassification.EvaluateNonCalibrated(_ml.Data.LoadFromEnumerable(rows));

        Assert.Equal(0.6, metrics.Accuracy, 12);
        Assert.Equal(0.5, metrics.PositivePrecision, 12);
        Assert.Equal(0.5, metrics.PositiveRecall, 12);
        Assert.Equal(2.0 / 3, metrics.NegativePrecision, 12);
        Assert.Equal(2.0 / 3, metrics.NegativeRecall, 12);
        Assert.Equal(0.5, metrics.F1Score, 12);

        // Of the six pairs of a positive and a negative five are in order.
        Assert.Equal(5.0 / 6, metrics.AreaUnderRocCurve, 12);
    }

    private sealed class Decided
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
