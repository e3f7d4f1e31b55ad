using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Tests.Support;
using Microsoft.ML;

namespace IvifMl.Training.Tests.Prompts;

public sealed class TextGuidedTrainerTests
{
    private static readonly Lazy<IReadOnlyList<TrainingPair>> Scenes = new(() => TrainingPairs.FromScenes(4, firstSeed: 40, 96, 80));

    [TorchFact]
    public void A_training_that_is_cut_off_resumes_to_the_very_same_weights()
    {
        byte[] straight = Train(Options());
        Assert.NotEqual(straight, Train(Options() with { Seed = 2 }));
        using TemporaryFolder folder = new();
        using CancellationTokenSource source = new();
        TextGuidedOptions options = Options() with { OutputFolder = folder.Root };
        Assert.ThrowsAny<OperationCanceledException>(() => Train(options with { CancellationToken = source.Token, Progress = new Cancelling(source, after: 2) }));
        Assert.Equal(straight, Train(options));
    }

    [TorchFact]
    public void The_model_takes_prompts_and_the_log_tells_every_term()
    {
        using TemporaryFolder folder = new();
        byte[] model = Train(Options() with { OutputFolder = folder.Root });
        Assert.Equal(model, File.ReadAllBytes(Path.Combine(folder.Root, "model.onnx")));
        string[] lines = File.ReadAllLines(Path.Combine(folder.Root, "training.csv"));
        Assert.Equal("Step,LearningRate,Loss,Picture,Gradient,Similarity,Chroma,Difference,Paraphrase,Neutral,Validation", lines[0]);
        Assert.All(lines.Skip(1), line => Assert.True(double.IsFinite(double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture))));
        using FusionModel fusion = FusionModel.Load(Path.Combine(folder.Root, "model.onnx"));
        Assert.True(fusion.TakesPrompts);
        TrainingPair pair = Scenes.Value[0];
        Plane neutral = fusion.Score(pair.InfraredPlane(), pair.VisiblePlane(), null);
        Plane prompted = fusion.Score(pair.InfraredPlane(), pair.VisiblePlane(), "emphasise warm targets");
        Assert.True(neutral.Array.Zip(prompted.Array, (a, b) => Math.Abs(a - b)).Max() > 1e-4);
    }

    [TorchFact]
    public void A_network_with_a_codebook_logs_its_use()
    {
        using TemporaryFolder folder = new();
        Train(Options() with
        {
            OutputFolder = folder.Root,
            Network = static () => new TextGuidedFusionNetwork(new() { Channels = 4, Codes = 16, CodeLength = 4 }),
            Loss = new() { Structure = 0.1, Correlation = 0.1 },
        });
        string[] lines = File.ReadAllLines(Path.Combine(folder.Root, "training.csv"));
        Assert.EndsWith("Structure,Correlation,Commitment,Perplexity,Used,Validation", lines[0], StringComparison.Ordinal);
        Assert.InRange(double.Parse(lines[^1].Split(',')[^3], CultureInfo.InvariantCulture), 1, 16);
    }

    [TorchFact]
    public void Sentences_of_another_length_than_the_networks_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Train(Options() with { Network = static () => new CrossAttentionFusionNetwork(new() { Channels = 4, TextLength = 64 }) }));
        Assert.Contains("TextLength = 128", error.Message, StringComparison.Ordinal);
    }

    private static TextGuidedOptions Options() => new()
    {
        Network = static () => new CrossAttentionFusionNetwork(new() { Channels = 4, AttentionReach = 1 }),
        Steps = 6,
        BatchSize = 2,
        CropSide = 64,
        WarmUpSteps = 0,
        LearningRate = 5e-3,
        ValidationShare = 0.25,
        ReportEvery = 2,
        CheckpointEvery = 2,
        Threads = 1,
    };

    private static byte[] Train(TextGuidedOptions options) => new MLContext(seed: 1).Fusion.Trainers.TextGuided(options).Train(Scenes.Value);

    private sealed class Cancelling(CancellationTokenSource source, long after) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step >= after)
            {
                source.Cancel();
            }
        }
    }
}
