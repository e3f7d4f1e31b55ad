namespace IvifMl.Training.Tests.Nano;

public sealed class ClipNanoOptionsTests
{
    private static readonly ClipNanoOptions Good = new() { OutputFolder = "out", MergesPath = "merges.txt.gz" };

    [Fact]
    public void Defaults_are_the_documented_ones()
    {
        Good.Validate();
        Assert.Equal((1800, 128, 1e-3, 0.02), (Good.Steps, Good.BatchSize, Good.LearningRate, Good.WeightDecay));
        Assert.Equal((150, 250, 1200, 1), (Good.WarmUpSteps, Good.CheckpointEvery, Good.RenderedPairs, Good.Threads));
        Assert.Equal((3.0, 0.3, 0), (Good.FactWeight, Good.NounWeight, Good.Seed));
        Assert.Null(Good.CacheFolder);
        Assert.Null(Good.Data);
        Assert.Null(Good.NounsFolder);
        Assert.Equal(("ivif-clip-nano", "not stated", "not stated"), (Good.Name, Good.TrainingData, Good.Licence));
    }

    [Fact]
    public void Bad_values_are_refused()
    {
        ClipNanoOptions[] bad =
        [
            Good with { OutputFolder = " " }, Good with { MergesPath = string.Empty }, Good with { Name = " " }, Good with { TrainingData = " " }, Good with { Licence = " " }, Good with { Steps = 0 }, Good with { BatchSize = 6 }, Good with { LearningRate = 0 },
            Good with { WeightDecay = -1 }, Good with { WarmUpSteps = -1 }, Good with { CheckpointEvery = 0 }, Good with { RenderedPairs = 0 },
            Good with { FactWeight = double.NaN }, Good with { NounWeight = -1 }, Good with { Threads = 0 },
        ];
        Assert.All(bad, options => Assert.ThrowsAny<ArgumentException>(options.Validate));
    }
}
