using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>What a text-guided network makes of a pair while it is trained.</summary>
/// <param name="Luminance">[N, 1, H, W]: the fused luminance, not yet held in 0–1, so that a loss feels how far it is off.</param>
/// <param name="ChromaGain">[N, 1, H, W], above 0.</param>
public sealed record PromptedDrawing(Tensor Luminance, Tensor ChromaGain)
{
    /// <summary>What the codebook did; null for a network without one.</summary>
    /// <value>The default value is null.</value>
    public CodebookUsage? Codes { get; init; }

    /// <summary>Fine features of both sources, [N, 2C, h, w], infrared first; null where no loss may be told of them.</summary>
    /// <value>The default value is null.</value>
    public Tensor? Details { get; init; }

    /// <summary>Coarse features of both sources, [N, 2C, h, w], infrared first.</summary>
    /// <value>The default value is null.</value>
    public Tensor? Bases { get; init; }

    /// <summary>Moves all tensors out of the current dispose scope.</summary>
    internal PromptedDrawing MoveToOuterDisposeScope() => new(Luminance.MoveToOuterDisposeScope(), ChromaGain.MoveToOuterDisposeScope())
    {
        Codes = Codes?.MoveToOuterDisposeScope(),
        Details = Details?.MoveToOuterDisposeScope(),
        Bases = Bases?.MoveToOuterDisposeScope(),
    };
}
