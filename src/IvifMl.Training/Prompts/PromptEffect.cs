using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// What a prompt should make of a pair, exactly. T is the fusion pyramid's picture of the pair as it is, T° that of the pair before its
/// fault, V the visible as it is; a bar is the mean of about 100×100 pixels. Where the prompt fits the fault, T° stands for T below, else the
/// fault stays:
/// neutral T · glare: T with what lies above 0.55 drawn together to 40 % · targets: (1 − h)·0.8 T + h·min(1, max(T, I) + 0.15), h how hot a
/// place is, (Ī₃ − Ī − 0.06)/0.2 in 0–1 · visible V + 0.1 (T − V) · haze T̄ + 1.2 (T − T̄) · dark T·g, g = 0.4/(T̄ + 0.03) in 1–2.2 · noise and
/// stripes T · contrast T̄ + 1.35 (T − T̄). The chroma is the visible's, before the fault where the prompt fits; g lifts it too.
/// </summary>
internal static class PromptEffect
{
    private const double Knee = 0.55;
    private const double KneeLoss = 0.6;
    private const double HotFloor = 0.06;
    private const double HotWidth = 0.2;
    private const double Dimmed = 0.8;
    private const double HotLift = 0.15;
    private const double VisibleShare = 0.9;
    private const double HazeContrast = 1.2;
    private const double Contrast = 1.35;
    private const double Middle = 0.4;
    private const double LargestLift = 2.2;
    private const int Cell = 8;
    private const int Reach = 6;

    /// <summary>The picture to aim at.</summary>
    /// <param name="intent">What is asked for.</param>
    /// <param name="batch">One pair or several.</param>
    /// <param name="fits">Whether the intent fits the pair's fault.</param>
    /// <returns>Luminance [N, 1, H, W], 0–1, and chroma [N, 2, H, W] around 0.</returns>
    public static (Tensor Luminance, Tensor Chroma) Target(PromptIntent intent, PairTensors batch, bool fits)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor fused, Tensor chroma) = fits ? (batch.CleanFusion, batch.CleanChroma) : (batch.Fusion, batch.Chroma);
        switch (intent)
        {
            case PromptIntent.SuppressGlare:
                fused -= KneeLoss * (fused - Knee).relu();
                break;
            case PromptIntent.EmphasiseTargets:
                Tensor hot = Hot(batch.Infrared);
                fused = ((1 - hot) * Dimmed * fused) + (hot * (maximum(fused, batch.Infrared) + HotLift).clamp_max(1));
                break;
            case PromptIntent.KeepVisible:
                fused += VisibleShare * (batch.Visible - fused);
                break;
            case PromptIntent.ClearHaze:
                fused += (HazeContrast - 1) * (fused - Around(fused));
                break;
            case PromptIntent.RaiseContrast:
                fused += (Contrast - 1) * (fused - Around(fused));
                break;
            case PromptIntent.BrightenDark:
                Tensor lift = (Middle / (Around(fused) + 0.03)).clamp(1, LargestLift);
                (fused, chroma) = (fused * lift, chroma * lift);
                break;
            default:
                break;
        }

        return (fused.clamp(0, 1).MoveToOuterDisposeScope(), chroma.clone().MoveToOuterDisposeScope());
    }

    /// <summary>How hot each place is against its surroundings, 0–1.</summary>
    private static Tensor Hot(Tensor infrared)
    {
        Tensor calm = F.avg_pool2d(infrared, 3, stride: 1, padding: 1, count_include_pad: false);
        return ((calm - Around(infrared) - HotFloor) / HotWidth).clamp(0, 1);
    }

    /// <summary>The mean of 13×13 cells of 8×8 pixels around each place.</summary>
    private static Tensor Around(Tensor picture)
    {
        Tensor cells = F.avg_pool2d(picture, Cell, ceil_mode: true);
        Tensor means = F.avg_pool2d(cells, (2 * Reach) + 1, stride: 1, padding: Reach, count_include_pad: false);
        return F.interpolate(means, [picture.shape[2], picture.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
    }
}
