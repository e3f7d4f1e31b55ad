using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>Fits estimators one after the other on the data itself, where a chain would compare image types by reference.</summary>
internal sealed class ChainBuilder(IDataView data)
{
    private readonly List<ITransformer> _steps = [];
    private IDataView _data = data;

    /// <summary>Fits the next step on the data as the steps before it leave it.</summary>
    public ChainBuilder Add<TTransformer>(IEstimator<TTransformer> estimator)
        where TTransformer : class, ITransformer
    {
        return AddFitted(estimator.Fit(_data));
    }

    /// <summary>Adds a step that was fitted elsewhere.</summary>
    public ChainBuilder AddFitted(ITransformer step)
    {
        _steps.Add(step);
        _data = step.Transform(_data);
        return this;
    }

    /// <summary>The fitted steps.</summary>
    public TransformerChain<ITransformer> ToChain() => new([.. _steps]);
}
