using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L = 1 − Qabf, Qabf = Σ(Q_R g_R + Q_V g_V)/Σ(g_R + g_V) with Q = Qg·Qα, Qg = 0.9994/(1 + e^(−15(G − 0.5))),
/// Qα = 0.9879/(1 + e^(−22(A − 0.8))), g the Sobel strength (zero border), A = 1 − turn/(π/2).
/// Made differentiable: G = (min(g_s, g_f) + ε)/(max(g_s, g_f) + ε), and the turn between two edges is
/// atan2(|s × f|, |s · f| + ε'), the angle between lines, in place of a difference of two arc tangents, which jumps by π between nearly equal
/// horizontal edges. About 0.025 (three equal pictures) to 1; lower is better. On real pairs it is 0.03 to 0.04 below 1 − the metric, nearly all of
/// it for the edges that the metric's jump calls opposite.
/// Source: Xydeas and Petrović 2000.
/// </summary>
/// <example>F = V = R with edges: G = 1, A = 1, so L = 1 − 0.9994/(1 + e^−7.5) · 0.9879/(1 + e^−4.4) ≈ 0.0252.</example>
public static class EdgePreservationLoss
{
    private const double StrengthGain = 0.9994;
    private const double StrengthSlope = 15;
    private const double StrengthMiddle = 0.5;
    private const double AngleGain = 0.9879;
    private const double AngleSlope = 22;
    private const double AngleMiddle = 0.8;

    // A step of one gray level has a strength of 4/255 = 0.016; these lie below it and bound the derivatives of flat places.
    private const double SquareEpsilon = 1e-10;
    private const double RatioEpsilon = 2e-4;
    private const double TurnEpsilon = 1e-5;

    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        ImageTensors.Require(nameof(EdgePreservationLoss), fused, infrared, visible);
        using DisposeScope scope = NewDisposeScope();
        Tensor edges = ImageTensors.Sobel(cat([fused, infrared, visible], 0), PaddingModes.Zeros);
        Tensor[] derivatives = edges.chunk(3, 0);
        Tensor[] strengths = ImageTensors.Strength(edges, SquareEpsilon).chunk(3, 0);
        Tensor kept = (Quality(derivatives[1], strengths[1], derivatives[0], strengths[0]) * strengths[1])
            + (Quality(derivatives[2], strengths[2], derivatives[0], strengths[0]) * strengths[2]);
        Tensor weight = strengths[1] + strengths[2];
        return (1 - (kept.sum([1L, 2, 3]) / weight.sum([1L, 2, 3]))).mean().MoveToOuterDisposeScope();
    }

    private static Tensor Quality(Tensor source, Tensor sourceStrength, Tensor fused, Tensor fusedStrength)
    {
        Tensor ratio = (minimum(sourceStrength, fusedStrength) + RatioEpsilon) / (maximum(sourceStrength, fusedStrength) + RatioEpsilon);
        Tensor along = (source * fused).sum([1L], keepdim: true).abs();
        Tensor across = ((source.narrow(1, 0, 1) * fused.narrow(1, 1, 1)) - (source.narrow(1, 1, 1) * fused.narrow(1, 0, 1))).abs();
        Tensor agreement = 1 - (atan2(across, along + TurnEpsilon) * (2 / Math.PI));
        Tensor strengthPart = ((ratio - StrengthMiddle) * StrengthSlope).sigmoid() * StrengthGain;
        Tensor anglePart = ((agreement - AngleMiddle) * AngleSlope).sigmoid() * AngleGain;
        return strengthPart * anglePart;
    }
}
