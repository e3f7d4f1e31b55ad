using System.Text.Json.Serialization;
using IvifMl.Training;

namespace IvifMl.Cli;

/// <summary>A detector's training as a file: which pictures, which classes, how long. The values that change often have flags that override them.</summary>
internal sealed record DetectorTrainingConfig
{
    /// <summary>The page that lists what a file may hold.</summary>
    public const string Page = "docs/detector-training.md";

    /// <summary>Data sets of registered pairs, in the layout of docs/data-sets.md; paths relative to the file that names them.</summary>
    public IReadOnlyList<DetectorPairs> Pairs { get; init; } = [];

    /// <summary>Folders of single pictures with boxes in YOLO's, COCO's or VOC's format.</summary>
    public IReadOnlyList<BoxedPictures> Pictures { get; init; } = [];

    /// <summary>Rendered scenes to train on as well.</summary>
    public SceneSet? Scenes { get; init; }

    /// <summary>The detector that labels what nobody has labelled.</summary>
    public DetectorTeacher? Teacher { get; init; }

    /// <summary>New names of classes by their old ones; several may become one.</summary>
    public IReadOnlyDictionary<string, string> Rename { get; init; } = new Dictionary<string, string>();

    /// <summary>Classes to learn, in the model's order; those that the data have, in ordinal order, where empty.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Name, data and licence for the model's metadata.</summary>
    public string Name { get; init; } = IvifDetNetwork.NetworkName;

    public string TrainingData { get; init; } = "not stated";

    public string Licence { get; init; } = "not stated";

    public int Width { get; init; } = IvifDetOptions.DefaultWidth;

    public int Height { get; init; } = IvifDetOptions.DefaultHeight;

    public AugmentationOptions Augmentation { get; init; } = new();

    public int Epochs { get; init; } = AnchorFreeOptions.DefaultEpochs;

    public int BatchSize { get; init; } = AnchorFreeOptions.DefaultBatchSize;

    public int CropSide { get; init; } = AnchorFreeOptions.DefaultCropSide;

    public double LearningRate { get; init; } = AnchorFreeOptions.DefaultLearningRate;

    public double WarmUpEpochs { get; init; } = 1;

    public double ValidationShare { get; init; } = AnchorFreeOptions.DefaultValidationShare;

    public int Patience { get; init; }

    public bool KeepBest { get; init; }

    public int CheckpointEvery { get; init; } = AnchorFreeOptions.DefaultCheckpointEvery;

    public int Seed { get; init; } = AnchorFreeOptions.DefaultSeed;

    public int Threads { get; init; }

    public int? Gpu { get; init; }

    /// <summary>What the old names become; classes that are not to be learnt are dropped.</summary>
    [JsonIgnore]
    public BoxClasses Mapping => Classes.Count == 0
        ? new(Rename)
        : new(Classes.ToDictionary(name => name).Concat(Rename.Where(pair => Classes.Contains(pair.Value))).DistinctBy(pair => pair.Key).ToDictionary(), dropOthers: true);

    /// <summary>Reads a file; the paths in it are taken from its folder.</summary>
    /// <exception cref="InvalidDataException">The file is no training configuration; the message says where.</exception>
    public static DetectorTrainingConfig Read(string path)
    {
        DetectorTrainingConfig config = TrainingConfigFile.Read<DetectorTrainingConfig>(path, Page);
        Func<string, string> full = TrainingConfigFile.PathsOf(path);
        return config with
        {
            Pairs = [.. config.Pairs.Select(pairs => pairs with { Folder = full(pairs.Folder) })],
            Pictures = [.. config.Pictures.Select(pictures => pictures with { Images = full(pictures.Images), Boxes = full(pictures.Boxes) })],
            Teacher = config.Teacher is { } teacher ? teacher with { Model = full(teacher.Model) } : null,
        };
    }

    /// <summary>The trainer's options.</summary>
    public AnchorFreeOptions ToOptions(string? outputFolder, CancellationToken cancellation, IProgress<TrainingProgress>? progress) => new()
    {
        Network = Classes.Count == 0 ? new() { Width = Width, Height = Height } : new() { Width = Width, Height = Height, Classes = Classes },
        ClassesOfTheData = Classes.Count == 0,
        Augmentation = Augmentation,
        Epochs = Epochs,
        BatchSize = BatchSize,
        CropSide = CropSide,
        LearningRate = LearningRate,
        WarmUpEpochs = WarmUpEpochs,
        ValidationShare = ValidationShare,
        Patience = Patience,
        KeepBest = KeepBest,
        CheckpointEvery = CheckpointEvery,
        Seed = Seed,
        Threads = Threads,
        GpuDeviceId = Gpu,
        OutputFolder = outputFolder,
        Card = new() { Name = Name, TrainingData = TrainingData, Licence = Licence },
        CancellationToken = cancellation,
        Progress = progress,
    };

    /// <summary>The configuration as the text of a file.</summary>
    public string ToJson() => TrainingConfigFile.ToJson(this);
}

/// <summary>A data set of registered pairs.</summary>
/// <param name="Folder">The folder that has <c>ir/</c> and <c>vi/</c>, and <c>labels/</c> where somebody has labelled it.</param>
/// <param name="Labels">Whose boxes: <c>own</c>, of the pairs that have a file of them, or <c>teacher</c>, of the pairs that have none.</param>
/// <param name="Repeats">How often an epoch shows each pair.</param>
/// <param name="LongestSide">Larger pairs are scaled down to this; 0 keeps them.</param>
/// <param name="WithoutHeldOut">Whether to leave out the pairs that this project's models are judged on.</param>
/// <param name="WithoutNames">Names of further pairs to leave out.</param>
internal sealed record DetectorPairs(
    string Folder, LabelSource Labels = LabelSource.Own, int Repeats = 1, int LongestSide = 640, bool WithoutHeldOut = false, IReadOnlyList<string>? WithoutNames = null);

/// <summary>Single pictures with boxes.</summary>
/// <param name="Images">The folder of pictures.</param>
/// <param name="Boxes">COCO's .json, or the folder of VOC's .xml or YOLO's .txt files.</param>
/// <param name="Repeats">How often an epoch shows each picture.</param>
/// <param name="LongestSide">Larger pictures are scaled down to this; 0 keeps them.</param>
internal sealed record BoxedPictures(string Images, string Boxes, int Repeats = 1, int LongestSide = 640);

/// <summary>Whose boxes a data set is learnt with.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LabelSource>))]
internal enum LabelSource
{
    Own,
    Teacher,
}

/// <summary>A detector that labels.</summary>
/// <param name="Model">An ONNX file with YOLOX's heads.</param>
/// <param name="Sure">The least score of a box that counts.</param>
/// <param name="Suspected">The least score of a box that is ignored.</param>
internal sealed record DetectorTeacher(string Model, double Sure = PseudoLabels.DefaultSure, double Suspected = PseudoLabels.DefaultSuspected);
