using Microsoft.ML.Runtime;

[assembly: ModelLoader(Microsoft.ML.Data.RegressionPredictionLoader.Signature, typeof(Microsoft.ML.Data.RegressionPredictionLoader))]

namespace Microsoft.ML.Data;

/// <summary>Adds <c>Score</c>, the number that a model predicts.</summary>
public sealed class RegressionPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal RegressionPredictionTransformer(IHostEnvironment environment, TModel model, string featureColumn)
        : base(environment.Register(RegressionPredictionLoader.Signature), model, featureColumn)
    {
    }

    internal static (string Column, IScoringModel Model) ReadFrom(IHostEnvironment environment, ModelLoadContext context) => Read(environment, context);

    private protected override RowToRowMapper Bind(DataViewSchema schema) => new(new ScoreMapper(
        schema, FeatureOf(schema), Scorer, (new("Score", NumberDataViewType.Single), score => (ValueGetter<float>)((ref float value) => value = score()))));

    private protected override void SaveModel(ModelSaveContext ctx) => Write(ctx, RegressionPredictionLoader.Signature, typeof(RegressionPredictionLoader));
}

/// <summary>Reads regression transformers back.</summary>
internal static class RegressionPredictionLoader
{
    public const string Signature = "RegressionPred";

    public static ICanSaveModel Load(IHostEnvironment environment, ModelLoadContext context)
    {
        (string column, IScoringModel model) = RegressionPredictionTransformer<IScoringModel>.ReadFrom(environment, context);
        return GenericCall.Invoke<ICanSaveModel>(typeof(RegressionPredictionLoader), nameof(Make), [model.GetType()], environment, model, column);
    }

    private static RegressionPredictionTransformer<TModel> Make<TModel>(IHostEnvironment environment, TModel model, string column)
        where TModel : class => new(environment, model, column);
}
