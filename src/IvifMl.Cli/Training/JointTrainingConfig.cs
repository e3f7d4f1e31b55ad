using System.Text.Json.Serialization;
using IvifMl.Training;

namespace IvifMl.Cli;

/// <summary>A joint training as a file: which pairs, which classes, which losses, how long. The values that change often have flags that override them.</summary>
internal sealed record JointTrainingConfig
{
    /// <summary>The page that lists what a file may hold.</summary>
    public const string Page = "docs/joint-training.md";

    /// <summary>Data sets of registered pairs, in the layout of docs/data-sets.md; paths relative to the file that names them.</summary>
    public IReadOnlyList<DetectorPairs> Pairs { get; init; } = [];

    /// <summary>Rendered scenes to train on as well.</summary>
    public SceneSet? Scenes { get; init; }

    /// <summary>The detector that labels what nobody has labelled.</summary>
    public DetectorTeacher? Teacher { get; init; }

    public IReadOnlyDictionary<string, string> Rename { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Classes { get; init; } = [];

    public string Name { get; init; } = LanguageFusionNetwork.NetworkName;

    public string DetectorName { get; init; } = IvifDetNetwork.NetworkName;

    public string TrainingData { get; init; } = "not stated";

    public string Licence { get; init; } = "not stated";

    public int Width { get; init; } = IvifDetOptions.DefaultWidth;

    public int Height { get; init; } = IvifDetOptions.DefaultHeight;

    /// <summary>Checkpoints, or output folders, of <c>ivif train fusion</c> and <c>ivif train detector</c> to start from.</summary>
    public string? FusionStart { get; init; }

    public string? DetectorStart { get; init; }

    public FusionLossOptions Loss { get; init; } = new JointDetectionOptions().Loss;

    public string? Clip { get; init; }

    public AugmentationOptions Augmentation { get; init; } = new JointDetectionOptions().Augmentation;

    [JsonConverter(typeof(JsonStringEnumConverter<BilevelSolver>))]
    public BilevelSolver Solver { get; init; } = BilevelSolver.Alternating;

    public double DetectionWeight { get; init; } = JointDetectionOptions.DefaultDetectionWeight;

    public double LookAhead { get; init; } = JointDetectionOptions.DefaultLookAhead;

    public int FusionSteps { get; init; } = JointDetectionOptions.DefaultFusionSteps;

    public int DetectorSteps { get; init; } = JointDetectionOptions.DefaultDetectorSteps;

    public int Steps { get; init; } = JointDetectionOptions.DefaultSteps;

    public int BatchSize { get; init; } = JointDetectionOptions.DefaultBatchSize;

    public int CropSide { get; init; } = JointDetectionOptions.DefaultCropSide;

    public double FusionRate { get; init; } = JointDetectionOptions.DefaultFusionRate;

    public double DetectorRate { get; init; } = JointDetectionOptions.DefaultDetectorRate;

    public double ValidationShare { get; init; } = AnchorFreeOptions.DefaultValidationShare;

    public int CheckpointEvery { get; init; } = AnchorFreeOptions.DefaultCheckpointEvery;

    public int Seed { get; init; } = AnchorFreeOptions.DefaultSeed;

    public int Threads { get; init; }

    public int? Gpu { get; init; }

    /// <summary>The data as a detector's training names them.</summary>
    [JsonIgnore]
    public DetectorTrainingConfig Data => new() { Pairs = Pairs, Scenes = Scenes, Teacher = Teacher, Rename = Rename, Classes = Classes };

    /// <summary>Reads a file; the paths in it are taken from its folder.</summary>
    /// <exception cref="InvalidDataException">The file is no training configuration; the message says where.</exception>
    public static JointTrainingConfig Read(string path)
    {
        JointTrainingConfig config = TrainingConfigFile.Read<JointTrainingConfig>(path, Page);
        Func<string, string> full = TrainingConfigFile.PathsOf(path);
        return config with
        {
            Pairs = [.. config.Pairs.Select(pairs => pairs with { Folder = full(pairs.Folder) })],
            Teacher = config.Teacher is { } teacher ? teacher with { Model = full(teacher.Model) } : null,
            FusionStart = config.FusionStart is null ? null : full(config.FusionStart),
            DetectorStart = config.DetectorStart is null ? null : full(config.DetectorStart),
            Clip = config.Clip is null ? null : full(config.Clip),
        };
    }

    /// <summary>The trainer's options.</summary>
    public JointDetectionOptions ToOptions(string? outputFolder, CancellationToken cancellation, IProgress<TrainingProgress>? progress) => new()
    {
        Detector = Classes.Count == 0 ? new() { Width = Width, Height = Height } : new() { Width = Width, Height = Height, Classes = Classes },
        ClassesOfTheData = Classes.Count == 0,
        FusionStart = FusionStart,
        DetectorStart = DetectorStart,
        Loss = Loss,
        ClipPath = Clip,
        Augmentation = Augmentation,
        Solver = Solver,
        DetectionWeight = DetectionWeight,
        LookAhead = LookAhead,
        FusionSteps = FusionSteps,
        DetectorSteps = DetectorSteps,
        Steps = Steps,
        BatchSize = BatchSize,
        CropSide = CropSide,
        FusionRate = FusionRate,
        DetectorRate = DetectorRate,
        ValidationShare = ValidationShare,
        CheckpointEvery = CheckpointEvery,
        Seed = Seed,
        Threads = Threads,
        GpuDeviceId = Gpu,
        OutputFolder = outputFolder,
        Card = new() { Name = Name, TrainingData = TrainingData, Licence = Licence },
        DetectorCard = new() { Name = DetectorName, TrainingData = TrainingData, Licence = Licence },
        CancellationToken = cancellation,
        Progress = progress,
    };

    /// <summary>The configuration as the text of a file.</summary>
    public string ToJson() => TrainingConfigFile.ToJson(this);
}
