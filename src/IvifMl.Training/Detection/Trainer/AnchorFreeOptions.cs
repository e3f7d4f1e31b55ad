namespace IvifMl.Training;

/// <summary>Options of <c>ml.Detection.Trainers.AnchorFree</c>.</summary>
public sealed record AnchorFreeOptions
{
    /// <summary>Default of <see cref="Epochs"/>.</summary>
    public const int DefaultEpochs = 50;

    /// <summary>Default of <see cref="BatchSize"/>.</summary>
    public const int DefaultBatchSize = 16;

    /// <summary>Default of <see cref="CropSide"/>.</summary>
    public const int DefaultCropSide = 256;

    /// <summary>Default of <see cref="LearningRate"/>.</summary>
    public const double DefaultLearningRate = 1e-3;

    /// <summary>Default of <see cref="LastRateShare"/>.</summary>
    public const double DefaultLastRateShare = 0.02;

    /// <summary>Default of <see cref="WeightDecay"/>.</summary>
    public const double DefaultWeightDecay = 0.02;

    /// <summary>Default of <see cref="AverageDecay"/>.</summary>
    public const double DefaultAverageDecay = 0.998;

    /// <summary>Default of <see cref="MaximumGradientNorm"/>.</summary>
    public const double DefaultMaximumGradientNorm = 10;

    /// <summary>Default of <see cref="ValidationShare"/>.</summary>
    public const double DefaultValidationShare = 0.1;

    /// <summary>Default of <see cref="Seed"/>.</summary>
    public const int DefaultSeed = 1;

    /// <summary>Default of <see cref="ReportEvery"/>.</summary>
    public const int DefaultReportEvery = 20;

    /// <summary>Default of <see cref="CheckpointEvery"/>.</summary>
    public const int DefaultCheckpointEvery = 200;

    /// <summary>The image column that is read, in training too, the columns of the transformer that results, and its thresholds.</summary>
    /// <value>The default value is <c>new DetectionOptions()</c>: reads Fused.</value>
    public DetectionOptions Detection { get; init; } = new();

    /// <summary>The column with the classes of the objects, a vector of text.</summary>
    /// <value>The default value is <c>Label</c>.</value>
    public string LabelColumnName { get; init; } = DetectionCatalog.DefaultLabelColumnName;

    /// <summary>The column with their boxes, a vector of <see cref="float"/>: x0 y0 x1 y1 of each in pixels.</summary>
    /// <value>The default value is <c>BoundingBoxes</c>.</value>
    public string BoundingBoxColumnName { get; init; } = DetectionCatalog.DefaultBoundingBoxColumnName;

    /// <summary>Sizes of the network; its classes count only where <see cref="ClassesOfTheData"/> is false.</summary>
    /// <value>The default value is <c>new IvifDetOptions()</c>.</value>
    public IvifDetOptions Network { get; init; } = new();

    /// <summary>Whether the classes are those of the boxes, in ordinal order. Otherwise they are those of <see cref="Network"/>, and a box of another class is an error.</summary>
    /// <value>The default value is true.</value>
    public bool ClassesOfTheData { get; init; } = true;

    /// <summary>How pictures are varied.</summary>
    /// <value>The default value is <c>new AugmentationOptions()</c>.</value>
    public AugmentationOptions Augmentation { get; init; } = new();

    /// <summary>Passes over the pictures.</summary>
    /// <value>The default value is 50.</value>
    public int Epochs { get; init; } = DefaultEpochs;

    /// <summary>Crops in a step.</summary>
    /// <value>The default value is 16.</value>
    public int BatchSize { get; init; } = DefaultBatchSize;

    /// <summary>Side of a crop in pixels, a multiple of 32.</summary>
    /// <value>The default value is 256.</value>
    public int CropSide { get; init; } = DefaultCropSide;

    /// <summary>Adam's rate behind the warm-up.</summary>
    /// <value>The default value is 1e-3.</value>
    public double LearningRate { get; init; } = DefaultLearningRate;

    /// <summary>Epochs over which the rate grows from 0.</summary>
    /// <value>The default value is 1.</value>
    public double WarmUpEpochs { get; init; } = 1;

    /// <summary>The share of the rate that the cosine ends at.</summary>
    /// <value>The default value is 0.02.</value>
    public double LastRateShare { get; init; } = DefaultLastRateShare;

    /// <summary>Share of the rate by which the weights of convolutions shrink at each step (AdamW's decoupled decay).</summary>
    /// <value>The default value is 0.02.</value>
    public double WeightDecay { get; init; } = DefaultWeightDecay;

    /// <summary>Decay of the moving average of the weights, which is the result.</summary>
    /// <value>The default value is 0.998.</value>
    public double AverageDecay { get; init; } = DefaultAverageDecay;

    /// <summary>Gradients are scaled down to this norm.</summary>
    /// <value>The default value is 10.</value>
    public double MaximumGradientNorm { get; init; } = DefaultMaximumGradientNorm;

    /// <summary>Decides weights, order, crops and light. Equal seeds give equal weights on one CPU with the same thread count.</summary>
    /// <value>The default value is 1.</value>
    public int Seed { get; init; } = DefaultSeed;

    /// <summary>Share of the pictures kept for validation by mAP50; at least one picture where above 0.</summary>
    /// <value>The default value is 0.1.</value>
    public double ValidationShare { get; init; } = DefaultValidationShare;

    /// <summary>Validations without gain after which training stops; 0: never.</summary>
    /// <value>The default value is 0.</value>
    public int Patience { get; init; }

    /// <summary>Whether the result has the weights of the best validation instead of the last ones.</summary>
    /// <value>The default value is false.</value>
    public bool KeepBest { get; init; }

    /// <summary>Folder for the checkpoint, the log (CSV), the page of curves (HTML) and the model (ONNX). A checkpoint found there is resumed.</summary>
    /// <value>The default value is null: nothing is written.</value>
    public string? OutputFolder { get; init; }

    /// <summary>Steps between reports.</summary>
    /// <value>The default value is 20.</value>
    public int ReportEvery { get; init; } = DefaultReportEvery;

    /// <summary>Steps between checkpoints, each with a validation.</summary>
    /// <value>The default value is 200.</value>
    public int CheckpointEvery { get; init; } = DefaultCheckpointEvery;

    /// <summary>Threads of torch; 0: one for each core.</summary>
    /// <value>The default value is 0.</value>
    public int Threads { get; init; }

    /// <summary>The CUDA device; the context's where null, the CPU where that has none.</summary>
    /// <value>The default value is null.</value>
    public int? GpuDeviceId { get; init; }

    /// <summary>What the model's metadata say.</summary>
    /// <value>The default value names the network and says that data and licence are not stated.</value>
    public FusionModelCard Card { get; init; } = new() { Name = IvifDetNetwork.NetworkName, TrainingData = "not stated", Licence = "not stated" };

    /// <summary>Hears of each report.</summary>
    /// <value>The default value is null.</value>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops at the next step and leaves a valid checkpoint.</summary>
    /// <value>The default value is <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A value that no training can have; the message names it and what is allowed.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Detection);
        ArgumentNullException.ThrowIfNull(Network);
        ArgumentNullException.ThrowIfNull(Augmentation);
        ArgumentNullException.ThrowIfNull(Card);
        ArgumentException.ThrowIfNullOrWhiteSpace(LabelColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(BoundingBoxColumnName);
        Detection.Validate();
        Network.Validate();
        Augmentation.Validate();
        Card.Validate();
        OptionRange.Least(Epochs, 1, nameof(Epochs));
        OptionRange.Least(BatchSize, 1, nameof(BatchSize));
        OptionRange.Least(CropSide, IvifDetNetwork.CoarsestStride, nameof(CropSide));
        OptionRange.Least(ReportEvery, 1, nameof(ReportEvery));
        OptionRange.Least(CheckpointEvery, 1, nameof(CheckpointEvery));
        OptionRange.Least(Patience, 0, nameof(Patience));
        OptionRange.Least(Threads, 0, nameof(Threads));
        OptionRange.Between(LearningRate, double.Epsilon, 1, nameof(LearningRate));
        OptionRange.Between(WarmUpEpochs, 0, Epochs, nameof(WarmUpEpochs));
        OptionRange.Between(LastRateShare, 0, 1, nameof(LastRateShare));
        OptionRange.Between(WeightDecay, 0, 1, nameof(WeightDecay));
        OptionRange.Between(AverageDecay, 0, 1, nameof(AverageDecay));
        OptionRange.Between(MaximumGradientNorm, double.Epsilon, double.MaxValue, nameof(MaximumGradientNorm));
        OptionRange.Between(ValidationShare, 0, 0.9, nameof(ValidationShare));
        if (CropSide % IvifDetNetwork.CoarsestStride != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(CropSide), CropSide, $"CropSide is a multiple of {IvifDetNetwork.CoarsestStride}.");
        }

        if (ValidationShare == 0 && (Patience > 0 || KeepBest))
        {
            throw new ArgumentException("Patience and KeepBest need a validation set: set ValidationShare above 0.");
        }
    }
}
