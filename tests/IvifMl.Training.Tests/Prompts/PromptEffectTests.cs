using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Prompts;

/// <summary>What prompts should make of flat pairs, by hand.</summary>
public sealed class PromptEffectTests
{
    // Infrared 0.5, visible 0.6, fusion 0.8, fusion before the fault 0.3.
    [TorchTheory]
    [InlineData(PromptIntent.Neutral, false, 0.8)]
    [InlineData(PromptIntent.SuppressGlare, false, 0.8 - (0.6 * 0.25))]
    [InlineData(PromptIntent.SuppressGlare, true, 0.3)]
    [InlineData(PromptIntent.EmphasiseTargets, false, 0.8 * 0.8)]
    [InlineData(PromptIntent.KeepVisible, false, 0.6 + (0.1 * 0.2))]
    [InlineData(PromptIntent.ClearHaze, false, 0.8)]
    [InlineData(PromptIntent.ClearHaze, true, 0.3)]
    [InlineData(PromptIntent.BrightenDark, false, 0.8)]
    [InlineData(PromptIntent.BrightenDark, true, 0.3 * 0.4 / 0.33)]
    [InlineData(PromptIntent.RemoveNoise, true, 0.3)]
    [InlineData(PromptIntent.RemoveStripes, false, 0.8)]
    [InlineData(PromptIntent.RaiseContrast, false, 0.8)]
    public void Flat_pairs_become_what_the_formula_says(PromptIntent intent, bool fits, double expected)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor luminance, Tensor chroma) = PromptEffect.Target(intent, Flat(), fits);
        Near.Equal(full_like(luminance, expected), luminance, 1e-6);
        double lift = intent == PromptIntent.BrightenDark && fits ? 0.4 / 0.33 : 1;
        Near.Equal(full_like(chroma, (fits ? 0.2 : 0.1) * lift), chroma, 1e-6);
    }

    [TorchFact]
    public void What_is_hot_becomes_brighter_and_the_rest_darker()
    {
        using DisposeScope scope = NewDisposeScope();
        PairTensors pair = Flat();
        pair.Infrared.narrow(2, 60, 20).narrow(3, 60, 20).fill_(0.95f);
        (Tensor luminance, _) = PromptEffect.Target(PromptIntent.EmphasiseTargets, pair, fits: false);
        Assert.True(luminance[0, 0, 70, 70].item<float>() > 0.99f);
        Near.Equal(0.64, luminance[0, 0, 10, 10], 1e-6);
    }

    [TorchFact]
    public void Contrast_grows_around_the_surroundings()
    {
        using DisposeScope scope = NewDisposeScope();
        PairTensors pair = Flat();
        pair.Fusion.narrow(3, 0, 64).fill_(0.4f);
        foreach ((PromptIntent intent, double contrast) in ((PromptIntent, double)[])[(PromptIntent.RaiseContrast, 1.35), (PromptIntent.ClearHaze, 1.2)])
        {
            (Tensor luminance, _) = PromptEffect.Target(intent, pair, fits: false);
            double step = (luminance[0, 0, 64, 64] - luminance[0, 0, 64, 63]).item<float>();
            Assert.InRange(step, (0.4 * contrast) - 0.02, (0.4 * contrast) + 0.001);
        }
    }

    private static PairTensors Flat()
    {
        double[] values = [0.5, 0.6, 0.1, 0.1, 0.2, 0.2, 0.8, 0.3, 0.25];
        return new(cat([.. values.Select(value => full([1, 1, 128, 128], value, dtype: ScalarType.Float32))], 1));
    }
}
