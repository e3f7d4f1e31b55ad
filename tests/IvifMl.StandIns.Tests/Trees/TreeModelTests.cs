using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace IvifMl.StandIns.Tests.Trees;

/// <summary>Trained trees as transformers: schema, saving, engines, errors.</summary>
public sealed class TreeModelTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TreeRow[] _rows = TreeData.Rows(TreeData.Xor, count: 300);

    private IEstimator<ITransformer> Trainer(bool binary) => binary
        ? _ml.BinaryClassification.Trainers.FastTree(labelColumnName: nameof(TreeRow.Flag), numberOfTrees: 20)
        : _ml.Regression.Trainers.FastTree(numberOfTrees: 20);

    [Theory]
    [InlineData(false, "Score")]
    [InlineData(true, "PredictedLabel", "Score", "Probability")]
    public void The_schema_says_what_the_transformer_adds(bool binary, params string[] added)
    {
        ITransformer model = Trainer(binary).Fit(_ml.View(_rows));

        Assert.Equal(added, model.GetOutputSchema(_ml.View(_rows).Schema).Skip(4).Select(c => c.Name));
        Assert.True(model.IsRowToRowMapper);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_saved_chain_scores_as_before(bool binary)
    {
        IDataView data = _ml.View(_rows);
        ITransformer model = _ml.Transforms.CopyColumns("Copy", "Features").Append(Trainer(binary)).Fit(data);
        using var file = new MemoryStream();
        _ml.Model.Save(model, data.Schema, file);
        file.Position = 0;

        ITransformer loaded = new MLContext().Model.Load(file, out DataViewSchema schema);

        Assert.Equal(["Features", "Label", "Flag", "Weight"], schema.Select(c => c.Name));
        foreach (string column in binary ? (string[])["Score", "Probability"] : ["Score"])
        {
            float[] before = [.. model.Transform(data).GetColumn<float>(column)];
            Assert.Equal(before, loaded.Transform(data).GetColumn<float>(column));
            Assert.True(before.Distinct().Count() > 1);
        }
    }

    [Fact]
    public void A_loaded_model_still_tells_which_features_matter()
    {
        using var file = new MemoryStream();
        _ml.Model.Save(Trainer(binary: false).Fit(_ml.View(_rows)), null, file);
        file.Position = 0;
        var loaded = Assert.IsAssignableFrom<ISingleFeaturePredictionTransformer<TreeEnsembleModelParameters>>(_ml.Model.Load(file, out _));

        VBuffer<float> weights = default;
        loaded.Model.GetFeatureWeights(ref weights);

        Assert.Equal("Features", loaded.FeatureColumnName);
        Assert.Equal(1, weights.DenseValues().Max());
    }

    [Fact]
    public void An_engine_scores_as_the_batch_does()
    {
        ITransformer model = Trainer(binary: true).Fit(_ml.View(_rows));
        TreeDecision[] batch = [.. _ml.Data.CreateEnumerable<TreeDecision>(model.Transform(_ml.View(_rows)), reuseRowObject: false)];
        using PredictionEngine<TreeRow, TreeDecision> engine = _ml.Model.CreatePredictionEngine<TreeRow, TreeDecision>(model);

        Assert.Equal(
            batch.Select(b => (b.PredictedLabel, b.Score, b.Probability)),
            _rows.Select(r => engine.Predict(r)).Select(p => (p.PredictedLabel, p.Score, p.Probability)));
    }

    [Fact]
    public void A_column_that_is_missing_or_of_another_type_is_named()
    {
        IDataView data = _ml.View(_rows);
        Assert.Contains("'Nothing'", Refused(() => _ml.Regression.Trainers.FastTree("Nothing").Fit(data)));
        Assert.Contains("'Nowhere'", Refused(() => _ml.Regression.Trainers.FastTree(featureColumnName: "Nowhere").Fit(data)));
        Assert.Contains("'NoWeight'", Refused(() => _ml.Regression.Trainers.FastTree(exampleWeightColumnName: "NoWeight").Fit(data)));

        string type = Refused(() => _ml.Regression.Trainers.FastTree("Flag").Fit(data));
        Assert.Contains("'Flag'", type);
        Assert.Contains("Single", type);
        Assert.Contains("Boolean", type);
        Assert.Contains("'Label'", Refused(() => _ml.BinaryClassification.Trainers.FastTree().Fit(data)));
        Assert.Contains("'Weight'", Refused(() => _ml.Regression.Trainers.FastTree(featureColumnName: "Weight").Fit(data)));

        ITransformer model = Trainer(binary: false).Fit(data);
        Assert.Contains("'Feature", Refused(() => model.Transform(_ml.Data.LoadFromEnumerable([new TreeScore()]))));
        Assert.Contains("Lost", Refused(() => _ml.Regression.Evaluate(model.Transform(data), "Lost")));
    }

    [Fact]
    public void Options_out_of_range_are_refused_when_training_starts()
    {
        IDataView data = _ml.View(_rows);
        Refused(() => _ml.Regression.Trainers.FastTree(numberOfLeaves: 1).Fit(data));
        Refused(() => _ml.Regression.Trainers.FastTree(numberOfTrees: 0).Fit(data));
        Refused(() => _ml.BinaryClassification.Trainers.FastTree(nameof(TreeRow.Flag), numberOfLeaves: 0).Fit(data));
    }

    private static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
