using IvifMl.Metrics;

namespace IvifMl.Training;

/// <summary>Options of <c>ml.Fusion.Trainers.LanguageDriven</c>.</summary>
public sealed record LanguageDrivenOptions
{
    /// <summary>Default of <see cref="Epochs"/>.</summary>
    public const int DefaultEpochs = 100;

    /// <summary>Default of <see cref="Repeats"/>.</summary>
    public const int DefaultRepeats = 10;

    /// <summary>Default of <see cref="BatchSize"/>.</summary>
    public const int DefaultBatchSize = 16;

    /// <summary>Default of <see cref="CropSide"/>.</summary>
    public const int DefaultCropSide = 224;

    /// <summary>Default of <see cref="LearningRate"/>.</summary>
    public const double DefaultLearningRate = 5e-4;

    /// <summary>Default of <see cref="Noise"/>.</summary>
    public const double DefaultNoise = 0.03;

    /// <summary>Default of <see cref="Seed"/>.</summary>
    public const int DefaultSeed = 1;

    /// <summary>Default of <see cref="ReportEvery"/>.</summary>
    public const int DefaultReportEvery = 20;

    /// <summary>Default of <see cref="CheckpointEvery"/>.</summary>
    public const int DefaultCheckpointEvery = 200;

    /// <summary>Default of <see cref="MaximumGradientNorm"/>.</summary>
    public const double DefaultMaximumGradientNorm = 1;

    /// <summary>The fused column of the transformer that results, and the two it reads, in training too.</summary>
    /// <value>The default value is <c>new FusionOptions()</c>: Fused, Infrared, Visible.</value>
    public FusionOptions Fusion { get; init; } = new();

    /// <summary>Makes the network to train.</summary>
    /// <value>The default value makes a <see cref="LanguageFusionNetwork"/> of default size.</value>
    public Func<FusionNetwork> Network { get; init; } = static () => new LanguageFusionNetwork();

    /// <summary>What to train for.</summary>
    /// <value>The default value is <c>new FusionLossOptions()</c>.</value>
    public FusionLossOptions Loss { get; init; } = new();

    /// <summary>CLIP weights (.pt or .safetensors) for the language terms.</summary>
    /// <value>The default value is null: the small CLIP that the package ships.</value>
    public string? ClipPath { get; init; }

    /// <summary>Makes an encoder of your own for the language terms, in place of a CLIP; the training disposes it. A checkpoint knows it by its name.</summary>
    /// <value>The default value is null: the CLIP of <see cref="ClipPath"/>.</value>
    public Func<ILanguageEncoder>? Encoder { get; init; }

    /// <summary>SqueezeNet 1.1 (.onnx) or VGG-19 (.pth, .safetensors) for the fidelity term.</summary>
    /// <value>The default value is null: the fidelity term is left out.</value>
    public string? FeaturesPath { get; init; }

    /// <summary>Passes over the pairs.</summary>
    /// <value>The default value is 100.</value>
    public int Epochs { get; init; } = DefaultEpochs;

    /// <summary>How many crops an epoch takes from each pair.</summary>
    /// <value>The default value is 10.</value>
    public int Repeats { get; init; } = DefaultRepeats;

    /// <summary>Crops in a step.</summary>
    /// <value>The default value is 16.</value>
    public int BatchSize { get; init; } = DefaultBatchSize;

    /// <summary>Side of a crop in pixels, at least 64 and no more than the sides of the smallest pair.</summary>
    /// <value>The default value is 224.</value>
    public int CropSide { get; init; } = DefaultCropSide;

    /// <summary>Adam's rate behind the warm-up.</summary>
    /// <value>The default value is 5e-4.</value>
    public double LearningRate { get; init; } = DefaultLearningRate;

    /// <summary>Epochs over which the rate grows from 0.</summary>
    /// <value>The default value is 1.</value>
    public double WarmUpEpochs { get; init; } = 1;

    /// <summary>Shares of the whole training at which the rate is halved.</summary>
    /// <value>The default value is 0.5, 0.6, 0.7, 0.8, 0.9: epochs 50 to 90 of 100.</value>
    public IReadOnlyList<double> HalvingShares { get; init; } = [0.5, 0.6, 0.7, 0.8, 0.9];

    /// <summary>Standard deviation of the noise added to what the network sees, not to what the loss sees.</summary>
    /// <value>The default value is 0.03.</value>
    public double Noise { get; init; } = DefaultNoise;

    /// <summary>Gradients are scaled down to this norm.</summary>
    /// <value>The default value is 1.</value>
    public double MaximumGradientNorm { get; init; } = DefaultMaximumGradientNorm;

    /// <summary>Decides weights, order, crops and noise. Equal seeds give equal weights on one CPU with the same thread count.</summary>
    /// <value>The default value is 1.</value>
    public int Seed { get; init; } = DefaultSeed;

    /// <summary>Share of the pairs kept for validation; at least one pair where above 0.</summary>
    /// <value>The default value is 0.1.</value>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>The metric of the strict profile that validation watches.</summary>
    /// <value>The default value is <see cref="FusionMetric.EdgePreservation"/>.</value>
    public FusionMetric ValidationMetric { get; init; } = FusionMetric.EdgePreservation;

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
    public FusionModelCard Card { get; init; } = new() { Name = LanguageFusionNetwork.NetworkName, TrainingData = "not stated", Licence = "not stated" };

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
        ArgumentNullException.ThrowIfNull(Fusion);
        ArgumentNullException.ThrowIfNull(Network);
        ArgumentNullException.ThrowIfNull(Loss);
        ArgumentNullException.ThrowIfNull(Card);
        Fusion.Validate();
        Loss.Validate();
        Card.Validate();
        OptionRange.Least(Epochs, 1, nameof(Epochs));
        OptionRange.Least(Repeats, 1, nameof(Repeats));
        OptionRange.Least(BatchSize, 1, nameof(BatchSize));
        OptionRange.Least(CropSide, 64, nameof(CropSide));
        OptionRange.Least(ReportEvery, 1, nameof(ReportEvery));
        OptionRange.Least(CheckpointEvery, 1, nameof(CheckpointEvery));
        OptionRange.Least(Patience, 0, nameof(Patience));
        OptionRange.Least(Threads, 0, nameof(Threads));
        OptionRange.Between(LearningRate, double.Epsilon, 1, nameof(LearningRate));
        OptionRange.Between(WarmUpEpochs, 0, Epochs, nameof(WarmUpEpochs));
        OptionRange.Between(Noise, 0, 1, nameof(Noise));
        OptionRange.Between(MaximumGradientNorm, double.Epsilon, double.MaxValue, nameof(MaximumGradientNorm));
        OptionRange.Between(ValidationShare, 0, 0.9, nameof(ValidationShare));
        foreach (double share in HalvingShares)
        {
            OptionRange.Between(share, 0, 1, nameof(HalvingShares));
        }

        if (!Enum.IsDefined(ValidationMetric))
        {
            throw new ArgumentOutOfRangeException(nameof(ValidationMetric), ValidationMetric, "ValidationMetric is no fusion metric.");
        }

        if (ValidationShare == 0 && (Patience > 0 || KeepBest))
        {
            throw new ArgumentException("Patience and KeepBest need a validation set: set ValidationShare above 0.");
        }
    }
}
