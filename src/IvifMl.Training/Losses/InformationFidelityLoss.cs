using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L = −VIFP(R, F) − VIFP(V, F), VIFP = Σ log(1 + g²σ²_s/(σ²_v + σ²_n)) / Σ log(1 + σ²_s/σ²_n) over four scales with Gaussian windows of
/// 17, 9, 5 and 3 pixels (σ = size/5), g = σ_sf/(σ²_s + ε) cut off at 0, σ²_v = σ²_f − g σ_sf, σ²_n = 2 on the 0–255 scale.
/// About −2 to 0; lower is better; −L is the metric VIF to 1e-3. A source without variation counts 0.
/// Source: Sheikh and Bovik 2006, as <c>IvifMl.Metrics.VisualInformationFidelity</c> computes it.
/// </summary>
/// <example>F = R: g = 1 and σ²_v = 0, so VIFP(R, F) = 1.</example>
public static class InformationFidelityLoss
{
    /// <summary>The smallest height and width whose fourth scale still holds a window.</summary>
    public const int SmallestSide = 41;

    private const int Scales = 4;
    private const double NoiseVariance = 2;
    private const double GrayLevels = 255;
    private const double MiddleGray = 127.5;
    private const double Epsilon = 1e-4;

    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1; at least 41×41.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        ImageTensors.Require(nameof(InformationFidelityLoss), fused, infrared, visible, SmallestSide);
        using DisposeScope scope = NewDisposeScope();

        // Variances do not see the middle gray taken off, which spares float32 half of the digits that mean squares would cost.
        Tensor pictures = (cat([fused, infrared, visible], 1) * GrayLevels) - MiddleGray;
        Tensor? kept = null;
        Tensor? whole = null;
        for (int scale = 0; scale < Scales; scale++)
        {
            int size = (1 << (Scales - scale)) + 1;
            if (scale > 0)
            {
                pictures = ImageTensors.GaussianMean(pictures, size, size / 5.0, 2);
            }

            Tensor sources = pictures.narrow(1, 1, 2);
            Tensor fusedHere = pictures.narrow(1, 0, 1);
            Tensor means = ImageTensors.GaussianMean(cat([pictures, pictures.square(), sources * fusedHere], 1), size, size / 5.0);
            Tensor variances = (means.narrow(1, 3, 3) - means.narrow(1, 0, 3).square()).clamp_min(0);
            Tensor covariances = means.narrow(1, 6, 2) - (means.narrow(1, 1, 2) * means.narrow(1, 0, 1));
            Tensor sourceVariances = variances.narrow(1, 1, 2);
            Tensor gain = (covariances / (sourceVariances + Epsilon)).clamp_min(0);
            Tensor rest = (variances.narrow(1, 0, 1) - (gain * covariances)).clamp_min(0);
            Tensor keptHere = log1p(gain.square() * sourceVariances / (rest + NoiseVariance)).sum([2L, 3]);
            Tensor wholeHere = log1p(sourceVariances / NoiseVariance).sum([2L, 3]);
            kept = kept is null ? keptHere : kept + keptHere;
            whole = whole is null ? wholeHere : whole + wholeHere;
        }

        return (-(kept! / (whole! + Epsilon)).sum(dim: 1).mean()).MoveToOuterDisposeScope();
    }
}
