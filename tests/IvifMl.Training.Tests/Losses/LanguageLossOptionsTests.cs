namespace IvifMl.Training.Tests.Losses;

public sealed class LanguageLossOptionsTests
{
    [Fact]
    public void PresetHasThePapersNumbers()
    {
        LanguageLossOptions options = LanguageLossOptions.LdFusion;
        options.Validate();
        Assert.Equal(["a visible gray image"], options.VisibleTexts);
        Assert.Equal(["an infrared image"], options.InfraredTexts);
        Assert.Equal(["a clear image with detailed background and salient objects"], options.Prompts);
        Assert.Equal((2, 10, 6, 10), (options.GlobalWeight, options.PatchWeight, options.RegulariserWeight, options.FidelityWeight));
        PatchOptions patches = options.Patches;
        Assert.Equal((32, 0.5, 0.8, 6), (patches.Count, patches.SmallestShare, patches.LargestShare, patches.EntropyThreshold));
        Assert.Equal((5, 0.1, 1.5, 5), (patches.Rotation, patches.VerticalShift, patches.LargestScale, patches.Shear));
    }

    [Fact]
    public void BadTextsAndNumbersAreNamed()
    {
        Assert.Equal("Prompts", Assert.Throws<ArgumentException>(() => new LanguageLossOptions { Prompts = [] }.Validate()).ParamName);
        Assert.Equal("VisibleTexts", Assert.Throws<ArgumentException>(() => new LanguageLossOptions { VisibleTexts = ["a", " "] }.Validate()).ParamName);
        Assert.Equal("PatchWeight", Assert.Throws<ArgumentOutOfRangeException>(() => new LanguageLossOptions { PatchWeight = double.NaN }.Validate()).ParamName);
        Assert.Equal("Count", Assert.Throws<ArgumentOutOfRangeException>(() => new PatchOptions { Count = 0 }.Validate()).ParamName);
        Assert.Equal("LargestShare", Assert.Throws<ArgumentOutOfRangeException>(() => new PatchOptions { LargestShare = 0.4 }.Validate()).ParamName);
        Assert.Equal("LargestScale", Assert.Throws<ArgumentOutOfRangeException>(() => new PatchOptions { LargestScale = 0.9 }.Validate()).ParamName);
        Assert.Equal("EntropyThreshold", Assert.Throws<ArgumentOutOfRangeException>(() => new PatchOptions { EntropyThreshold = 9 }.Validate()).ParamName);
    }
}
