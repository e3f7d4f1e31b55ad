using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Prompts;

public sealed class SentencePracticeTests
{
    private const int Steps = 60;

    [TorchFact]
    public void Sentences_of_one_intent_come_to_do_the_same_and_nothing_else_changes()
    {
        using DisposeScope scope = NewDisposeScope();
        using ILanguageEncoder encoder = LanguageEncoders.Load();
        using PromptTexts texts = new(encoder, CPU);
        using CrossAttentionFusionNetwork network = Talking();
        Dictionary<string, byte[]> before = Weights(network);
        (double apart, double spoken) = Measure(network, texts);

        SentencePractice.Take(network, texts, Steps, new Random(4));
        (double apartNow, double spokenNow) = Measure(network, texts);
        Assert.True(apartNow < 0.6 * apart && spokenNow < 0.6 * spoken, $"paraphrases {apart} → {apartNow}, neutral sentences {spoken} → {spokenNow}");
        Assert.Equal(0, network.Respond(texts.Nothing()).abs().max().item<float>());
        Dictionary<string, byte[]> after = Weights(network);
        Assert.All(after.Keys, name => Assert.Equal(name.StartsWith("modulation", StringComparison.Ordinal), !before[name].SequenceEqual(after[name])));

        using CrossAttentionFusionNetwork again = Talking();
        manual_seed(77);
        SentencePractice.Take(again, texts, Steps, new Random(4));
        Assert.All(Weights(again), pair => Assert.True(after[pair.Key].SequenceEqual(pair.Value), pair.Key));
    }

    /// <summary>A network whose text layers say something (a fresh one says nothing), with the gradients of a step before.</summary>
    private static CrossAttentionFusionNetwork Talking()
    {
        manual_seed(5);
        CrossAttentionFusionNetwork network = new();
        using (no_grad())
        {
            nn.init.normal_(network.modulation.last.weight!, 0, 0.1);
        }

        using DisposeScope scope = NewDisposeScope();
        cat([.. network.parameters().Select(p => p.flatten())]).square().sum().backward();
        return network;
    }

    /// <summary>How far responses to the sentences of an intent are from their median, and those to neutral sentences from none.</summary>
    private static (double Apart, double Spoken) Measure(CrossAttentionFusionNetwork network, PromptTexts texts)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        double Spread(PromptIntent intent)
        {
            Tensor responses = network.Respond(texts.Of(intent));
            return (responses - responses.quantile(tensor(0.5f), dim: 0, keepdim: true)).abs().mean().item<float>();
        }

        return (PairFault.Intents.Average(Spread), network.Respond(texts.Of(PromptIntent.Neutral)).abs().mean().item<float>());
    }

    private static Dictionary<string, byte[]> Weights(CrossAttentionFusionNetwork network) =>
        network.named_parameters().ToDictionary(p => p.name, p => System.Runtime.InteropServices.MemoryMarshal.AsBytes(p.parameter.detach().contiguous().data<float>().ToArray().AsSpan()).ToArray());
}
