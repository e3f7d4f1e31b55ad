using IvifMl.Training;

namespace IvifMl.Cli;

/// <summary>A training as a file: which pairs, which losses, how long. Every value has a flag of its own that overrides it.</summary>
internal sealed record FusionTrainingConfig
{
    /// <summary>Folders of pairs; paths relative to the file that names them.</summary>
    public IReadOnlyList<PairFolders> Pairs { get; init; } = [];

    /// <summary>Rendered scenes to train on as well.</summary>
    public SceneSet? Scenes { get; init; }

    /// <summary>Name, data and licence for the model's metadata.</summary>
    public string Name { get; init; } = LanguageFusionNetwork.NetworkName;

    public string TrainingData { get; init; } = "not stated";

    public string Licence { get; init; } = "not stated";

    /// <summary>What to train for.</summary>
    public FusionLossOptions Loss { get; init; } = new();

    public string? Clip { get; init; }

    public string? Features { get; init; }

    public int Epochs { get; init; } = LanguageDrivenOptions.DefaultEpochs;

    public int Repeats { get; init; } = LanguageDrivenOptions.DefaultRepeats;

    public int BatchSize { get; init; } = LanguageDrivenOptions.DefaultBatchSize;

    public int CropSide { get; init; } = LanguageDrivenOptions.DefaultCropSide;

    public double LearningRate { get; init; } = LanguageDrivenOptions.DefaultLearningRate;

    public double WarmUpEpochs { get; init; } = 1;

    public double Noise { get; init; } = LanguageDrivenOptions.DefaultNoise;

    public double ValidationShare { get; init; } = 0.1;

    public int Patience { get; init; }

    public bool KeepBest { get; init; }

    public int CheckpointEvery { get; init; } = LanguageDrivenOptions.DefaultCheckpointEvery;

    public int Seed { get; init; } = LanguageDrivenOptions.DefaultSeed;

    public int Threads { get; init; }

    public int? Gpu { get; init; }

    /// <summary>Reads a file; the paths in it are taken from its folder.</summary>
    /// <exception cref="InvalidDataException">The file is no training configuration; the message says where.</exception>
    public static FusionTrainingConfig Read(string path)
    {
        FusionTrainingConfig config = TrainingConfigFile.Read<FusionTrainingConfig>(path, "docs/training.md");
        Func<string, string> full = TrainingConfigFile.PathsOf(path);
        return config with
        {
            Pairs = [.. config.Pairs.Select(pair => pair.From(full))],
            Clip = config.Clip is null ? null : full(config.Clip),
            Features = config.Features is null ? null : full(config.Features),
        };
    }

    /// <summary>All pairs that it names, in order.</summary>
    public IReadOnlyList<TrainingPair> Load(CancellationToken cancellation)
    {
        List<TrainingPair> pairs = [];
        foreach (PairFolders folders in Pairs)
        {
            pairs.AddRange(TrainingPairs.FromFolders(folders.Infrared, folders.Visible, folders.Without()));
        }

        if (Scenes is { } scenes)
        {
            pairs.AddRange(TrainingPairs.FromScenes(scenes.Count, scenes.FirstSeed, scenes.Width, scenes.Height, cancellation));
        }

        return pairs.Count > 0 ? pairs : throw new ArgumentException("There is nothing to train on: give --infrared and --visible, --scenes, or a --config with pairs.");
    }

    /// <summary>The trainer's options.</summary>
    public LanguageDrivenOptions ToOptions(string? outputFolder, CancellationToken cancellation, IProgress<TrainingProgress>? progress) => new()
    {
        Loss = Loss,
        ClipPath = Clip,
        FeaturesPath = Features,
        Epochs = Epochs,
        Repeats = Repeats,
        BatchSize = BatchSize,
        CropSide = CropSide,
        LearningRate = LearningRate,
        WarmUpEpochs = WarmUpEpochs,
        Noise = Noise,
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

/// <summary>Two folders of registered pairs.</summary>
/// <param name="Infrared">Folder of infrared images.</param>
/// <param name="Visible">Folder of visible images.</param>
/// <param name="WithoutNamesIn">Pairs that have a file of their name in this folder are left out, such as those a model is judged on.</param>
/// <param name="WithoutNames">Names of pairs that are left out.</param>
internal sealed record PairFolders(string Infrared, string Visible, string? WithoutNamesIn = null, IReadOnlyList<string>? WithoutNames = null)
{
    /// <summary>The same with full paths.</summary>
    public PairFolders From(Func<string, string> full) =>
        this with { Infrared = full(Infrared), Visible = full(Visible), WithoutNamesIn = WithoutNamesIn is null ? null : full(WithoutNamesIn) };

    public HashSet<string> Without() =>
    [
        .. WithoutNames ?? [],
        .. WithoutNamesIn is null ? [] : Directory.EnumerateFiles(WithoutNamesIn).Select(file => Path.GetFileNameWithoutExtension(file)),
    ];
}

/// <summary>Rendered scenes.</summary>
internal sealed record SceneSet(int Count, ulong FirstSeed = 1_000_000, int Width = 320, int Height = 240);
