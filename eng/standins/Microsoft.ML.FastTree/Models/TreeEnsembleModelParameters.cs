using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Trees, and how much each feature matters to them.</summary>
public abstract class TreeEnsembleModelParameters : ModelParametersBase<float>
{
    private protected TreeEnsembleModelParameters(IHost host)
        : base(host)
    {
    }

    /// <summary>The root of the sum of the gains of each feature's splits, over that of the best feature: 0 (never used) to 1.</summary>
    public void GetFeatureWeights(ref VBuffer<float> weights)
    {
        double[] gains = GainsOfFeatures();
        double best = gains.Max();
        VBufferEditor<float> editor = VBufferEditor.Create(ref weights, gains.Length);
        for (int i = 0; i < gains.Length; i++)
        {
            editor.Values[i] = best == 0 ? 0 : (float)Math.Sqrt(gains[i] / best);
        }

        weights = editor.Commit();
    }

    /// <summary>The sum of the gains of each feature's splits.</summary>
    private protected abstract double[] GainsOfFeatures();
}

/// <summary>Boosted trees.</summary>
public abstract class TreeEnsembleModelParametersBasedOnRegressionTree : TreeEnsembleModelParameters, IScoringModel
{
    private readonly int _features;

    private protected TreeEnsembleModelParametersBasedOnRegressionTree(IHost host, RegressionTreeEnsemble trees, int features)
        : base(host)
    {
        TrainedTreeEnsemble = trees;
        _features = features;
    }

    public RegressionTreeEnsemble TrainedTreeEnsemble { get; }

    int IScoringModel.FeatureCount => _features;

    float IScoringModel.Score(ReadOnlySpan<float> features) => TrainedTreeEnsemble.Score(features);

    private protected override double[] GainsOfFeatures()
    {
        double[] gains = new double[_features];
        foreach (RegressionTree tree in TrainedTreeEnsemble.Trees)
        {
            for (int node = 0; node < tree.NumberOfNodes; node++)
            {
                gains[tree.NumericalSplitFeatureIndexes[node]] += tree.SplitGains[node];
            }
        }

        return gains;
    }

    private protected void Write(ModelSaveContext ctx, string signature, Type loader)
    {
        ctx.SetSignature(signature, loader, 1);
        ctx.Writer.Write(_features);
        ctx.Writer.Write(TrainedTreeEnsemble.Trees.Count);
        foreach (RegressionTree tree in TrainedTreeEnsemble.Trees)
        {
            tree.Write(ctx.Writer);
        }
    }

    private protected static (int Features, RegressionTreeEnsemble Trees) Read(ModelLoadContext context)
    {
        context.CheckVersion(1);
        int features = context.Reader.ReadInt32();
        var trees = new RegressionTree[context.Reader.ReadInt32()];
        for (int i = 0; i < trees.Length; i++)
        {
            trees[i] = RegressionTree.Read(context.Reader);
        }

        return (features, new RegressionTreeEnsemble(trees));
    }
}

/// <summary>Trees that predict a number.</summary>
public sealed class FastTreeRegressionModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal const string Signature = "FastTreeRegressionExec";

    internal FastTreeRegressionModelParameters(IHost host, RegressionTreeEnsemble trees, int features)
        : base(host, trees, features)
    {
    }

    internal static ICanSaveModel Load(IHostEnvironment environment, ModelLoadContext context)
    {
        (int features, RegressionTreeEnsemble trees) = Read(context);
        return new FastTreeRegressionModelParameters(environment.Register(Signature), trees, features);
    }

    private protected override void SaveCore(ModelSaveContext ctx) => Write(ctx, Signature, typeof(FastTreeRegressionModelParameters));
}

/// <summary>Trees that tell yes (above zero) from no.</summary>
public sealed class FastTreeBinaryModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal const string Signature = "FastTreeBinaryExec";

    internal FastTreeBinaryModelParameters(IHost host, RegressionTreeEnsemble trees, int features)
        : base(host, trees, features)
    {
    }

    internal static ICanSaveModel Load(IHostEnvironment environment, ModelLoadContext context)
    {
        (int features, RegressionTreeEnsemble trees) = Read(context);
        return new FastTreeBinaryModelParameters(environment.Register(Signature), trees, features);
    }

    private protected override void SaveCore(ModelSaveContext ctx) => Write(ctx, Signature, typeof(FastTreeBinaryModelParameters));
}
