using IvifMl.Imaging;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// Trains a small anchor-free detector (<see cref="IvifDetNetwork"/>) on an image column and its boxes. The result is a <see cref="DetectionTransformer"/> like any
/// other: its graph runs in ONNX Runtime and travels in a plain ML.NET zip.
/// </summary>
public sealed class AnchorFreeTrainer : IEstimator<DetectionTransformer>
{
    /// <summary>The file's name of the trained model in the output folder.</summary>
    public const string ModelFileName = LanguageDrivenTrainer.ModelFileName;

    /// <summary>The file's name of the page of curves in the output folder.</summary>
    public const string PageFileName = CurvesPage.FileName;

    private readonly MLContext _context;
    private readonly AnchorFreeOptions _options;

    internal AnchorFreeTrainer(MLContext context, AnchorFreeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_context, _options) = (context, options);
    }

    /// <summary>Trains, and gives the transformer that detects what was learnt.</summary>
    /// <param name="input">Data with the image column of <see cref="AnchorFreeOptions.Detection"/> and the columns of classes and boxes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidDataException">A row has other numbers of classes and boxes, or a box that is none.</exception>
    /// <exception cref="ArgumentException">There are too few pictures, or none has an object.</exception>
    /// <exception cref="ArithmeticException">The loss became NaN or infinite; the message names step and term.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the checkpoint is valid.</exception>
    public DetectionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        byte[] model = Train(DetectorRows.Read(input, _options));
        return TemporaryModel.Use(model, path => _context.Transforms.DetectObjects(_options.Detection with { ModelPath = path }).Fit(input));
    }

    /// <summary>The shape of the data with the columns of detections.</summary>
    /// <param name="inputSchema">The shape of the data.</param>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _context.Transforms.DetectObjects(_options.Detection).GetOutputSchema(inputSchema);

    /// <summary>Trains on pictures in memory.</summary>
    /// <param name="pictures">Pictures or pairs with their objects; one that is given several times is drawn so often.</param>
    /// <returns>The model as the bytes of an .onnx file that keeps <c>ivif.detector/1</c>; also written to the output folder where there is one.</returns>
    public byte[] Train(IReadOnlyList<DetectorPicture> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        byte[] model = [];
        Prepare(pictures, (average, trainer) =>
        {
            trainer.Run();
            model = average.ToOnnx(_options.Card);
        });
        if (_options.OutputFolder is { } folder)
        {
            AtomicFile.Write(Path.Combine(folder, ModelFileName), model);
        }

        return model;
    }

    /// <summary>What the training would cost, from a few steps really taken; writes nothing.</summary>
    /// <param name="pictures">Pictures or pairs with their objects.</param>
    public TrainingEstimate Estimate(IReadOnlyList<DetectorPicture> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        TrainingEstimate? estimate = null;
        Prepare(pictures, (_, trainer) => estimate = TrainingEstimate.Of(trainer, trainer.Steps));
        return estimate!;
    }

    /// <summary>Makes everything that a training needs and lets it be used.</summary>
    private void Prepare(IReadOnlyList<DetectorPicture> pictures, Action<IvifDetNetwork, DetectorTrainer> use)
    {
        using IChannel channel = ((IHostEnvironment)_context).Register(FusionCatalog.LogSource).Start("Train");
        IvifDetOptions sizes = _options.ClassesOfTheData ? _options.Network with { Classes = DetectorSet.ClassesOf(pictures) } : _options.Network;
        DetectorSet set = DetectorSet.Split(pictures, _options.ValidationShare, _options.Seed);
        if (sizes.Classes.Count == 0)
        {
            throw new ArgumentException("No picture has an object to learn from.", nameof(pictures));
        }

        DetectorSet.CheckClasses(pictures, sizes.Classes);
        set_num_threads(_options.Threads > 0 ? _options.Threads : Environment.ProcessorCount);
        Device device = TrainingDevice.Of(_context, _options.GpuDeviceId, _options.Detection.FallbackToCpu);
        manual_seed(_options.Seed);
        using IvifDetNetwork network = new(sizes);
        using IvifDetNetwork average = new(sizes);
        network.to(device);
        average.to(device);
        using DetectorTrainer trainer = new(network, average, set, _options, device, text => channel.Info(MessageSensitivity.None, "{0}", text));
        channel.Info(MessageSensitivity.None, "{0}", $"trains {IvifDetNetwork.NetworkName} ({network.parameters().Sum(p => p.numel())} parameters) for {string.Join(", ", sizes.Classes)} on {set.Training.Count} pictures, {set.Validation.Count} kept for validation, {trainer.Steps} steps, {device}");
        use(average, trainer);
    }
}
