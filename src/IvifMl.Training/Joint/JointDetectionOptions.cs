namespace IvifMl.Training;

/// <summary>Options of <c>ml.Fusion.Trainers.JointDetection</c>.</summary>
public sealed record JointDetectionOptions
{
    /// <summary>Default of <see cref="Steps"/>.</summary>
    public const int DefaultSteps = 2000;

    /// <summary>Default of <see cref="FusionSteps"/>.</summary>
    public const int DefaultFusionSteps = 500;

    /// <summary>Default of <see cref="DetectorSteps"/>.</summary>
    public const int DefaultDetectorSteps = 1000;

    /// <summary>Default of <see cref="DetectionWeight"/>.</summary>
    public const double DefaultDetectionWeight = 0.1;

    /// <summary>Default of <see cref="LookAhead"/>.</summary>
    public const double DefaultLookAhead = 1e-3;

    /// <summary>Default of <see cref="BatchSize"/>.</summary>
    public const int DefaultBatchSize = 8;

    /// <summary>Default of <see cref="CropSide"/>.</summary>
    public const int DefaultCropSide = 192;

    /// <summary>Default of <see cref="FusionRate"/>.</summary>
    public const double DefaultFusionRate = 5e-4;

    /// <summary>Default of <see cref="DetectorRate"/>.</summary>
    public const double DefaultDetectorRate = 1e-3;

    /// <summary>Default of <see cref="RampSteps"/>.</summary>
    public const int DefaultRampSteps = 50;

    /// <summary>Default of <see cref="LastRateShare"/>.</summary>
    public const double DefaultLastRateShare = 0.1;

    /// <summary>Default of <see cref="AverageDecay"/>.</summary>
    public const double DefaultAverageDecay = 0.995;

    /// <summary>Default of <see cref="FusionGradientNorm"/>.</summary>
    public const double DefaultFusionGradientNorm = 1;

    /// <summary>Default of <see cref="DetectorGradientNorm"/>.</summary>
    public const double DefaultDetectorGradientNorm = 10;

    /// <summary>The columns that are fused, in training too, and the fused one of the transformer that results.</summary>
    /// <value>The default value is <c>new FusionOptions()</c>: Fused, Infrared, Visible.</value>
    public FusionOptions Fusion { get; init; } = new();

    /// <summary>The columns of detections of the transformer that results, and its thresholds. It reads the fused column.</summary>
    /// <value>The default value is <c>new DetectionOptions()</c>.</value>
    public DetectionOptions Detection { get; init; } = new();

    /// <summary>The column with the classes of the objects, a vector of text.</summary>
    /// <value>The default value is <c>Label</c>.</value>
    public string LabelColumnName { get; init; } = DetectionCatalog.DefaultLabelColumnName;

    /// <summary>The column with their boxes, a vector of <see cref="float"/>: x0 y0 x1 y1 of each in pixels.</summary>
    /// <value>The default value is <c>BoundingBoxes</c>.</value>
    public string BoundingBoxColumnName { get; init; } = DetectionCatalog.DefaultBoundingBoxColumnName;

    /// <summary>Makes the fusion network to train, θ; one that has learnt already is fine.</summary>
    /// <value>The default value makes a <see cref="LanguageFusionNetwork"/> of default size.</value>
    public Func<FusionNetwork> Network { get; init; } = static () => new LanguageFusionNetwork();

    /// <summary>A checkpoint of <c>ml.Fusion.Trainers.LanguageDriven</c>, or its output folder, whose weights <see cref="Network"/> starts from.</summary>
    /// <value>The default value is null: the weights that <see cref="Network"/> makes.</value>
    public string? FusionStart { get; init; }

    /// <summary>A checkpoint of <c>ml.Detection.Trainers.AnchorFree</c>, or its output folder, whose averaged weights the detector starts from; classes and sizes must be its own.</summary>
    /// <value>The default value is null: fresh weights.</value>
    public string? DetectorStart { get; init; }

    /// <summary>Sizes of the detector, φ; its classes count only where <see cref="ClassesOfTheData"/> is false.</summary>
    /// <value>The default value is <c>new IvifDetOptions()</c>.</value>
    public IvifDetOptions Detector { get; init; } = new();

    /// <summary>Whether the classes are those of the boxes, in ordinal order. Otherwise they are those of <see cref="Detector"/>, and a box of another class is an error.</summary>
    /// <value>The default value is true.</value>
    public bool ClassesOfTheData { get; init; } = true;

    /// <summary>What the fusion is trained for, L_f.</summary>
    /// <value>The default value has the classic terms and no language.</value>
    public FusionLossOptions Loss { get; init; } = new() { Language = null };

    /// <summary>CLIP weights (.pt or .safetensors) for the language terms.</summary>
    /// <value>The default value is null: the small CLIP that the package ships.</value>
    public string? ClipPath { get; init; }

    /// <summary>Makes an encoder of your own for the language terms, in place of a CLIP; the training disposes it. A checkpoint knows it by its name.</summary>
    /// <value>The default value is null: the CLIP of <see cref="ClipPath"/>.</value>
    public Func<ILanguageEncoder>? Encoder { get; init; }

    /// <summary>How the bilevel problem is descended.</summary>
    /// <value>The default value is <see cref="BilevelSolver.Alternating"/>.</value>
    public BilevelSolver Solver { get; init; } = BilevelSolver.Alternating;

    /// <summary>λ of the lower level L_f + λ L_det: how much the fusion hears of the detector. 0 trains both apart: the detector follows the fusion, never the other way.</summary>
    /// <value>The default value is 0.1.</value>
    public double DetectionWeight { get; init; } = DefaultDetectionWeight;

    /// <summary>ξ, the step that the fusion looks ahead in <see cref="BilevelSolver.ApproximateHypergradient"/>.</summary>
    /// <value>The default value is 1e-3.</value>
    public double LookAhead { get; init; } = DefaultLookAhead;

    /// <summary>Steps of the first warm-up, the fusion alone under L_f.</summary>
    /// <value>The default value is 500.</value>
    public int FusionSteps { get; init; } = DefaultFusionSteps;

    /// <summary>Steps of the second warm-up, the detector alone on what the fusion makes.</summary>
    /// <value>The default value is 1000.</value>
    public int DetectorSteps { get; init; } = DefaultDetectorSteps;

    /// <summary>Joint steps, each one of the fusion and one of the detector; 0 ends behind the warm-ups.</summary>
    /// <value>The default value is 2000.</value>
    public int Steps { get; init; } = DefaultSteps;

    /// <summary>How pairs are varied; infrared and visible alike.</summary>
    /// <value>The default value has no mosaic and no change of light, since the fusion is to see whole scenes as they are.</value>
    public AugmentationOptions Augmentation { get; init; } = new() { Mosaic = 0, Brightness = 0, Contrast = 0, Gamma = 0, Noise = 0 };

    /// <summary>Crops in a batch. A joint step draws two batches, one a level.</summary>
    /// <value>The default value is 8.</value>
    public int BatchSize { get; init; } = DefaultBatchSize;

    /// <summary>Side of a crop in pixels, a multiple of 32, at least 64.</summary>
    /// <value>The default value is 192.</value>
    public int CropSide { get; init; } = DefaultCropSide;

    /// <summary>Adam's rate for the fusion.</summary>
    /// <value>The default value is 5e-4.</value>
    public double FusionRate { get; init; } = DefaultFusionRate;

    /// <summary>Adam's rate for the detector.</summary>
    /// <value>The default value is 1e-3.</value>
    public double DetectorRate { get; init; } = DefaultDetectorRate;

    /// <summary>Steps over which both rates grow from 0 at the start of each phase.</summary>
    /// <value>The default value is 50.</value>
    public int RampSteps { get; init; } = DefaultRampSteps;

    /// <summary>The share of the rates that the cosine of each phase ends at.</summary>
    /// <value>The default value is 0.1.</value>
    public double LastRateShare { get; init; } = DefaultLastRateShare;

    /// <summary>Decay of the moving average of the detector's weights, which is the detector that results.</summary>
    /// <value>The default value is 0.995.</value>
    public double AverageDecay { get; init; } = DefaultAverageDecay;

    /// <summary>Gradients of the fusion are scaled down to this norm.</summary>
    /// <value>The default value is 1.</value>
    public double FusionGradientNorm { get; init; } = DefaultFusionGradientNorm;

    /// <summary>Gradients of the detector are scaled down to this norm.</summary>
    /// <value>The default value is 10.</value>
    public double DetectorGradientNorm { get; init; } = DefaultDetectorGradientNorm;

    /// <summary>Decides weights, order and crops. Equal seeds give equal weights on one CPU with the same thread count.</summary>
    /// <value>The default value is 1.</value>
    public int Seed { get; init; } = AnchorFreeOptions.DefaultSeed;

    /// <summary>Share of the pairs kept for validation by mAP50 on what is fused; at least one pair where above 0.</summary>
    /// <value>The default value is 0.1.</value>
    public double ValidationShare { get; init; } = AnchorFreeOptions.DefaultValidationShare;

    /// <summary>Folder for the checkpoint, the log (CSV), the page of curves (HTML) and the models (ONNX). A checkpoint found there is resumed.</summary>
    /// <value>The default value is null: nothing is written.</value>
    public string? OutputFolder { get; init; }

    /// <summary>Steps between reports.</summary>
    /// <value>The default value is 20.</value>
    public int ReportEvery { get; init; } = AnchorFreeOptions.DefaultReportEvery;

    /// <summary>Steps between checkpoints, each with a validation.</summary>
    /// <value>The default value is 200.</value>
    public int CheckpointEvery { get; init; } = AnchorFreeOptions.DefaultCheckpointEvery;

    /// <summary>Threads of torch; 0: one for each core.</summary>
    /// <value>The default value is 0.</value>
    public int Threads { get; init; }

    /// <summary>The CUDA device; the context's where null, the CPU where that has none.</summary>
    /// <value>The default value is null.</value>
    public int? GpuDeviceId { get; init; }

    /// <summary>What the fusion model's metadata say.</summary>
    /// <value>The default value names the network and says that data and licence are not stated.</value>
    public FusionModelCard Card { get; init; } = new() { Name = LanguageFusionNetwork.NetworkName, TrainingData = "not stated", Licence = "not stated" };

    /// <summary>What the detector's metadata say.</summary>
    /// <value>The default value names the network and says that data and licence are not stated.</value>
    public FusionModelCard DetectorCard { get; init; } = new() { Name = IvifDetNetwork.NetworkName, TrainingData = "not stated", Licence = "not stated" };

    /// <summary>Hears of each report.</summary>
    /// <value>The default value is null.</value>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops at the next step and leaves a valid checkpoint.</summary>
    /// <value>The default value is <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Steps of all phases.</summary>
    internal long AllSteps => (long)FusionSteps + DetectorSteps + Steps;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A value that no training can have; the message names it and what is allowed.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Fusion);
        ArgumentNullException.ThrowIfNull(Detection);
        ArgumentNullException.ThrowIfNull(Network);
        ArgumentNullException.ThrowIfNull(Detector);
        ArgumentNullException.ThrowIfNull(Loss);
        ArgumentNullException.ThrowIfNull(Augmentation);
        ArgumentNullException.ThrowIfNull(Card);
        ArgumentNullException.ThrowIfNull(DetectorCard);
        ArgumentException.ThrowIfNullOrWhiteSpace(LabelColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(BoundingBoxColumnName);
        Fusion.Validate();
        Detection.Validate();
        Detector.Validate();
        Loss.Validate();
        Augmentation.Validate();
        Card.Validate();
        DetectorCard.Validate();
        CheckNumbers();
        if (!Enum.IsDefined(Solver))
        {
            throw new ArgumentOutOfRangeException(nameof(Solver), Solver, $"Solver is one of {string.Join(", ", Enum.GetNames<BilevelSolver>())}.");
        }

        if (CropSide % IvifDetNetwork.CoarsestStride != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(CropSide), CropSide, $"CropSide is a multiple of {IvifDetNetwork.CoarsestStride}.");
        }

        if (AllSteps == 0)
        {
            throw new ArgumentException("FusionSteps, DetectorSteps and Steps are all 0; there is nothing to do.");
        }
    }

    private void CheckNumbers()
    {
        OptionRange.Least(FusionSteps, 0, nameof(FusionSteps));
        OptionRange.Least(DetectorSteps, 0, nameof(DetectorSteps));
        OptionRange.Least(Steps, 0, nameof(Steps));
        OptionRange.Least(RampSteps, 0, nameof(RampSteps));
        OptionRange.Least(BatchSize, 1, nameof(BatchSize));
        OptionRange.Least(CropSide, 64, nameof(CropSide));
        OptionRange.Least(ReportEvery, 1, nameof(ReportEvery));
        OptionRange.Least(CheckpointEvery, 1, nameof(CheckpointEvery));
        OptionRange.Least(Threads, 0, nameof(Threads));
        OptionRange.Between(DetectionWeight, 0, 1000, nameof(DetectionWeight));
        OptionRange.Between(LookAhead, 0, 1, nameof(LookAhead));
        OptionRange.Between(FusionRate, double.Epsilon, 1, nameof(FusionRate));
        OptionRange.Between(DetectorRate, double.Epsilon, 1, nameof(DetectorRate));
        OptionRange.Between(LastRateShare, 0, 1, nameof(LastRateShare));
        OptionRange.Between(AverageDecay, 0, 1, nameof(AverageDecay));
        OptionRange.Between(FusionGradientNorm, double.Epsilon, double.MaxValue, nameof(FusionGradientNorm));
        OptionRange.Between(DetectorGradientNorm, double.Epsilon, double.MaxValue, nameof(DetectorGradientNorm));
        OptionRange.Between(ValidationShare, 0, 0.9, nameof(ValidationShare));
    }
}
