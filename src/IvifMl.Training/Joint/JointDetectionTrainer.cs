using IvifMl.Imaging;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// Trains a fusion network θ and a detector φ that reads its pictures together, as a bilevel problem: upper level min L_det(φ, θ*(φ)) over φ, lower level
/// θ*(φ) in argmin L_f(θ) + λ L_det(φ, θ). Before that each is trained alone. The levels, and which parameters belong to which, are the published ones ("From Text to
/// Pixels", arXiv 2401.00421, as far as its abstract says); the term with λ, by which the fusion hears of the detector at all, and both solvers are our reading.
/// </summary>
/// <remarks>The result fuses and detects: a chain of a <see cref="FusionTransformer"/> and, as <c>LastTransformer</c>, a <see cref="DetectionTransformer"/>.</remarks>
public sealed class JointDetectionTrainer : IEstimator<TransformerChain<DetectionTransformer>>
{
    /// <summary>The file's name of the fusion model in the output folder.</summary>
    public const string ModelFileName = LanguageDrivenTrainer.ModelFileName;

    /// <summary>The file's name of the detector in the output folder.</summary>
    public const string DetectorFileName = "detector.onnx";

    /// <summary>The file's name of the page of curves in the output folder.</summary>
    public const string PageFileName = CurvesPage.FileName;

    private readonly MLContext _context;
    private readonly JointDetectionOptions _options;

    internal JointDetectionTrainer(MLContext context, JointDetectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_context, _options) = (context, options);
    }

    /// <summary>Trains, and gives the transformers that fuse and detect.</summary>
    /// <param name="input">Data with the infrared and visible image columns of <see cref="JointDetectionOptions.Fusion"/> and the columns of classes and boxes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidDataException">A row has other numbers of classes and boxes, or a box that is none; or the checkpoint is of another recipe.</exception>
    /// <exception cref="ArgumentException">There are too few pairs, or none has an object.</exception>
    /// <exception cref="ArithmeticException">A loss became NaN or infinite; the message names step and term.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the checkpoint is valid.</exception>
    public TransformerChain<DetectionTransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        (byte[] fusion, byte[] detector) = Train(DetectorRows.ReadPairs(input, _options));
        return TemporaryModel.Use(fusion, fusionPath => TemporaryModel.Use(detector, detectorPath =>
            _context.Transforms.FuseInfraredVisible(_options.Fusion with { ModelPath = fusionPath })
                .Append(_context.Transforms.DetectObjects(Detection with { ModelPath = detectorPath }))
                .Fit(input)));
    }

    /// <summary>The shape of the data with the fused image column and the columns of detections.</summary>
    /// <param name="inputSchema">The shape of the data.</param>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        _context.Transforms.DetectObjects(Detection).GetOutputSchema(_context.Transforms.FuseInfraredVisible(_options.Fusion).GetOutputSchema(inputSchema));

    /// <summary>Trains on pairs in memory.</summary>
    /// <param name="pairs">Registered pairs with their objects; how they were fused before does not count.</param>
    /// <returns>Two .onnx files as bytes, one that keeps <c>ivif.fusion/1</c> and one that keeps <c>ivif.detector/1</c>; also written to the output folder where there is one.</returns>
    public (byte[] Fusion, byte[] Detector) Train(IReadOnlyList<DetectorPicture> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        (byte[] Fusion, byte[] Detector) models = ([], []);
        Prepare(pairs, _options, (fusion, detector, trainer) =>
        {
            trainer.Run();
            fusion.eval();
            models = (fusion.ToOnnx(_options.Card with { Prompt = _options.Card.Prompt ?? _options.Loss.Language?.Prompts[0] }), detector.ToOnnx(_options.DetectorCard));
        });
        if (_options.OutputFolder is { } folder)
        {
            AtomicFile.Write(Path.Combine(folder, ModelFileName), models.Fusion);
            AtomicFile.Write(Path.Combine(folder, DetectorFileName), models.Detector);
        }

        return models;
    }

    /// <summary>What the training would cost at most, from a few joint steps really taken, as if its warm-ups were joint too; writes nothing.</summary>
    /// <param name="pairs">Registered pairs with their objects.</param>
    public TrainingEstimate Estimate(IReadOnlyList<DetectorPicture> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        TrainingEstimate? estimate = null;
        Prepare(pairs, _options with { FusionSteps = 0, DetectorSteps = 0, Steps = TrainingEstimate.MeasuredSteps }, (_, _, trainer) => estimate = TrainingEstimate.Of(trainer, _options.AllSteps));
        return estimate!;
    }

    private DetectionOptions Detection => _options.Detection with { InputColumnName = _options.Fusion.OutputColumnName };

    /// <summary>Makes everything that a training needs and lets it be used.</summary>
    private void Prepare(IReadOnlyList<DetectorPicture> pairs, JointDetectionOptions options, Action<FusionNetwork, IvifDetNetwork, JointTrainer> use)
    {
        using IChannel channel = ((IHostEnvironment)_context).Register(FusionCatalog.LogSource).Start("Train");
        JointPictures.RequirePairs(pairs);
        IvifDetOptions sizes = options.ClassesOfTheData ? options.Detector with { Classes = DetectorSet.ClassesOf(pairs) } : options.Detector;
        DetectorSet set = DetectorSet.Split(pairs, options.ValidationShare, options.Seed);
        if (sizes.Classes.Count == 0)
        {
            throw new ArgumentException("No pair has an object to learn from.", nameof(pairs));
        }

        DetectorSet.CheckClasses(pairs, sizes.Classes);
        set_num_threads(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        Device device = TrainingDevice.Of(_context, options.GpuDeviceId, options.Fusion.FallbackToCpu);
        manual_seed(options.Seed);
        using FusionNetwork fusion = options.Network();
        using IvifDetNetwork detector = new(sizes);
        using IvifDetNetwork average = new(sizes);
        string starts = string.Join(
            ';',
            TrainingCheckpoint.Start(options.FusionStart, fusion, fusion.Kind, TrainingCheckpoint.WeightsEntry),
            TrainingCheckpoint.Start(options.DetectorStart, detector, IvifDetNetwork.NetworkName, DetectorTrainer.AverageEntry));
        fusion.to(device);
        detector.to(device);
        average.to(device);
        using ILanguageEncoder? encoder = LanguageEncoders.Of(options.Loss, options.Encoder, options.ClipPath);
        using FusionObjective objective = new(options.Loss, encoder, null, device);
        using JointTrainer trainer = new(fusion, detector, average, objective, set, options, starts, device, text => channel.Info(MessageSensitivity.None, "{0}", text));
        channel.Info(MessageSensitivity.None, "{0}", $"trains {fusion.Kind} and {IvifDetNetwork.NetworkName} for {string.Join(", ", sizes.Classes)} on {set.Training.Count} pairs, {set.Validation.Count} kept for validation: {options.FusionSteps} steps of the fusion, {options.DetectorSteps} of the detector, {options.Steps} joint ({options.Solver}), {device}");
        use(fusion, average, trainer);
    }
}
