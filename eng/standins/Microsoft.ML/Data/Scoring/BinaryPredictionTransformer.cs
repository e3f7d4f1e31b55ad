using Microsoft.ML.Calibrators;
using Microsoft.ML.Runtime;

[assembly: ModelLoader(Microsoft.ML.Data.BinaryPredictionLoader.Signature, typeof(Microsoft.ML.Data.BinaryPredictionLoader))]

namespace Microsoft.ML.Data;

/// <summary>Adds <c>PredictedLabel</c>, <c>Score</c> and, for a calibrated model, <c>Probability</c>.</summary>
public sealed class BinaryPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal BinaryPredictionTransformer(IHostEnvironment environment, TModel model, string featureColumn)
        : base(environment.Register(BinaryPredictionLoader.Signature), model, featureColumn)
    {
    }

    internal static (string Column, IScoringModel Model) ReadFrom(IHostEnvironment environment, ModelLoadContext context) => Read(environment, context);

    private protected override RowToRowMapper Bind(DataViewSchema schema)
    {
        List<(DataViewSchema.DetachedColumn, Func<Func<float>, Delegate>)> columns =
        [
            (new("PredictedLabel", BooleanDataViewType.Instance), score => (ValueGetter<bool>)((ref bool value) => value = score() > 0)),
            (new("Score", NumberDataViewType.Single), score => (ValueGetter<float>)((ref float value) => value = score())),
        ];
        if (Scorer is CalibratedModelParametersBase { Calibrator: ICalibrator calibrator })
        {
            columns.Add((new("Probability", NumberDataViewType.Single), score => (ValueGetter<float>)((ref float value) => value = calibrator.PredictProbability(score()))));
        }

        return new RowToRowMapper(new ScoreMapper(schema, FeatureOf(schema), Scorer, [.. columns]));
    }

    private protected override void SaveModel(ModelSaveContext ctx) => Write(ctx, BinaryPredictionLoader.Signature, typeof(BinaryPredictionLoader));
}

/// <summary>Reads binary transformers back.</summary>
internal static class BinaryPredictionLoader
{
    public const string Signature = "BinaryPred";

    public static ICanSaveModel Load(IHostEnvironment environment, ModelLoadContext context)
    {
        (string column, IScoringModel model) = BinaryPredictionTransformer<IScoringModel>.ReadFrom(environment, context);
        return GenericCall.Invoke<ICanSaveModel>(typeof(BinaryPredictionLoader), nameof(Make), [model.GetType()], environment, model, column);
    }

    private static BinaryPredictionTransformer<TModel> Make<TModel>(IHostEnvironment environment, TModel model, string column)
        where TModel : class => new(environment, model, column);
}
