namespace IvifMl.Onnx.Tests;

public sealed class PyramidFusionOptionsTests
{
    public static TheoryData<PyramidFusionOptions, string> Wrong => new()
    {
        { new() { Levels = 1 }, "Levels" },
        { new() { Levels = 8 }, "Levels" },
        { new() { Sharpness = 0.5f }, "Sharpness" },
        { new() { DetailFloor = 0 }, "DetailFloor" },
        { new() { CoarserShare = -1 }, "CoarserShare" },
        { new() { ColdShare = 1.1f }, "ColdShare" },
        { new() { InfraredNoiseFactor = 5 }, "InfraredNoiseFactor" },
        { new() { VisibleNoiseFactor = float.NaN }, "VisibleNoiseFactor" },
        { new() { NoiseCeiling = 51 }, "NoiseCeiling" },
        { new() { Union = -0.1f }, "Union" },
        { new() { BaseFloor = 0 }, "BaseFloor" },
        { new() { Lift = 2 }, "Lift" },
        { new() { TargetShare = 1.01f }, "TargetShare" },
        { new() { TargetDeviations = 0 }, "TargetDeviations" },
    };

    [Fact]
    public void TheDefaultsAreTheDocumentedOnes()
    {
        PyramidFusionOptions options = new();
        Assert.Equal(
            (5, 3f, 0.5f, 0.5f, 0.3f, 2f, 0.6f),
            (options.Levels, options.Sharpness, options.DetailFloor, options.CoarserShare, options.ColdShare, options.InfraredNoiseFactor, options.VisibleNoiseFactor));
        Assert.Equal(
            (7.65f, 1f, 10f, 0.3f, 0.9f, 1.2f),
            (options.NoiseCeiling, options.Union, options.BaseFloor, options.Lift, options.TargetShare, options.TargetDeviations));
    }

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void ANumberOutOfRangeIsRefusedByName(PyramidFusionOptions options, string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => PyramidFusionGraph.Build(options)).ParamName);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void EveryNumberOfLevelsRuns(int levels)
    {
        using Scorer scorer = new(PyramidFusionGraph.Build(new() { Levels = levels, Union = 0, Lift = 0, TargetShare = 0 }));
        float[] image = TestScene.Visible(53, 71, seed: 1);
        TestScene.AssertNear(image, scorer.Fuse(image, image, 53, 71), 1f / 255);
    }
}
