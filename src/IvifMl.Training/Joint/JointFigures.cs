using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>What one step of a joint training measured, for the log: 0 where a warm-up does not compute it.</summary>
internal sealed class JointFigures(FusionObjective objective, Scalar detectionWeight)
{
    /// <summary>L_f and its terms.</summary>
    public (Tensor Loss, Tensor[] Terms)? Fusion { get; set; }

    /// <summary>L_det.</summary>
    public DetectionLoss.Terms? Detection { get; set; }

    /// <summary>Norm of the gradient that stepped the fusion, before it was scaled down.</summary>
    public double FusionGradient { get; set; }

    /// <summary>Norm of the gradient that stepped the detector, before it was scaled down.</summary>
    public double DetectorGradient { get; set; }

    /// <summary>Norm of the hypergradient's second-order part.</summary>
    public double Correction { get; set; }

    /// <summary>Names of the columns for an objective. Sums stand behind their terms, so that a message names the term that failed.</summary>
    public static IReadOnlyList<string> Names(FusionObjective objective) =>
        [.. objective.Terms, "Fusion", .. DetectionLoss.TermNames, "Detection", nameof(FusionGradient), nameof(DetectorGradient), nameof(Correction)];

    /// <summary>Hands a step to the log. The loss is L_f, L_det, or, in a joint step, L_f + λ L_det.</summary>
    public void AddTo(TrainingWindow window, long step)
    {
        Tensor none = zeros([]);
        Tensor[] fusion = Fusion is { } f ? [.. f.Terms, f.Loss] : [.. Enumerable.Repeat(none, objective.Terms.Count + 1)];
        Tensor[] detection = Detection is { } d ? [d.Boxes, d.Objectness, d.Classes, d.Total()] : [none, none, none, none];
        Tensor loss = Detection is null ? fusion[^1] : Fusion is null ? detection[^1] : fusion[^1] + (detection[^1] * detectionWeight);
        window.Add(step, loss, [.. fusion, .. detection, tensor(FusionGradient), tensor(DetectorGradient), tensor(Correction)]);
    }
}
