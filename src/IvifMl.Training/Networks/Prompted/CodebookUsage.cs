using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>What a codebook did with a batch.</summary>
/// <param name="Commitment">Mean (z − sg[e])², a scalar: how far the features lie from their codes.</param>
/// <param name="Perplexity">e^H of the shares of the codes in the batch, a scalar: 1 (one code for all) to the number of codes (all equally often).</param>
/// <param name="Used">Share of the codes that are in use, a scalar, 0–1: those that would not be begun anew.</param>
public sealed record CodebookUsage(Tensor Commitment, Tensor Perplexity, Tensor Used)
{
    /// <summary>Moves all tensors out of the current dispose scope.</summary>
    internal CodebookUsage MoveToOuterDisposeScope() =>
        new(Commitment.MoveToOuterDisposeScope(), Perplexity.MoveToOuterDisposeScope(), Used.MoveToOuterDisposeScope());
}
