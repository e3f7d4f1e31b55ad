using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// CLIP's symmetric contrastive loss (InfoNCE; Radford et al., 2021) where several captions may fit one picture: with logits
/// L = e^τ · Î T̂ᵀ and fits M ∈ {0,1}, ½ [mean over rows of −Σ_j (M_ij / Σ_k M_ik) log softmax_j(L_i·) + the same of Lᵀ and Mᵀ].
/// With M the identity it is CLIP's own. 0 at best for the identity; lower is better.
/// </summary>
/// <example>Two pictures and captions with equal embeddings and M the identity: both softmaxes are ½, the loss is log 2.</example>
internal static class ContrastiveLoss
{
    /// <summary>The loss.</summary>
    /// <param name="images">[N, D], any length.</param>
    /// <param name="texts">[N, D], any length.</param>
    /// <param name="logitScale">τ, a scalar.</param>
    /// <param name="fits">M, [N, N]; every row and column has a 1.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Of(Tensor images, Tensor texts, Tensor logitScale, Tensor fits)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor logits = F.normalize(images, dim: 1).mm(F.normalize(texts, dim: 1).transpose(0, 1)) * logitScale.exp();
        return ((OneWay(logits, fits) + OneWay(logits.transpose(0, 1), fits.transpose(0, 1))) / 2).MoveToOuterDisposeScope();
    }

    private static Tensor OneWay(Tensor logits, Tensor fits)
    {
        Tensor targets = fits / fits.sum([1], keepdim: true);
        return -(targets * F.log_softmax(logits, 1)).sum([1]).mean();
    }
}
