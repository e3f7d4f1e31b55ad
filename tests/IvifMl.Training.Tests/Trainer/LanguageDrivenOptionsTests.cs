using IvifMl.Metrics;

namespace IvifMl.Training.Tests.Trainer;

public sealed class LanguageDrivenOptionsTests
{
    public static TheoryData<LanguageDrivenOptions, string> Bad => new()
    {
        { new() { Epochs = 0 }, "Epochs" },
        { new() { Repeats = 0 }, "Repeats" },
        { new() { BatchSize = 0 }, "BatchSize" },
        { new() { CropSide = 63 }, "CropSide" },
        { new() { LearningRate = 0 }, "LearningRate" },
        { new() { LearningRate = double.NaN }, "LearningRate" },
        { new() { WarmUpEpochs = 101 }, "WarmUpEpochs" },
        { new() { HalvingShares = [1.5] }, "HalvingShares" },
        { new() { Noise = -1 }, "Noise" },
        { new() { MaximumGradientNorm = 0 }, "MaximumGradientNorm" },
        { new() { ValidationShare = 1 }, "ValidationShare" },
        { new() { ValidationMetric = (FusionMetric)999 }, "ValidationMetric" },
        { new() { ReportEvery = 0 }, "ReportEvery" },
        { new() { CheckpointEvery = 0 }, "CheckpointEvery" },
        { new() { Threads = -1 }, "Threads" },
        { new() { Loss = new() { Edges = -1 } }, "Edges" },
    };

    [Fact]
    public void Defaults_are_as_documented()
    {
        LanguageDrivenOptions options = new();
        options.Validate();
        Assert.Equal((100, 10, 16, 224), (options.Epochs, options.Repeats, options.BatchSize, options.CropSide));
        Assert.Equal((5e-4, 0.03, 1d, 1d), (options.LearningRate, options.Noise, options.WarmUpEpochs, options.MaximumGradientNorm));
        Assert.Equal([0.5, 0.6, 0.7, 0.8, 0.9], options.HalvingShares);
        Assert.Equal(FusionMetric.EdgePreservation, options.ValidationMetric);
        Assert.Equal((2d, 10d, 6d, 10d), (options.Loss.Language!.GlobalWeight, options.Loss.Language.PatchWeight, options.Loss.Language.RegulariserWeight, options.Loss.Language.FidelityWeight));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Values_out_of_range_are_refused_by_name(LanguageDrivenOptions options, string name)
        => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).ParamName);

    [Fact]
    public void Training_for_nothing_is_refused()
        => Assert.Throws<ArgumentException>((FusionLossOptions.LdFusion with { Language = null }).Validate);

    [Fact]
    public void Early_stopping_needs_a_validation_set()
        => Assert.Throws<ArgumentException>(new LanguageDrivenOptions { ValidationShare = 0, Patience = 3 }.Validate);
}
