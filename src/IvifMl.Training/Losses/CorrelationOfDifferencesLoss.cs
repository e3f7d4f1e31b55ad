using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L = 1 − SCD/2, SCD = r(F − V, R) + r(F − R, V), r(x, y) = cov(x, y)/√(var x · var y + ε), ε = 1e-9: the fused picture minus one source
/// is what the other brought. 0 to 2; lower is better. A difference or source that does not vary counts 0 with a finite derivative,
/// where the metric is undefined. Source: Aslantas and Bendes 2015.
/// </summary>
/// <example>R = (0, 1, 0, 1)/4, V = (0, 0, 1, 1)/2, F = R + V: both differences are the other source, so L = 0 up to ε.</example>
public static class CorrelationOfDifferencesLoss
{
    private const double Epsilon = 1e-9;

    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        ImageTensors.Require(nameof(CorrelationOfDifferencesLoss), fused, infrared, visible, 1);
        using DisposeScope scope = NewDisposeScope();
        Tensor sources = Centred(cat([infrared, visible], 1));
        Tensor differences = Centred(fused - cat([visible, infrared], 1));
        Tensor covariance = (differences * sources).mean([2L, 3]);
        Tensor variances = differences.square().mean([2L, 3]) * sources.square().mean([2L, 3]);
        Tensor correlations = covariance / (variances + Epsilon).sqrt();
        return (1 - (correlations.sum(dim: 1).mean() / 2)).MoveToOuterDisposeScope();
    }

    private static Tensor Centred(Tensor maps) => maps - maps.mean([2L, 3], keepdim: true);
}
