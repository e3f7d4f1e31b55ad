using IvifMl.Tests.Support;

namespace IvifMl.Training.Tests.Nano;

public sealed class ClipNanoTrainerTests
{
    [TorchFact]
    public void A_training_that_stopped_ends_in_the_same_weights()
    {
        using TemporaryFolder folder = new();
        ClipNanoOptions options = new()
        {
            OutputFolder = folder["whole"], CacheFolder = folder["cache"], MergesPath = Repository.Shared("weights", "clip_bpe_vocab", LanguageEncoders.MergesFileName),
            NounsFolder = Repository.Shared("weights", "clip_text_embeddings_vitb32"), Steps = 4, BatchSize = 8, RenderedPairs = 2, CheckpointEvery = 2,
        };
        string whole = ClipNanoTrainer.Train(options);
        using CancellationTokenSource stop = new();
        ClipNanoOptions second = options with { OutputFolder = folder["parts"], CancellationToken = stop.Token };
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => ClipNanoTrainer.Train(second));
        string parts = ClipNanoTrainer.Train(second with { CancellationToken = CancellationToken.None });

        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(parts));
        Assert.Equal(2, File.ReadAllLines(Path.Combine(options.OutputFolder, "log.csv")).Length);
    }
}
