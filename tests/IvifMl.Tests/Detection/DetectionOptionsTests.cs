using IvifMl.Onnx;

namespace IvifMl.Tests.Detection;

public sealed class DetectionOptionsTests
{
    [Fact]
    public void Defaults_are_as_documented()
    {
        DetectionOptions options = new();

        Assert.Equal(("Fused", "PredictedBoundingBoxes", "PredictedLabel", "Score"), (options.InputColumnName, options.PredictedBoundingBoxColumnName, options.PredictedLabelColumnName, options.ScoreColumnName));
        Assert.Equal((0.25f, 0.45f, 100), (options.ScoreThreshold, options.NmsThreshold, options.MaximumDetections));
        Assert.Equal((null, null, null, false), (options.ModelPath, options.Layout, options.GpuDeviceId, options.FallbackToCpu));
        Assert.Empty(options.Classes);
        options.Validate();
    }

    [Fact]
    public void Layout_defaults_are_those_of_YOLOX()
    {
        YoloxLayout layout = new();

        Assert.Equal([8, 16, 32], layout.Strides);
        Assert.Equal((null, null, DetectorChannels.Bgr, DetectorRange.Byte, 114, false), (layout.InputSide, layout.Classes, layout.Channels, layout.Range, layout.Padding, layout.BoxesAreDecoded));
        Assert.Equal(80, CocoClasses.Names.Distinct().Count());
    }

    public static TheoryData<DetectionOptions, string> Wrong => new()
    {
        { new DetectionOptions { InputColumnName = "" }, "InputColumnName" },
        { new DetectionOptions { ScoreColumnName = " " }, "ScoreColumnName" },
        { new DetectionOptions { ScoreColumnName = "A", PredictedLabelColumnName = "A" }, "'A'" },
        { new DetectionOptions { ScoreThreshold = 1.5f }, "ScoreThreshold is 1.5" },
        { new DetectionOptions { NmsThreshold = float.NaN }, "NmsThreshold is NaN" },
        { new DetectionOptions { MaximumDetections = 0 }, "MaximumDetections is 0" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_values_are_refused_by_name(DetectionOptions options, string word) =>
        Assert.Contains(word, Assert.ThrowsAny<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
}
