namespace IvifMl.Training.Tests.Joint;

public sealed class JointDetectionOptionsTests
{
    public static TheoryData<JointDetectionOptions, string> Bad => new()
    {
        { new() { Steps = -1 }, "Steps" },
        { new() { FusionSteps = -1 }, "FusionSteps" },
        { new() { DetectorSteps = -1 }, "DetectorSteps" },
        { new() { RampSteps = -1 }, "RampSteps" },
        { new() { BatchSize = 0 }, "BatchSize" },
        { new() { CropSide = 32 }, "CropSide" },
        { new() { CropSide = 100 }, "CropSide" },
        { new() { ReportEvery = 0 }, "ReportEvery" },
        { new() { CheckpointEvery = 0 }, "CheckpointEvery" },
        { new() { Threads = -1 }, "Threads" },
        { new() { DetectionWeight = -1 }, "DetectionWeight" },
        { new() { LookAhead = double.NaN }, "LookAhead" },
        { new() { FusionRate = 0 }, "FusionRate" },
        { new() { DetectorRate = 2 }, "DetectorRate" },
        { new() { LastRateShare = 2 }, "LastRateShare" },
        { new() { AverageDecay = -1 }, "AverageDecay" },
        { new() { FusionGradientNorm = 0 }, "FusionGradientNorm" },
        { new() { DetectorGradientNorm = 0 }, "DetectorGradientNorm" },
        { new() { ValidationShare = 1 }, "ValidationShare" },
        { new() { Solver = (BilevelSolver)7 }, "Solver" },
        { new() { Augmentation = new() { Mosaic = 2 } }, "Mosaic" },
    };

    [Fact]
    public void Defaults_are_as_documented()
    {
        JointDetectionOptions options = new();
        options.Validate();
        Assert.Equal((500, 1000, 2000, 8, 192, 50, 1), (options.FusionSteps, options.DetectorSteps, options.Steps, options.BatchSize, options.CropSide, options.RampSteps, options.Seed));
        Assert.Equal((0.1, 1e-3, 5e-4, 1e-3, 0.1, 0.995), (options.DetectionWeight, options.LookAhead, options.FusionRate, options.DetectorRate, options.LastRateShare, options.AverageDecay));
        Assert.Equal((1d, 10d, 0.1), (options.FusionGradientNorm, options.DetectorGradientNorm, options.ValidationShare));
        Assert.Equal((BilevelSolver.Alternating, 0d), (options.Solver, options.Augmentation.Mosaic));
        Assert.Null(options.Loss.Language);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Values_out_of_range_are_refused_by_name(JointDetectionOptions options, string name)
        => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).ParamName);

    [Fact]
    public void A_training_of_no_step_is_refused()
        => Assert.Throws<ArgumentException>(new JointDetectionOptions { FusionSteps = 0, DetectorSteps = 0, Steps = 0 }.Validate);

    [Fact]
    public void Phases_follow_one_another()
    {
        JointDetectionOptions options = new() { FusionSteps = 2, DetectorSteps = 3, Steps = 4 };
        Assert.Equal(new JointPlace(JointPhase.Fusion, 1, 2), JointPlace.Of(options, 1));
        Assert.Equal(new JointPlace(JointPhase.Detector, 0, 3), JointPlace.Of(options, 2));
        Assert.Equal(new JointPlace(JointPhase.Joint, 3, 4), JointPlace.Of(options, 8));
    }
}
