using IvifMl.Imaging;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// Trains a text-guided fusion network on the image columns of the data. Each step gives pairs faults of a known kind and asks for them
/// to be taken away, or for something else, in sentences of <see cref="PromptFamily"/>; what should come out is computed. The sentences are
/// embedded by a frozen CLIP. The result is a <see cref="FusionTransformer"/> that takes prompts.
/// </summary>
public sealed class TextGuidedTrainer : IEstimator<FusionTransformer>
{
    private readonly MLContext _context;
    private readonly TextGuidedOptions _options;

    internal TextGuidedTrainer(MLContext context, TextGuidedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_context, _options) = (context, options);
    }

    /// <summary>Trains, and gives the transformer that fuses with what was learnt.</summary>
    /// <param name="input">Data with the infrared and visible image columns of <see cref="TextGuidedOptions.Fusion"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no image.</exception>
    /// <exception cref="ArgumentException">There are too few pairs, one is smaller than a crop, or the CLIP's embeddings do not fit the network.</exception>
    /// <exception cref="ArithmeticException">The loss became NaN or infinite; the message names step and term.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the checkpoint is valid.</exception>
    public FusionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        byte[] model = Train(TrainingPairReader.Read(input, _options.Fusion.InfraredColumnName, _options.Fusion.VisibleColumnName));
        return TemporaryModel.Use(model, path => _context.Transforms.FuseInfraredVisible(_options.Fusion with { ModelPath = path }).Fit(input));
    }

    /// <summary>The shape of the data with the fused image column.</summary>
    /// <param name="inputSchema">The shape of the data.</param>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        _context.Transforms.FuseInfraredVisible(_options.Fusion).GetOutputSchema(inputSchema);

    /// <summary>Trains on pairs in memory.</summary>
    /// <param name="pairs">Registered pairs, best with colours.</param>
    /// <returns>The model as the bytes of an .onnx file that keeps <c>ivif.fusion/1</c>; also written to the output folder where there is one.</returns>
    public byte[] Train(IReadOnlyList<TrainingPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        using IChannel channel = ((IHostEnvironment)_context).Register(FusionCatalog.LogSource).Start("Train");
        set_num_threads(_options.Threads > 0 ? _options.Threads : Environment.ProcessorCount);
        manual_seed(_options.Seed);
        using PromptedFusionNetwork network = _options.Network();
        using ILanguageEncoder encoder = LanguageEncoders.Load(_options.ClipPath);
        using PromptTexts texts = new(encoder, CPU);
        if (texts.Length != network.TextLength)
        {
            throw new ArgumentException($"'{encoder.Name}' embeds sentences in {texts.Length} values; the network takes {network.TextLength}. Make the network with TextLength = {texts.Length}, or name another CLIP.");
        }

        TrainingSet set = TrainingSet.Split(pairs, _options.ValidationShare, _options.Seed);
        using FusionModel teacher = FusionModel.Shipped(ShippedModels.Pyramid);
        using PromptedObjective objective = new(_options.Loss, network.HasCodebook);
        using PromptedTrainer trainer = new(network, objective, texts, teacher, set, _options, line => channel.Info(MessageSensitivity.None, "{0}", line));
        channel.Info(MessageSensitivity.None, "{0}", $"trains {network.Kind} ({network.parameters().Sum(p => p.numel())} parameters) on {set.Training.Count} pairs, {set.Validation.Count} kept for validation, {_options.Steps} steps, sentences by {encoder.Name}");
        trainer.Run();
        network.eval();
        byte[] model = network.ToOnnx(_options.Card with { Text = _options.Card.Text ?? new() { Encoder = encoder.Name, Length = network.TextLength } });
        if (_options.OutputFolder is { } folder)
        {
            AtomicFile.Write(Path.Combine(folder, LanguageDrivenTrainer.ModelFileName), model);
        }

        return model;
    }
}
