using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>What trainers of trees share.</summary>
public abstract class FastTreeTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBaseWithGroupId<TTransformer, TModel>
    where TOptions : TreeOptions, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected FastTreeTrainerBase(IHost host, TOptions options, PrimitiveDataViewType labelType)
        : base(host, Vector(options.FeatureColumnName), Scalar(options.LabelColumnName, labelType), Optional(options.ExampleWeightColumnName), Optional(options.RowGroupColumnName)) =>
        Settings = options;

    public override TrainerInfo Info { get; } = new(needNormalization: false, wantCaching: false);

    private protected TOptions Settings { get; }

    private static SchemaShape.Column Vector(string name) => new(name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false);

    private static SchemaShape.Column Scalar(string name, DataViewType type) => new(name, SchemaShape.Column.VectorKind.Scalar, type, false);

    private static SchemaShape.Column Optional(string name) => name is null ? default : Scalar(name, NumberDataViewType.Single);
}

/// <summary>What trainers of boosted trees share.</summary>
public abstract class BoostingFastTreeTrainerBase<TOptions, TTransformer, TModel> : FastTreeTrainerBase<TOptions, TTransformer, TModel>
    where TOptions : BoostedTreeOptions, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected BoostingFastTreeTrainerBase(IHost host, TOptions options, PrimitiveDataViewType labelType)
        : base(host, options, labelType)
    {
    }

    private protected RegressionTreeEnsemble Boost(IDataView data, Objective objective, out int features)
    {
        Settings.Check();
        using IChannel channel = Host.Start("Training");
        TrainingRows rows = TrainingRows.Read(data, Settings, channel);
        features = rows.FeatureCount;
        return new Boosting(rows, Settings, objective).Run();
    }
}
