using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L = Σ_k MSE(φ_k(F), max(φ_k(V), φ_k(R))), φ_k the maps of a frozen classifier's layers: the fused picture shows what either source shows.
/// At least 0; lower is better. Source: LDFusion (Wang et al. 2024), there with VGG-19's conv2_1, conv3_1 and conv4_2 behind their ReLU.
/// </summary>
/// <example>One layer, φ(F) = 1, φ(V) = 3, φ(R) = 2 everywhere: L = (1 − 3)² = 4.</example>
public static class FeatureFidelityLoss
{
    /// <summary>The loss.</summary>
    /// <param name="fused">The fused pictures' maps, one tensor a layer.</param>
    /// <param name="infrared">The infrared pictures' maps, of the same shapes.</param>
    /// <param name="visible">The visible pictures' maps, of the same shapes.</param>
    /// <returns>A scalar, the sum over layers of means.</returns>
    /// <exception cref="ArgumentException">Numbers of layers or shapes differ.</exception>
    public static Tensor Of(IReadOnlyList<Tensor> fused, IReadOnlyList<Tensor> infrared, IReadOnlyList<Tensor> visible)
    {
        ArgumentNullException.ThrowIfNull(fused);
        ArgumentNullException.ThrowIfNull(infrared);
        ArgumentNullException.ThrowIfNull(visible);
        if (fused.Count == 0 || fused.Count != infrared.Count || fused.Count != visible.Count)
        {
            throw new ArgumentException($"{nameof(FeatureFidelityLoss)}: {fused.Count} fused, {infrared.Count} infrared and {visible.Count} visible layers; equal numbers, at least one, are needed.", nameof(fused));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor? sum = null;
        for (int k = 0; k < fused.Count; k++)
        {
            if (!fused[k].shape.AsSpan().SequenceEqual(infrared[k].shape) || !fused[k].shape.AsSpan().SequenceEqual(visible[k].shape))
            {
                throw new ArgumentException($"{nameof(FeatureFidelityLoss)}: layer {k} is {ImageTensors.Shape(fused[k])}, {ImageTensors.Shape(infrared[k])} and {ImageTensors.Shape(visible[k])}; one shape is needed.", nameof(fused));
            }

            Tensor layer = (fused[k] - maximum(infrared[k], visible[k])).square().mean();
            sum = sum is null ? layer : sum + layer;
        }

        return sum!.MoveToOuterDisposeScope();
    }
}
