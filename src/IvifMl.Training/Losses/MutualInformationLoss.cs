using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L = −(MI(F, R) + MI(F, V)) / (H(R) + H(V)): how much of what the sources say can be told from the fused picture, from joint histograms
/// of 32 gray levels to which each pixel counts linearly between its two nearest (the pixels of every second row and column). −1 to 0;
/// lower is better. Its metric is <c>IvifMl.Metrics.MutualInformation</c> (Qu, Zhang, Yan, Electronics Letters 38(7), 2002), made smooth. A pair
/// without variation counts 0.
/// </summary>
/// <example>F = R = V with values 0 and 1, half each: MI = 1 bit twice, H = 1 bit twice, L = −1.</example>
public static class MutualInformationLoss
{
    private const int Levels = 32;
    private const double Epsilon = 1e-8;
    private const double LeastEntropy = 1e-3;

    /// <summary>The loss.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor fused, Tensor infrared, Tensor visible)
    {
        ImageTensors.Require(nameof(MutualInformationLoss), fused, infrared, visible, 1);
        using DisposeScope scope = NewDisposeScope();
        Tensor ofFused = Shares(fused);
        (Tensor ofInfrared, Tensor ofVisible) = (Shares(infrared), Shares(visible));
        Tensor told = Told(ofFused, ofInfrared) + Told(ofFused, ofVisible);
        Tensor all = Entropy(ofInfrared.mean([2])) + Entropy(ofVisible.mean([2]));
        return (-(told / all.clamp_min(LeastEntropy)).mean()).MoveToOuterDisposeScope();
    }

    /// <summary>To how far each pixel belongs to each level: [N, 32, pixels].</summary>
    private static Tensor Shares(Tensor picture)
    {
        Tensor some = picture.slice(2, 0, picture.shape[2], 2).slice(3, 0, picture.shape[3], 2).reshape(picture.shape[0], 1, -1);
        Tensor levels = arange(Levels, float32, picture.device).reshape(1, Levels, 1);
        return (1 - ((some * (Levels - 1)) - levels).abs()).relu();
    }

    private static Tensor Told(Tensor fused, Tensor source)
    {
        Tensor joint = fused.bmm(source.transpose(1, 2)) / fused.shape[2];
        return Entropy(joint.sum(2)) + Entropy(joint.sum(1)) - Entropy(joint.flatten(1));
    }

    private static Tensor Entropy(Tensor shares) => -(shares * (shares + Epsilon).log2()).sum(1);
}
