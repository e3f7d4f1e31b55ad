using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>An estimator whose transformer predicts with a model.</summary>
public interface ITrainerEstimator<out TTransformer, out TModel> : IEstimator<TTransformer>
    where TTransformer : IPredictionTransformer<TModel>
    where TModel : class
{
    TrainerInfo Info { get; }
}

/// <summary>Checks the columns, then learns.</summary>
public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    public readonly SchemaShape.Column FeatureColumn;
    public readonly SchemaShape.Column LabelColumn;
    public readonly SchemaShape.Column WeightColumn;

    private protected TrainerEstimatorBase(IHost host, SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight)
    {
        Host = host;
        FeatureColumn = feature;
        LabelColumn = label;
        WeightColumn = weight;
    }

    public abstract TrainerInfo Info { get; }

    private protected IHost Host { get; }

    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Check(SchemaShape.Create(input.Schema));
        return Train(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Check(inputSchema);
        return inputSchema.With(OutputColumns());
    }

    private protected abstract TTransformer Train(IDataView data);

    /// <summary>The columns that the transformer adds.</summary>
    private protected abstract SchemaShape.Column[] OutputColumns();

    private void Check(SchemaShape shape)
    {
        Check(shape, FeatureColumn, "feature");
        Check(shape, LabelColumn, "label");
        if (WeightColumn.Name is not null)
        {
            Check(shape, WeightColumn, "weight");
        }
    }

    private static void Check(SchemaShape shape, SchemaShape.Column expected, string role)
    {
        foreach (SchemaShape.Column actual in shape)
        {
            if (actual.Name == expected.Name)
            {
                if (actual.Kind != expected.Kind || actual.IsKey || !expected.ItemType.Equals(actual.ItemType))
                {
                    throw Errors.WrongType(expected.Name, expected.Describe(), actual.Describe(), role);
                }

                return;
            }
        }

        throw Errors.MissingColumn(expected.Name, role);
    }
}

/// <summary>The same for trainers that can know groups of rows.</summary>
public abstract class TrainerEstimatorBaseWithGroupId<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    public readonly SchemaShape.Column GroupIdColumn;

    private protected TrainerEstimatorBaseWithGroupId(
        IHost host, SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight, SchemaShape.Column group)
        : base(host, feature, label, weight) => GroupIdColumn = group;
}
