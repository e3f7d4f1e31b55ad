using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>
/// Boosted trees that tell yes from no by the logistic loss. The sigmoid of that loss turns scores into
/// probabilities, so nothing has to be held back for a calibration.
/// </summary>
public sealed class FastTreeBinaryTrainer
    : BoostingFastTreeTrainerBase<
        FastTreeBinaryTrainer.Options,
        BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>,
        CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>
{
    private readonly IHostEnvironment _environment;

    internal FastTreeBinaryTrainer(IHostEnvironment environment, Options options)
        : base(environment.Register("FastTreeBinaryClassification"), options, BooleanDataViewType.Instance) => _environment = environment;

    private protected override BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> Train(IDataView data)
    {
        double steepness = 2 * Settings.LearningRate;
        RegressionTreeEnsemble trees = Boost(data, Objective.Logistic(steepness), out int features);
        FastTreeBinaryModelParameters model = new(Host, trees, features);
        return new(_environment, new CalibratedModelParameters<FastTreeBinaryModelParameters, PlattCalibrator>(model, new PlattCalibrator(-steepness, 0)), FeatureColumn.Name);
    }

    private protected override SchemaShape.Column[] OutputColumns() =>
    [
        SchemaShape.Column.Of("PredictedLabel", BooleanDataViewType.Instance),
        SchemaShape.Column.Of("Score", NumberDataViewType.Single),
        SchemaShape.Column.Of("Probability", NumberDataViewType.Single),
    ];

    /// <summary>How it trains.</summary>
    public sealed class Options : BoostedTreeOptions
    {
    }
}
