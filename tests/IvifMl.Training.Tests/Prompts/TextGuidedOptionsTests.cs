namespace IvifMl.Training.Tests.Prompts;

public sealed class TextGuidedOptionsTests
{
    [Fact]
    public void Defaults_are_what_the_documentation_says_and_valid()
    {
        TextGuidedOptions options = new();
        options.Validate();
        Assert.Equal((4000, 4, 160, 1e-3, 100), (options.Steps, options.BatchSize, options.CropSide, options.LearningRate, options.WarmUpSteps));
        Assert.Equal((1.0, 1, 0.05, 20, 200, 0), (options.MaximumGradientNorm, options.Seed, options.ValidationShare, options.ReportEvery, options.CheckpointEvery, options.Threads));
        Assert.Equal([0.5, 0.7, 0.8, 0.9, 0.95], options.HalvingShares);
        Assert.Null(options.ClipPath);
        Assert.Null(options.OutputFolder);
        Assert.Null(options.Progress);
        PromptedLossOptions loss = options.Loss;
        Assert.Equal((1.0, 0.15, 0.1, 2.0, 0.5), (loss.Picture, loss.Gradient, loss.Similarity, loss.Chroma, loss.Difference));
        Assert.Equal((0.05, 0.02, 0.0, 0.0, 0.25), (loss.Paraphrase, loss.Neutral, loss.Structure, loss.Correlation, loss.Commitment));
        Assert.Null(loss.Fusion.Language);
    }

    [Fact]
    public void Values_that_no_training_can_have_are_refused_by_name()
    {
        (string Name, TextGuidedOptions Options)[] wrong =
        [
            ("Steps", new() { Steps = 0 }), ("BatchSize", new() { BatchSize = 0 }), ("CropSide", new() { CropSide = 63 }), ("WarmUpSteps", new() { WarmUpSteps = -1 }),
            ("ReportEvery", new() { ReportEvery = 0 }), ("CheckpointEvery", new() { CheckpointEvery = 0 }), ("Threads", new() { Threads = -1 }),
            ("LearningRate", new() { LearningRate = 0 }), ("MaximumGradientNorm", new() { MaximumGradientNorm = double.NaN }),
            ("ValidationShare", new() { ValidationShare = 1 }), ("HalvingShares", new() { HalvingShares = [2] }),
            ("Picture", new() { Loss = new() { Picture = -1 } }), ("Chroma", new() { Loss = new() { Chroma = double.PositiveInfinity } }),
        ];
        Assert.All(wrong, w => Assert.Equal(w.Name, Assert.Throws<ArgumentOutOfRangeException>(w.Options.Validate).ParamName));
        Assert.Throws<ArgumentException>(new PromptedLossOptions { Picture = 0, Gradient = 0, Similarity = 0 }.Validate);
    }

    [Theory]
    [InlineData(0, 128, 64, 4, 256, 16, "Channels")]
    [InlineData(32, 0, 64, 4, 256, 16, "TextLength")]
    [InlineData(32, 128, 0, 4, 256, 16, "HiddenLength")]
    [InlineData(32, 128, 64, 0, 256, 16, "Tokens")]
    [InlineData(32, 128, 64, 4, -1, 16, "Codes")]
    [InlineData(32, 128, 64, 4, 256, 0, "CodeLength")]
    public void Sizes_out_of_range_are_refused(int channels, int text, int hidden, int tokens, int codes, int length, string name)
    {
        TextGuidedFusionNetworkOptions options = new() { Channels = channels, TextLength = text, HiddenLength = hidden, Tokens = tokens, Codes = codes, CodeLength = length };
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).ParamName);
    }
}
