using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: ModelLoader(Microsoft.ML.Calibrators.CalibratedModelLoader.Signature, typeof(Microsoft.ML.Calibrators.CalibratedModelLoader))]

namespace Microsoft.ML.Calibrators;

/// <summary>A model and what turns its scores into probabilities.</summary>
public abstract class CalibratedModelParametersBase : IScoringModel
{
    private protected CalibratedModelParametersBase(IScoringModel subModel, ICalibrator calibrator)
    {
        SubModel = subModel;
        Calibrator = calibrator;
    }

    public object SubModel { get; }

    public ICalibrator Calibrator { get; }

    int IScoringModel.FeatureCount => ((IScoringModel)SubModel).FeatureCount;

    float IScoringModel.Score(ReadOnlySpan<float> features) => ((IScoringModel)SubModel).Score(features);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        PlattCalibrator platt = (PlattCalibrator)Calibrator;
        ctx.SetSignature(CalibratedModelLoader.Signature, typeof(CalibratedModelLoader), CalibratedModelLoader.Version);
        ctx.Writer.Write(platt.Slope);
        ctx.Writer.Write(platt.Offset);
        ctx.SaveModel((IScoringModel)SubModel, CalibratedModelLoader.Inner);
    }
}

/// <summary>The same with the types of both known.</summary>
public abstract class CalibratedModelParametersBase<TSubModel, TCalibrator> : CalibratedModelParametersBase
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
    private protected CalibratedModelParametersBase(TSubModel subModel, TCalibrator calibrator)
        : base((IScoringModel)(object)subModel, calibrator)
    {
    }

    public new TSubModel SubModel => (TSubModel)base.SubModel;

    public new TCalibrator Calibrator => (TCalibrator)base.Calibrator;
}

/// <summary>The one that trainers make.</summary>
internal sealed class CalibratedModelParameters<TSubModel, TCalibrator>(TSubModel subModel, TCalibrator calibrator)
    : CalibratedModelParametersBase<TSubModel, TCalibrator>(subModel, calibrator)
    where TSubModel : class
    where TCalibrator : class, ICalibrator;

/// <summary>Reads calibrated models back.</summary>
internal static class CalibratedModelLoader
{
    public const string Signature = "CaliPredExec";
    public const string Inner = "Predictor";
    public const int Version = 1;

    public static ICanSaveModel Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckVersion(Version);
        PlattCalibrator calibrator = new(context.Reader.ReadDouble(), context.Reader.ReadDouble());
        IScoringModel inner = context.LoadModel<IScoringModel>(environment, Inner);
        return GenericCall.Invoke<ICanSaveModel>(typeof(CalibratedModelLoader), nameof(Make), [inner.GetType()], inner, calibrator);
    }

    private static CalibratedModelParameters<TSubModel, PlattCalibrator> Make<TSubModel>(TSubModel inner, PlattCalibrator calibrator)
        where TSubModel : class => new(inner, calibrator);
}
