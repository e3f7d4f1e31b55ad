using IvifMl.Training;

namespace IvifMl.Cli;

/// <summary>A text-guided training as a file.</summary>
internal sealed record TextTrainingConfig
{
    /// <summary>Folders of pairs; paths relative to the file that names them.</summary>
    public IReadOnlyList<PairFolders> Pairs { get; init; } = [];

    /// <summary>Rendered scenes to train on as well.</summary>
    public SceneSet? Scenes { get; init; }

    /// <summary>Name, data and licence for the model's metadata.</summary>
    public string Name { get; init; } = CrossAttentionFusionNetwork.NetworkName;

    public string TrainingData { get; init; } = "not stated";

    public string Licence { get; init; } = "not stated";

    /// <summary>The kind of network, at its default size.</summary>
    public string Network { get; init; } = CrossAttentionFusionNetwork.NetworkName;

    /// <summary>Codes of a network with a codebook; 0 for none.</summary>
    public int Codes { get; init; } = TextGuidedFusionNetworkOptions.DefaultCodes;

    /// <summary>What to train for.</summary>
    public PromptedLossOptions Loss { get; init; } = new();

    public string? Clip { get; init; }

    public int Steps { get; init; } = TextGuidedOptions.DefaultSteps;

    public int BatchSize { get; init; } = TextGuidedOptions.DefaultBatchSize;

    public int CropSide { get; init; } = TextGuidedOptions.DefaultCropSide;

    public double LearningRate { get; init; } = TextGuidedOptions.DefaultLearningRate;

    public double ValidationShare { get; init; } = 0.05;

    public int CheckpointEvery { get; init; } = LanguageDrivenOptions.DefaultCheckpointEvery;

    public int Seed { get; init; } = LanguageDrivenOptions.DefaultSeed;

    public int Threads { get; init; }

    /// <summary>Reads a file; the paths in it are taken from its folder.</summary>
    /// <exception cref="InvalidDataException">The file is no training configuration; the message says where.</exception>
    public static TextTrainingConfig Read(string path)
    {
        TextTrainingConfig config = TrainingConfigFile.Read<TextTrainingConfig>(path, "docs/text-guided.md");
        Func<string, string> full = TrainingConfigFile.PathsOf(path);
        return config with
        {
            Pairs = [.. config.Pairs.Select(pair => pair.From(full))],
            Clip = config.Clip is null ? null : full(config.Clip),
        };
    }

    /// <summary>A network of the kind that is named.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public PromptedFusionNetwork MakeNetwork() => Network switch
    {
        CrossAttentionFusionNetwork.NetworkName => new CrossAttentionFusionNetwork(),
        TextGuidedFusionNetwork.NetworkName => new TextGuidedFusionNetwork(new() { Codes = Codes }),
        _ => throw new ArgumentException($"There is no text-guided network '{Network}'; there are {CrossAttentionFusionNetwork.NetworkName} and {TextGuidedFusionNetwork.NetworkName}."),
    };

    /// <summary>All pairs that it names, in order.</summary>
    public IReadOnlyList<TrainingPair> Load(CancellationToken cancellation) => new FusionTrainingConfig { Pairs = Pairs, Scenes = Scenes }.Load(cancellation);

    /// <summary>The trainer's options.</summary>
    public TextGuidedOptions ToOptions(string? outputFolder, CancellationToken cancellation, IProgress<TrainingProgress>? progress) => new()
    {
        Network = MakeNetwork,
        Loss = Loss,
        ClipPath = Clip,
        Steps = Steps,
        BatchSize = BatchSize,
        CropSide = CropSide,
        LearningRate = LearningRate,
        ValidationShare = ValidationShare,
        CheckpointEvery = CheckpointEvery,
        Seed = Seed,
        Threads = Threads,
        OutputFolder = outputFolder,
        Card = new() { Name = Name, TrainingData = TrainingData, Licence = Licence },
        CancellationToken = cancellation,
        Progress = progress,
    };

    /// <summary>The configuration as the text of a file.</summary>
    public string ToJson() => TrainingConfigFile.ToJson(this);
}
