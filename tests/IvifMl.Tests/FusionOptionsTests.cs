using IvifMl.Imaging;

namespace IvifMl.Tests;

public sealed class FusionOptionsTests
{
    [Fact]
    public void Defaults_are_as_documented()
    {
        FusionOptions options = new();

        Assert.Equal(("Fused", "Infrared", "Visible"), (options.OutputColumnName, options.InfraredColumnName, options.VisibleColumnName));
        Assert.Null(options.ModelPath);
        Assert.Equal(FusedColour.Visible, options.Colour);
        Assert.Null(options.HotRegions);
        Assert.Equal(SizePolicy.Fail, options.Alignment.SizePolicy);
        Assert.Null(options.Alignment.VisibleToInfrared);
        Assert.Null(options.GpuDeviceId);
        Assert.False(options.FallbackToCpu);
        options.Validate();
    }

    [Fact]
    public void Overlay_defaults_are_as_documented()
    {
        HotRegionOverlay overlay = new();

        Assert.Equal((PaletteKind.Ironbow, 0.75f, 0.6f), (overlay.Palette, overlay.Threshold, overlay.Opacity));
        overlay.Validate();
    }

    [Fact]
    public void Run_defaults_are_as_documented()
    {
        FusionRunOptions options = new();

        Assert.Equal((".png", Environment.ProcessorCount, false), (options.Extension, options.Parallelism, options.Force));
        options.Validate();
    }

    public static TheoryData<FusionOptions, string> Wrong => new()
    {
        { new FusionOptions { OutputColumnName = "" }, "OutputColumnName" },
        { new FusionOptions { InfraredColumnName = " " }, "InfraredColumnName" },
        { new FusionOptions { InfraredColumnName = "A", VisibleColumnName = "A" }, "'A'" },
        { new FusionOptions { Colour = (FusedColour)7 }, "7" },
        { new FusionOptions { Alignment = new PairAlignment { SizePolicy = (SizePolicy)9 } }, "9" },
        { new FusionOptions { HotRegions = new HotRegionOverlay { Threshold = 1.5f } }, "1.5" },
        { new FusionOptions { HotRegions = new HotRegionOverlay { Opacity = float.NaN } }, "NaN" },
        { new FusionOptions { HotRegions = new HotRegionOverlay { Palette = (PaletteKind)99 } }, "99" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_values_are_refused_by_name(FusionOptions options, string word) =>
        Assert.Contains(word, Assert.ThrowsAny<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);

    [Fact]
    public void Wrong_run_values_are_refused_by_name()
    {
        Assert.Contains("0", Assert.ThrowsAny<ArgumentException>(new FusionRunOptions { Parallelism = 0 }.Validate).Message, StringComparison.Ordinal);
        Assert.Contains(".gif", Assert.ThrowsAny<ArgumentException>(new FusionRunOptions { Extension = ".gif" }.Validate).Message, StringComparison.Ordinal);
    }
}
