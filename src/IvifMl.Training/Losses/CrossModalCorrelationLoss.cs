using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L^cc = CC(D_R, D_V)² / (1.01 + CC(B_R, B_V)), CC the correlation of two feature maps over their places, averaged over channels: what
/// both encoders see coarsely (B) should go together, what they see finely (D) should not. 0 to 100; lower is better.
/// "From Text to Pixels" (arXiv 2401.00421) names a loss of this symbol without a formula known to us; this is the decomposition loss of
/// CDDFuse (Zhao et al., CVPR 2023), which that group used later: our reading.
/// </summary>
/// <example>D_R = D_V and B_R = B_V: L = 1/2.01. D_R ⟂ D_V: L = 0.</example>
public static class CrossModalCorrelationLoss
{
    private const double Offset = 1.01;
    private const double Epsilon = 1e-8;

    /// <summary>The loss.</summary>
    /// <param name="infraredDetails">D_R, [N, C, h, w].</param>
    /// <param name="visibleDetails">D_V, of the same shape.</param>
    /// <param name="infraredBases">B_R, [N, C', h', w'].</param>
    /// <param name="visibleBases">B_V, of the same shape.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor infraredDetails, Tensor visibleDetails, Tensor infraredBases, Tensor visibleBases)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor details = Correlation(infraredDetails, visibleDetails);
        Tensor bases = Correlation(infraredBases, visibleBases);
        return (details.square() / (bases + Offset)).mean().MoveToOuterDisposeScope();
    }

    private static Tensor Correlation(Tensor left, Tensor right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.ndim != 4 || !left.shape.SequenceEqual(right.shape))
        {
            throw new ArgumentException($"{nameof(CrossModalCorrelationLoss)}: the features are {ImageTensors.Shape(left)} and {ImageTensors.Shape(right)}; both must be [N, C, h, w] of one shape.");
        }

        (Tensor a, Tensor b) = (left - left.mean([2L, 3], keepdim: true), right - right.mean([2L, 3], keepdim: true));
        Tensor variances = a.square().mean([2L, 3]) * b.square().mean([2L, 3]);
        return ((a * b).mean([2L, 3]) / (variances + Epsilon).sqrt()).mean([1L]);
    }
}
