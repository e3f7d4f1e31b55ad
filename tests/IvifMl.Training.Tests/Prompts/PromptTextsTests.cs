using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Prompts;

public sealed class PromptTextsTests
{
    [TorchFact]
    public void Sentences_for_training_are_blurred_but_near_and_those_held_out_are_as_they_are()
    {
        using DisposeScope scope = NewDisposeScope();
        using ILanguageEncoder encoder = LanguageEncoders.Load();
        using PromptTexts texts = new(encoder, CPU);
        Tensor sentences = texts.Of(PromptIntent.ClearHaze);
        double Nearest(Tensor drawn) => (sentences * drawn).sum(1).max().item<float>();

        manual_seed(1);
        Tensor[] drawn = [.. Enumerable.Range(0, 40).Select(seed => texts.Draw(PromptIntent.ClearHaze, new Random(seed)))];
        Assert.All(drawn, text => Assert.Equal(1, text.norm().item<float>(), 1e-5));
        double[] near = [.. drawn.Select(Nearest)];
        Assert.True(near.Min() > 0.8 && near.Max() > 0.99 && near.Average() < 0.995, string.Join(' ', near));

        manual_seed(1);
        Assert.All(drawn.Zip(Enumerable.Range(0, 40)), one => Assert.Equal(one.First.data<float>().ToArray(), texts.Draw(PromptIntent.ClearHaze, new Random(one.Second)).data<float>().ToArray()));

        Tensor held = texts.Draw(PromptIntent.ClearHaze, new Random(3), heldOut: true);
        Assert.True((texts.Of(PromptIntent.ClearHaze, heldOut: true) - held).abs().sum(1).min().item<float>() == 0);
    }
}
