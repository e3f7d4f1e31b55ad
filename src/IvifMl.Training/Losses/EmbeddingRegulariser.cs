using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// Φ = mean ½[1 − cos(ê(F), ê(R))] + ½[1 − cos(ê(F), ê(V))]: keeps the fused picture's embedding near those of its sources, and so among
/// natural pictures. 0 to 2; lower is better. Source: LDFusion (Wang et al. 2024), as its code has it.
/// </summary>
/// <example>ê(F) = ê(R) ⟂ ê(V): Φ = ½.</example>
public static class EmbeddingRegulariser
{
    /// <summary>The loss.</summary>
    /// <param name="fused">Image embeddings, [B, D]; rows of any length.</param>
    /// <param name="infrared">Image embeddings, [B, D].</param>
    /// <param name="visible">Image embeddings, [B, D].</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        ArgumentNullException.ThrowIfNull(fused);
        if (fused.ndim != 2)
        {
            throw new ArgumentException($"{nameof(EmbeddingRegulariser)}: fused is {ImageTensors.Shape(fused)}; it must be [B, D].", nameof(fused));
        }

        Embeddings.Require(nameof(EmbeddingRegulariser), nameof(infrared), infrared, fused.shape[0], fused.shape[1]);
        Embeddings.Require(nameof(EmbeddingRegulariser), nameof(visible), visible, fused.shape[0], fused.shape[1]);
        using DisposeScope scope = NewDisposeScope();
        Tensor unit = Embeddings.Normalised(fused);
        Tensor rows = Embeddings.HalfDistance(unit, Embeddings.Normalised(infrared)) + Embeddings.HalfDistance(unit, Embeddings.Normalised(visible));
        return rows.mean().MoveToOuterDisposeScope();
    }
}
