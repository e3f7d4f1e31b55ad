using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The verbs of one kind of prediction.</summary>
public abstract class TrainCatalogBase
{
    private protected TrainCatalogBase(HostEnvironment environment) => Environment = environment;

    private protected HostEnvironment Environment { get; }

    /// <summary>Trains on all folds but one and measures on that one, for each fold.</summary>
    private protected IReadOnlyList<CrossValidationResult<TMetrics>> Validate<TMetrics>(
        IDataView data, IEstimator<ITransformer> estimator, int folds, string samplingKey, int? seed, Func<IDataView, TMetrics> evaluate)
        where TMetrics : class
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return [.. new DataOperationsCatalog(Environment).CrossValidationSplit(data, folds, samplingKey, seed).Select((split, fold) =>
        {
            ITransformer model = estimator.Fit(split.TrainSet);
            IDataView scored = model.Transform(split.TestSet);
            return new CrossValidationResult<TMetrics>(model, evaluate(scored), scored, fold);
        })];
    }

    /// <summary>Where trainers hang.</summary>
    public abstract class CatalogInstantiatorBase
    {
        private protected CatalogInstantiatorBase(TrainCatalogBase owner) => Environment = owner.Environment;

        internal IHostEnvironment Environment { get; }
    }

    /// <summary>What came of one fold.</summary>
    public sealed class CrossValidationResult<T>
        where T : class
    {
        public readonly T Metrics;
        public readonly ITransformer Model;
        public readonly IDataView ScoredHoldOutSet;
        public readonly int Fold;

        internal CrossValidationResult(ITransformer model, T metrics, IDataView scores, int fold)
        {
            Model = model;
            Metrics = metrics;
            ScoredHoldOutSet = scores;
            Fold = fold;
        }
    }
}
