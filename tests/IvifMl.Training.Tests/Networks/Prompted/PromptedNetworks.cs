using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Networks;

/// <summary>The text-guided networks, so that one set of tests holds for all.</summary>
internal static class PromptedNetworks
{
    private const string WithoutCodebook = "text-guided-fusion without codebook";

    /// <summary>The kinds.</summary>
    public static string[] Names { get; } = [CrossAttentionFusionNetwork.NetworkName, TextGuidedFusionNetwork.NetworkName, WithoutCodebook];

    public static FusionModelCard Card { get; } = new() { Name = "test", TrainingData = "none", Licence = "MIT" };

    /// <summary>A network with fresh weights.</summary>
    public static PromptedFusionNetwork Fresh(string kind, long seed)
    {
        manual_seed(seed);
        return kind switch
        {
            TextGuidedFusionNetwork.NetworkName => new TextGuidedFusionNetwork(),
            WithoutCodebook => new TextGuidedFusionNetwork(new() { Codes = 0 }),
            _ => new CrossAttentionFusionNetwork(),
        };
    }

    /// <summary>A network whose decisions vary and whose text does something, as in a trained one.</summary>
    public static PromptedFusionNetwork Random(string kind, long seed)
    {
        PromptedFusionNetwork network = Fresh(kind, seed);
        network.eval();
        using IDisposable still = no_grad();
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in network.named_parameters())
        {
            if (name.StartsWith("decide", StringComparison.Ordinal))
            {
                parameter.mul_(3);
            }
            else if (name.EndsWith("last.weight", StringComparison.Ordinal))
            {
                parameter.normal_(0, 0.3);
            }
        }

        return network;
    }

    /// <summary>Texts of length 1.</summary>
    public static Tensor Texts(long count) => nn.functional.normalize(randn(count, PromptedFusionNetwork.DefaultTextLength), dim: 1);
}
