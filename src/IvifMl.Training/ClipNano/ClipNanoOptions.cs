namespace IvifMl.Training;

/// <summary>How <see cref="ClipNanoTrainer"/> trains. The defaults are those that the shipped weights were trained with.</summary>
internal sealed record ClipNanoOptions
{
    /// <summary>Default of <see cref="Steps"/>.</summary>
    public const int DefaultSteps = 1800;

    /// <summary>Default of <see cref="BatchSize"/>.</summary>
    public const int DefaultBatchSize = 128;

    /// <summary>Default of <see cref="LearningRate"/>.</summary>
    public const double DefaultLearningRate = 1e-3;

    /// <summary>Default of <see cref="WeightDecay"/>.</summary>
    public const double DefaultWeightDecay = 0.02;

    /// <summary>Default of <see cref="WarmUpSteps"/>.</summary>
    public const int DefaultWarmUpSteps = 150;

    /// <summary>Default of <see cref="CheckpointEvery"/>.</summary>
    public const int DefaultCheckpointEvery = 250;

    /// <summary>Default of <see cref="RenderedPairs"/>.</summary>
    public const int DefaultRenderedPairs = 1200;

    /// <summary>Default of <see cref="Threads"/>.</summary>
    public const int DefaultThreads = 1;

    /// <summary>Default of <see cref="FactWeight"/>.</summary>
    public const double DefaultFactWeight = 3;

    /// <summary>Default of <see cref="NounWeight"/>.</summary>
    public const double DefaultNounWeight = 0.3;

    private const string NotStated = "not stated";

    /// <summary>Where checkpoints, the log and the weights go; a training that stopped goes on from what it finds there.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>OpenAI's merges, <c>bpe_simple_vocab_16e6.txt.gz</c>.</summary>
    public required string MergesPath { get; init; }

    /// <summary>The folder of CLIP's text embeddings of nouns, which the text tower learns to tell; see <see cref="NounTargets"/>.</summary>
    /// <value>The default is null: no nouns are taught.</value>
    public string? NounsFolder { get; init; }

    /// <summary>Where rendered pairs are kept for the next training.</summary>
    /// <value>The default is null: <see cref="OutputFolder"/>.</value>
    public string? CacheFolder { get; init; }

    /// <summary>The folder of real pairs, with MSRS, OmniFuse and LDFusion_samples.</summary>
    /// <value>The default is null: rendered pairs only.</value>
    public string? Data { get; init; }

    /// <summary>Optimiser steps.</summary>
    /// <value>The default is 1,800.</value>
    public int Steps { get; init; } = DefaultSteps;

    /// <summary>Pictures and captions in a step; a multiple of 4.</summary>
    /// <value>The default is 128.</value>
    public int BatchSize { get; init; } = DefaultBatchSize;

    /// <summary>Highest rate of AdamW, after the warm-up; it falls along half a cosine to a hundredth.</summary>
    /// <value>The default is 0.001.</value>
    public double LearningRate { get; init; } = DefaultLearningRate;

    /// <summary>AdamW's weight decay.</summary>
    /// <value>The default is 0.02.</value>
    public double WeightDecay { get; init; } = DefaultWeightDecay;

    /// <summary>Steps in which the rate rises.</summary>
    /// <value>The default is 150.</value>
    public int WarmUpSteps { get; init; } = DefaultWarmUpSteps;

    /// <summary>Steps between checkpoints.</summary>
    /// <value>The default is 250.</value>
    public int CheckpointEvery { get; init; } = DefaultCheckpointEvery;

    /// <summary>Rendered pairs to train on.</summary>
    /// <value>The default is 1,200.</value>
    public int RenderedPairs { get; init; } = DefaultRenderedPairs;

    /// <summary>Weight of the loss that reads single statements from the embeddings.</summary>
    /// <value>The default is 3.</value>
    public double FactWeight { get; init; } = DefaultFactWeight;

    /// <summary>Weight of the loss that teaches the nouns.</summary>
    /// <value>The default is 0.3.</value>
    public double NounWeight { get; init; } = DefaultNounWeight;

    /// <summary>Seed of the weights and the data.</summary>
    /// <value>The default is 0.</value>
    public int Seed { get; init; }

    /// <summary>Threads of torch. On a machine that others use too, one is several times faster than two: they would wait for each other at every operator.</summary>
    /// <value>The default is 1.</value>
    public int Threads { get; init; } = DefaultThreads;

    /// <summary>The model's name in its file.</summary>
    /// <value>The default is ivif-clip-nano.</value>
    public string Name { get; init; } = ClipNano.Name;

    /// <summary>What its file says it was trained on.</summary>
    /// <value>The default is "not stated".</value>
    public string TrainingData { get; init; } = NotStated;

    /// <summary>The licence its file states.</summary>
    /// <value>The default is "not stated".</value>
    public string Licence { get; init; } = NotStated;

    /// <summary>Hears a line now and then.</summary>
    /// <value>The default is null.</value>
    public IProgress<string>? Progress { get; init; }

    /// <summary>Stops the training at the next step, after writing a checkpoint.</summary>
    /// <value>The default is <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(OutputFolder);
        ArgumentException.ThrowIfNullOrWhiteSpace(MergesPath);
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        ArgumentException.ThrowIfNullOrWhiteSpace(TrainingData);
        ArgumentException.ThrowIfNullOrWhiteSpace(Licence);
        Require(Steps >= 1, $"Steps is {Steps}; a training needs at least 1.");
        Require(BatchSize >= BatchSource.GroupSize && BatchSize % BatchSource.GroupSize == 0, $"BatchSize is {BatchSize}; it must be a multiple of {BatchSource.GroupSize}.");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), $"LearningRate is {LearningRate}; it must be above 0.");
        Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), $"WeightDecay is {WeightDecay}; it must be at least 0.");
        Require(FactWeight >= 0 && double.IsFinite(FactWeight), $"FactWeight is {FactWeight}; it must be at least 0.");
        Require(NounWeight >= 0 && double.IsFinite(NounWeight), $"NounWeight is {NounWeight}; it must be at least 0.");
        Require(WarmUpSteps >= 0, $"WarmUpSteps is {WarmUpSteps}; it must be at least 0.");
        Require(CheckpointEvery >= 1, $"CheckpointEvery is {CheckpointEvery}; it must be at least 1.");
        Require(RenderedPairs >= 1, $"RenderedPairs is {RenderedPairs}; at least 1 is needed.");
        Require(Threads >= 1, $"Threads is {Threads}; at least 1 is needed.");
    }

    /// <summary>Checks that the files it names are there, before pairs are rendered, which takes minutes.</summary>
    /// <exception cref="IOException">One is not; the message names it.</exception>
    public void RequireFiles()
    {
        if (!File.Exists(MergesPath))
        {
            throw new FileNotFoundException($"OpenAI's table of merges is not at '{MergesPath}'. Give the path of {LanguageEncoders.MergesFileName}; docs/models.md says where it comes from.", MergesPath);
        }

        if (NounsFolder is not null)
        {
            NounTargets.RequireFiles(NounsFolder);
        }

        if (Data is not null && !Directory.Exists(Data))
        {
            throw new DirectoryNotFoundException($"There is no folder of real pairs '{Data}'. Give one that holds MSRS or OmniFuse, or leave it out to train on rendered pairs alone.");
        }
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
