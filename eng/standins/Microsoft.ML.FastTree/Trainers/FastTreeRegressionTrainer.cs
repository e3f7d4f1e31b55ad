using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Boosted trees that fit numbers by least squares.</summary>
public sealed class FastTreeRegressionTrainer
    : BoostingFastTreeTrainerBase<FastTreeRegressionTrainer.Options, RegressionPredictionTransformer<FastTreeRegressionModelParameters>, FastTreeRegressionModelParameters>
{
    private readonly IHostEnvironment _environment;

    internal FastTreeRegressionTrainer(IHostEnvironment environment, Options options)
        : base(environment.Register("FastTreeRegression"), options, NumberDataViewType.Single) => _environment = environment;

    private protected override RegressionPredictionTransformer<FastTreeRegressionModelParameters> Train(IDataView data)
    {
        RegressionTreeEnsemble trees = Boost(data, Objective.LeastSquares, out int features);
        return new(_environment, new FastTreeRegressionModelParameters(Host, trees, features), FeatureColumn.Name);
    }

    private protected override SchemaShape.Column[] OutputColumns() => [SchemaShape.Column.Of("Score", NumberDataViewType.Single)];

    /// <summary>How it trains.</summary>
    public sealed class Options : BoostedTreeOptions
    {
    }
}
