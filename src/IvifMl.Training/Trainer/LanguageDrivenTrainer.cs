using IvifMl.Imaging;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// Trains a fusion network on the image columns of the data by saying, in CLIP's embedding space, what a good fusion is
/// (LDFusion, arXiv 2402.16267), with classic terms beside it. The result is a <see cref="FusionTransformer"/> like any other: its graph
/// runs in ONNX Runtime and travels in a plain ML.NET zip.
/// </summary>
public sealed class LanguageDrivenTrainer : IEstimator<FusionTransformer>
{
    /// <summary>The file's name of the trained model in the output folder.</summary>
    public const string ModelFileName = "model.onnx";

    /// <summary>The file's name of the page of curves in the output folder.</summary>
    public const string PageFileName = CurvesPage.FileName;

    private readonly MLContext _context;
    private readonly LanguageDrivenOptions _options;

    internal LanguageDrivenTrainer(MLContext context, LanguageDrivenOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_context, _options) = (context, options);
    }

    /// <summary>Trains, and gives the transformer that fuses with what was learnt.</summary>
    /// <param name="input">Data with the infrared and visible image columns of <see cref="LanguageDrivenOptions.Fusion"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no image.</exception>
    /// <exception cref="ArgumentException">There are too few pairs, or one is smaller than a crop.</exception>
    /// <exception cref="ArithmeticException">The loss became NaN or infinite; the message names step and term.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the checkpoint is valid.</exception>
    public FusionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        IReadOnlyList<TrainingPair> pairs = TrainingPairReader.Read(input, _options.Fusion.InfraredColumnName, _options.Fusion.VisibleColumnName);
        byte[] model = Train(pairs);
        return TemporaryModel.Use(model, path => _context.Transforms.FuseInfraredVisible(_options.Fusion with { ModelPath = path }).Fit(input));
    }

    /// <summary>The shape of the data with the fused image column.</summary>
    /// <param name="inputSchema">The shape of the data.</param>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        _context.Transforms.FuseInfraredVisible(_options.Fusion).GetOutputSchema(inputSchema);

    /// <summary>Trains on pairs in memory.</summary>
    /// <param name="pairs">Registered pairs.</param>
    /// <returns>The model as the bytes of an .onnx file that keeps <c>ivif.fusion/1</c>; also written to the output folder where there is one.</returns>
    public byte[] Train(IReadOnlyList<TrainingPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        byte[] model = [];
        Prepare(pairs, (network, trainer) =>
        {
            trainer.Run();
            model = network.ToOnnx(_options.Card with { Prompt = _options.Card.Prompt ?? _options.Loss.Language?.Prompts[0] });
        });
        if (_options.OutputFolder is { } folder)
        {
            AtomicFile.Write(Path.Combine(folder, ModelFileName), model);
        }

        return model;
    }

    /// <summary>What the training would cost, from a few steps really taken; writes nothing.</summary>
    /// <param name="pairs">Registered pairs.</param>
    public TrainingEstimate Estimate(IReadOnlyList<TrainingPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        TrainingEstimate? estimate = null;
        Prepare(pairs, (_, trainer) => estimate = TrainingEstimate.Of(trainer, trainer.Steps));
        return estimate!;
    }

    /// <summary>Makes everything that a training needs and lets it be used.</summary>
    private void Prepare(IReadOnlyList<TrainingPair> pairs, Action<FusionNetwork, FusionTrainer> use)
    {
        using IChannel channel = ((IHostEnvironment)_context).Register(FusionCatalog.LogSource).Start("Train");
        set_num_threads(_options.Threads > 0 ? _options.Threads : Environment.ProcessorCount);
        Device device = TrainingDevice.Of(_context, _options.GpuDeviceId, _options.Fusion.FallbackToCpu);
        manual_seed(_options.Seed);
        using FusionNetwork network = _options.Network();
        network.to(device);
        using ILanguageEncoder? encoder = LanguageEncoders.Of(_options.Loss, _options.Encoder, _options.ClipPath);
        using IFeatureExtractor? features = FeatureExtractors.Load(_options.FeaturesPath);
        features?.MoveTo(device);
        using FusionObjective objective = new(_options.Loss, encoder, features, device);
        TrainingSet set = TrainingSet.Split(pairs, _options.ValidationShare, _options.Seed);
        using FusionTrainer trainer = new(network, objective, set, _options, device, text => channel.Info(MessageSensitivity.None, "{0}", text));
        channel.Info(MessageSensitivity.None, "{0}", $"trains {network.Kind} ({network.parameters().Sum(p => p.numel())} parameters) on {set.Training.Count} pairs, {set.Validation.Count} kept for validation, {trainer.Steps} steps, {device}, language by {encoder?.Name ?? "nothing"}");
        use(network, trainer);
    }
}
