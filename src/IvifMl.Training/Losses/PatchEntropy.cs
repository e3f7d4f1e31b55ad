using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// Shannon entropy −Σ p log₂ p of a patch's values in 256 equal bins over 0–1, 0 to 8 bits; 1.0 falls into the last bin, values outside are
/// left out. A patch takes part in the language loss if it tells enough in both sources. Not differentiable. Source: LDFusion.
/// </summary>
/// <example>Half of the values 0, half 1: 1 bit.</example>
public static class PatchEntropy
{
    /// <summary>LDFusion's threshold in bits.</summary>
    public const double DefaultThreshold = 6;

    private const int Bins = 256;

    /// <summary>Entropy of each patch.</summary>
    /// <param name="patches">[N, 1, H, W].</param>
    /// <returns>[N], bits; 0 for a patch without values in 0–1.</returns>
    /// <exception cref="ArgumentException">Not one channel.</exception>
    public static Tensor Bits(Tensor patches)
    {
        ArgumentNullException.ThrowIfNull(patches);
        if (patches.ndim != 4 || patches.shape[1] != 1)
        {
            throw new ArgumentException($"{nameof(PatchEntropy)}: patches are {ImageTensors.Shape(patches)}; they must be [N, 1, H, W].", nameof(patches));
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable untracked = no_grad();
        Tensor values = patches.detach().view(patches.shape[0], -1);
        Tensor inside = values.ge(0).logical_and(values.le(1)).to(ScalarType.Float32);
        Tensor bin = (values.nan_to_num().clamp(0, 1) * Bins).floor().clamp(0, Bins - 1).to(ScalarType.Int64);
        Tensor counts = zeros([values.shape[0], Bins], device: values.device).scatter_add_(1, bin, inside);
        Tensor share = counts / counts.sum([1L], keepdim: true).clamp_min(1);
        return (share * share.clamp_min(1e-12).log2()).sum([1L]).neg().MoveToOuterDisposeScope();
    }

    /// <summary>Which patches count: entropy above the threshold in both sources.</summary>
    /// <param name="infrared">Infrared patches, [N, 1, H, W].</param>
    /// <param name="visible">The visible's, same shape.</param>
    /// <param name="threshold">Bits.</param>
    /// <returns>[N], Bool.</returns>
    public static Tensor Select(Tensor infrared, Tensor visible, double threshold = DefaultThreshold)
    {
        using DisposeScope scope = NewDisposeScope();
        return Bits(infrared).gt(threshold).logical_and(Bits(visible).gt(threshold)).MoveToOuterDisposeScope();
    }
}
