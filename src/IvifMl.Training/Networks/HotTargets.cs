using IvifMl.Onnx;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// What stands out hot, as <c>fusion-pyramid</c> finds it: with the mean m and the deviation σ of the infrared's surroundings (two 9×9
/// means on a 16 times coarser grid), the threshold t = m + max(1.2 σ, 16 levels) and ‾ for the mean of 5×5 pixels, b = clip(‾(I − V) / 40
/// levels, 0, 0.9) tells whether the infrared is the brighter one, and T = b · clip((‾I − t) / max(σ, 16 levels), 0, 1) is the map of the
/// targets. All of it is local.
/// </summary>
internal static class HotTargets
{
    public const float Deviations = PyramidFusionOptions.DefaultTargetDeviations;
    public const float Share = PyramidFusionOptions.DefaultTargetShare;
    private const float Least = HotTargetParts.TargetFloor / HotTargetParts.GrayLevels;

    /// <summary>Finds them.</summary>
    /// <param name="pair">[N, 2, H, W], infrared, visible, 0–1; sides are multiples of 16.</param>
    /// <returns>The threshold t, the share b and the map T, [N, 1, H, W] each; they belong to the current dispose scope.</returns>
    public static (Tensor Threshold, Tensor Brighter, Tensor Target) Find(Tensor pair)
    {
        (Tensor infrared, Tensor visible) = (pair.narrow(1, 0, 1), pair.narrow(1, 1, 1));
        Tensor mean = Surroundings(F.avg_pool2d(infrared, HotTargetParts.CoarseStep));
        Tensor square = Surroundings(F.avg_pool2d(infrared * infrared, HotTargetParts.CoarseStep));
        Tensor spread = ((square - (mean * mean)).relu() + 1e-6f).sqrt();
        Tensor threshold = Full(mean + (spread * Deviations).clamp_min(Least), pair);
        Tensor slope = Full(spread.clamp_min(Least).reciprocal(), pair);
        Tensor calm = Mean(cat([infrared, infrared - visible], 1), HotTargetParts.TargetReach);
        Tensor brighter = (calm.narrow(1, 1, 1) * (HotTargetParts.GrayLevels / HotTargetParts.VisibleMargin)).clamp(0, Share);
        return (threshold, brighter, ((calm.narrow(1, 0, 1) - threshold) * slope).clamp(0, 1) * brighter);
    }

    private static Tensor Surroundings(Tensor map) => Mean(Mean(map, HotTargetParts.SurroundingsReach), HotTargetParts.SurroundingsReach);

    private static Tensor Mean(Tensor map, int reach) => F.avg_pool2d(map, (2 * reach) + 1, stride: 1, padding: reach, count_include_pad: false);

    private static Tensor Full(Tensor map, Tensor pair) =>
        F.interpolate(map, [pair.shape[2], pair.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
}
