using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// The language-driven loss: the way from each source to the fused picture in CLIP's embedding space is the way from the sentence that
/// describes the source to the sentence that describes a good fusion. With ê, t̂, p̂ embeddings at length 1 and u(a) = a/√(|a|² + ε²):
/// ℓ = ½[1 − cos(u(ê(F) − ê(R)), u(p̂ − t̂_r))] + ½[1 − cos(u(ê(F) − ê(V)), u(p̂ − t̂_v))]. 0 to 2; lower is better.
/// ε = 1e-4 where the original has none and gives NaN for an embedding that equals its source's; such a row counts ½ per source.
/// Source: Wang et al., "Infrared and Visible Image Fusion with Language-Driven Loss in CLIP Embedding Space" (LDFusion), 2024.
/// </summary>
/// <example>ê(V) = ê(R) = t̂_v = t̂_r = (1, 0), ê(F) = p̂ = (0, 1): all directions are (−1, 1)/√2, so ℓ = 0.</example>
public static class DirectionalLanguageLoss
{
    /// <summary>Global version: the mean of ℓ over the batch.</summary>
    /// <param name="fused">Image embeddings of the fused pictures, [B, D]; any length of rows here and below.</param>
    /// <param name="infrared">Image embeddings of the infrared pictures, [B, D].</param>
    /// <param name="visible">Image embeddings of the visible pictures, [B, D].</param>
    /// <param name="prompt">Text embedding p of a good fusion: [1, D], or [B, D] with one for each picture.</param>
    /// <param name="infraredText">Text embedding t_r, [1, D] or [B, D].</param>
    /// <param name="visibleText">Text embedding t_v, [1, D] or [B, D].</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Global(Tensor fused, Tensor infrared, Tensor visible, Tensor prompt, Tensor infraredText, Tensor visibleText)
    {
        using DisposeScope scope = NewDisposeScope();
        return Rows(fused, infrared, visible, prompt, infraredText, visibleText).mean().MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Patch version: (1/(N·B)) Σ select · ℓ over patches of the fused picture, whose sources are the embeddings of the whole pictures.
    /// Rejected patches count 0 but stay in the denominator.
    /// </summary>
    /// <param name="fusedPatches">Image embeddings of N patches of each fused picture, [N·B, D]; row r belongs to picture r mod B.</param>
    /// <param name="infrared">Image embeddings of the whole infrared pictures, [B, D].</param>
    /// <param name="visible">Image embeddings of the whole visible pictures, [B, D].</param>
    /// <param name="prompt">Text embedding p, [1, D] or [B, D].</param>
    /// <param name="infraredText">Text embedding t_r, [1, D] or [B, D].</param>
    /// <param name="visibleText">Text embedding t_v, [1, D] or [B, D].</param>
    /// <param name="select">[N·B], 1 where a patch counts and 0 elsewhere; null: all count.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Patch(
        Tensor fusedPatches, Tensor infrared, Tensor visible, Tensor prompt, Tensor infraredText, Tensor visibleText, Tensor? select = null)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = Rows(fusedPatches, infrared, visible, prompt, infraredText, visibleText);
        if (select is not null)
        {
            if (select.numel() != rows.numel())
            {
                throw new ArgumentException($"{nameof(DirectionalLanguageLoss)}: select is {ImageTensors.Shape(select)}; it must be [{rows.numel()}].", nameof(select));
            }

            // Not a product: 0 · NaN would let a rejected patch spoil the sum.
            rows = where(select.view(-1).to(ScalarType.Bool), rows, zeros_like(rows));
        }

        return rows.mean().MoveToOuterDisposeScope();
    }

    private static Tensor Rows(Tensor fused, Tensor infrared, Tensor visible, Tensor prompt, Tensor infraredText, Tensor visibleText)
    {
        const string Loss = nameof(DirectionalLanguageLoss);
        ArgumentNullException.ThrowIfNull(fused);
        ArgumentNullException.ThrowIfNull(infrared);
        if (fused.ndim != 2 || infrared.ndim != 2 || infrared.shape[0] == 0 || fused.shape[0] % infrared.shape[0] != 0)
        {
            throw new ArgumentException(
                $"{Loss}: fused is {ImageTensors.Shape(fused)} and infrared {ImageTensors.Shape(infrared)}; [N·B, D] and [B, D] are needed.", nameof(fused));
        }

        long batch = infrared.shape[0];
        long length = fused.shape[1];
        Embeddings.Require(Loss, nameof(infrared), infrared, batch, length);
        Embeddings.Require(Loss, nameof(visible), visible, batch, length);
        Embeddings.Require(Loss, nameof(prompt), prompt, batch, length);
        Embeddings.Require(Loss, nameof(infraredText), infraredText, batch, length);
        Embeddings.Require(Loss, nameof(visibleText), visibleText, batch, length);
        Tensor target = Embeddings.Normalised(prompt);

        // [N, B, D] against [1 or B, D]: rows are patch-major, so broadcasting tiles what belongs to the pictures.
        Tensor patches = Embeddings.Normalised(fused).view(-1, batch, length);
        return (Part(patches, infrared, target, infraredText) + Part(patches, visible, target, visibleText)).reshape(-1);
    }

    private static Tensor Part(Tensor patches, Tensor source, Tensor target, Tensor text) => Embeddings.HalfDistance(
        Embeddings.Unit(patches - Embeddings.Normalised(source)),
        Embeddings.Unit(target - Embeddings.Normalised(text)));
}
