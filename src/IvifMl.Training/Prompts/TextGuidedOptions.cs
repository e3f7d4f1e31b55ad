namespace IvifMl.Training;

/// <summary>Options of <c>ml.Fusion.Trainers.TextGuided</c>.</summary>
public sealed record TextGuidedOptions
{
    /// <summary>Default of <see cref="Steps"/>.</summary>
    public const int DefaultSteps = 4000;

    /// <summary>Default of <see cref="BatchSize"/>.</summary>
    public const int DefaultBatchSize = 4;

    /// <summary>Default of <see cref="CropSide"/>.</summary>
    public const int DefaultCropSide = 160;

    /// <summary>Default of <see cref="LearningRate"/>.</summary>
    public const double DefaultLearningRate = 1e-3;

    /// <summary>Default of <see cref="WarmUpSteps"/>.</summary>
    public const int DefaultWarmUpSteps = 100;

    private const int SmallestCrop = 64;

    /// <summary>The fused column of the transformer that results, and the two it reads, in training too.</summary>
    /// <value>The default value is <c>new FusionOptions()</c>: Fused, Infrared, Visible.</value>
    public FusionOptions Fusion { get; init; } = new();

    /// <summary>Makes the network to train.</summary>
    /// <value>The default value makes a <see cref="CrossAttentionFusionNetwork"/> of default size.</value>
    public Func<PromptedFusionNetwork> Network { get; init; } = static () => new CrossAttentionFusionNetwork();

    /// <summary>What to train for.</summary>
    /// <value>The default value is <c>new PromptedLossOptions()</c>.</value>
    public PromptedLossOptions Loss { get; init; } = new();

    /// <summary>CLIP weights (.pt or .safetensors) whose text tower embeds the sentences; its embeddings must have the network's text length.</summary>
    /// <value>The default value is null: the small CLIP that the package ships.</value>
    public string? ClipPath { get; init; }

    /// <summary>Steps.</summary>
    /// <value>The default value is 4000.</value>
    public int Steps { get; init; } = DefaultSteps;

    /// <summary>Pairs in a step; each is fused by three prompts.</summary>
    /// <value>The default value is 4.</value>
    public int BatchSize { get; init; } = DefaultBatchSize;

    /// <summary>Side of a crop in pixels, at least 64 and no more than the sides of the smallest pair.</summary>
    /// <value>The default value is 160.</value>
    public int CropSide { get; init; } = DefaultCropSide;

    /// <summary>Adam's rate behind the warm-up.</summary>
    /// <value>The default value is 1e-3.</value>
    public double LearningRate { get; init; } = DefaultLearningRate;

    /// <summary>Steps over which the rate grows from 0.</summary>
    /// <value>The default value is 100.</value>
    public int WarmUpSteps { get; init; } = DefaultWarmUpSteps;

    /// <summary>Shares of the whole training at which the rate is halved.</summary>
    /// <value>The default value is 0.5, 0.7, 0.8, 0.9, 0.95.</value>
    public IReadOnlyList<double> HalvingShares { get; init; } = [0.5, 0.7, 0.8, 0.9, 0.95];

    /// <summary>Gradients are scaled down to this norm.</summary>
    /// <value>The default value is 1.</value>
    public double MaximumGradientNorm { get; init; } = LanguageDrivenOptions.DefaultMaximumGradientNorm;

    /// <summary>Decides weights, crops, faults and sentences. Equal seeds give equal weights on one CPU with the same thread count.</summary>
    /// <value>The default value is 1.</value>
    public int Seed { get; init; } = LanguageDrivenOptions.DefaultSeed;

    /// <summary>Share of the pairs kept for validation, with held-out sentences; at least one pair where above 0.</summary>
    /// <value>The default value is 0.05.</value>
    public double ValidationShare { get; init; } = 0.05;

    /// <summary>Folder for the checkpoint, the log (CSV), the page of curves (HTML) and the model (ONNX). A checkpoint found there is resumed.</summary>
    /// <value>The default value is null: nothing is written.</value>
    public string? OutputFolder { get; init; }

    /// <summary>Steps between reports.</summary>
    /// <value>The default value is 20.</value>
    public int ReportEvery { get; init; } = LanguageDrivenOptions.DefaultReportEvery;

    /// <summary>Steps between checkpoints, each with a validation.</summary>
    /// <value>The default value is 200.</value>
    public int CheckpointEvery { get; init; } = LanguageDrivenOptions.DefaultCheckpointEvery;

    /// <summary>Threads of torch; 0: one for each core.</summary>
    /// <value>The default value is 0.</value>
    public int Threads { get; init; }

    /// <summary>What the model's metadata say; its <see cref="FusionModelCard.Text"/> is filled in where it is null.</summary>
    /// <value>The default value names the network and says that data and licence are not stated.</value>
    public FusionModelCard Card { get; init; } = new() { Name = CrossAttentionFusionNetwork.NetworkName, TrainingData = "not stated", Licence = "not stated" };

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
        Least(Steps, 1, nameof(Steps));
        Least(BatchSize, 1, nameof(BatchSize));
        Least(CropSide, SmallestCrop, nameof(CropSide));
        Least(WarmUpSteps, 0, nameof(WarmUpSteps));
        Least(ReportEvery, 1, nameof(ReportEvery));
        Least(CheckpointEvery, 1, nameof(CheckpointEvery));
        Least(Threads, 0, nameof(Threads));
        Between(LearningRate, double.Epsilon, 1, nameof(LearningRate));
        Between(MaximumGradientNorm, double.Epsilon, double.MaxValue, nameof(MaximumGradientNorm));
        Between(ValidationShare, 0, 0.9, nameof(ValidationShare));
        foreach (double share in HalvingShares)
        {
            Between(share, 0, 1, nameof(HalvingShares));
        }
    }

    private static void Least(int value, int least, string name)
    {
        if (value < least)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is at least {least}.");
        }
    }

    private static void Between(double value, double low, double high, string name)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is from {low} to {high}.");
        }
    }
}
