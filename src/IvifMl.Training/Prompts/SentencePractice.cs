using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// What a network learns of sentences once it has learnt of pictures: its text layers alone are trained on, so that every sentence of an intent does what
/// the median of them does, and neutral sentences nothing. A step costs a hundredth of one with pictures and sees five sentences of each intent.
/// </summary>
internal static class SentencePractice
{
    private const int SentencesOfEach = 5;
    private const double LearningRate = 1e-3;

    /// <summary>Trains the layers that a text passes through; no other parameter is changed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="texts">The sentences.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="random">Draws and blurs sentences.</param>
    public static void Take(PromptedFusionNetwork network, PromptTexts texts, int steps, Random random)
    {
        using DisposeScope outer = NewDisposeScope();
        manual_seed(random.NextInt64());
        Tensor targets = Targets(network, texts).repeat_interleave(SentencesOfEach, 0);
        using optim.Optimizer optimizer = optim.Adam(network.parameters(), LearningRate);
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            LearningRateSchedule.Set(optimizer, LearningRate * (1 - ((double)step / steps)));
            optimizer.zero_grad();
            Tensor drawn = cat([.. PromptFamily.All.SelectMany(family => Enumerable.Range(0, SentencesOfEach).Select(_ => texts.Draw(family.Intent, random)))], 0);
            (network.Respond(drawn) - targets).abs().mean().backward();
            optimizer.step();
        }
    }

    /// <summary>What each intent's sentences do on the median, [intents, any]; zeros for the neutral one.</summary>
    private static Tensor Targets(PromptedFusionNetwork network, PromptTexts texts)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        return cat(
            [.. PromptFamily.All.Select(family => family.Intent == PromptIntent.Neutral
                ? network.Respond(texts.Nothing())
                : network.Respond(texts.Of(family.Intent)).quantile(tensor(0.5f), dim: 0).unsqueeze(0))],
            0).MoveToOuterDisposeScope();
    }
}
