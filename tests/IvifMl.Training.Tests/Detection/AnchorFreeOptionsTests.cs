using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Detection;

public sealed class AnchorFreeOptionsTests
{
    public static TheoryData<AnchorFreeOptions, string> Bad => new()
    {
        { new() { Epochs = 0 }, "Epochs" },
        { new() { BatchSize = 0 }, "BatchSize" },
        { new() { CropSide = 0 }, "CropSide" },
        { new() { CropSide = 250 }, "CropSide" },
        { new() { LearningRate = 0 }, "LearningRate" },
        { new() { WarmUpEpochs = 51 }, "WarmUpEpochs" },
        { new() { LastRateShare = 2 }, "LastRateShare" },
        { new() { WeightDecay = -1 }, "WeightDecay" },
        { new() { AverageDecay = double.NaN }, "AverageDecay" },
        { new() { MaximumGradientNorm = 0 }, "MaximumGradientNorm" },
        { new() { ValidationShare = 1 }, "ValidationShare" },
        { new() { Patience = -1 }, "Patience" },
        { new() { ReportEvery = 0 }, "ReportEvery" },
        { new() { CheckpointEvery = 0 }, "CheckpointEvery" },
        { new() { Threads = -1 }, "Threads" },
        { new() { Augmentation = new() { SmallestScale = 0 } }, "SmallestScale" },
        { new() { Augmentation = new() { LargestScale = 0.5 } }, "LargestScale" },
        { new() { Augmentation = new() { Mosaic = 1.1 } }, "Mosaic" },
        { new() { Augmentation = new() { Gamma = -1 } }, "Gamma" },
    };

    [Fact]
    public void Defaults_are_as_documented()
    {
        AnchorFreeOptions options = new();
        options.Validate();
        AugmentationOptions.None.Validate();
        Assert.Equal((50, 16, 256, 1), (options.Epochs, options.BatchSize, options.CropSide, options.Seed));
        Assert.Equal((1e-3, 0.02, 0.02, 0.998, 10d), (options.LearningRate, options.LastRateShare, options.WeightDecay, options.AverageDecay, options.MaximumGradientNorm));
        Assert.Equal(("Fused", "Label", "BoundingBoxes", 0.1), (options.Detection.InputColumnName, options.LabelColumnName, options.BoundingBoxColumnName, options.ValidationShare));
        Assert.Equal((true, 0.6, 1.6, 0.3, 0.1, 0.3, 0.4, 0.03), (
            options.Augmentation.Flip, options.Augmentation.SmallestScale, options.Augmentation.LargestScale, options.Augmentation.Mosaic,
            options.Augmentation.Brightness, options.Augmentation.Contrast, options.Augmentation.Gamma, options.Augmentation.Noise));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Values_out_of_range_are_refused_by_name(AnchorFreeOptions options, string name)
        => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).ParamName);

    [Fact]
    public void Early_stopping_needs_a_validation_set()
        => Assert.Throws<ArgumentException>(new AnchorFreeOptions { ValidationShare = 0, KeepBest = true }.Validate);

    [Fact]
    public void A_picture_that_is_given_twice_is_kept_apart_in_both_places()
    {
        DetectorPicture[] pictures = [.. SmallDetectorTraining.Pictures, .. SmallDetectorTraining.Pictures];
        DetectorSet set = DetectorSet.Split(pictures, 0.2, seed: 1);
        Assert.Equal((32, 4), (set.Training.Count, set.Validation.Count));
        Assert.Empty(set.Training.Intersect(set.Validation));
    }

    [TorchFact]
    public void The_average_follows_the_weights_by_its_decay()
    {
        using TorchSharp.Modules.Linear network = nn.Linear(1, 1, hasBias: false);
        using TorchSharp.Modules.Linear average = nn.Linear(1, 1, hasBias: false);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        network.weight!.fill_(1);
        AveragedWeights.Begin(average, network);
        network.weight!.fill_(3);
        AveragedWeights.Add(average, network, step: 0, decay: 0.9);
        Near.Equal(0.1 + (0.9 * 3), average.weight!.sum(), 1e-6);
        AveragedWeights.Begin(average, network);
        network.weight!.fill_(1);
        AveragedWeights.Add(average, network, step: 1000, decay: 0.9);
        Near.Equal((0.9 * 3) + 0.1, average.weight!.sum(), 1e-6);
    }
}
