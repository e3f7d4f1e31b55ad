namespace IvifMl.Metrics;

/// <summary>The metrics of one class. All but the counts are null for a class without objects.</summary>
/// <param name="Label">The class.</param>
/// <param name="Objects">Number of objects (without crowds).</param>
/// <param name="AveragePrecision">AP at each IoU threshold of the evaluator, in its order.</param>
/// <param name="MaximumRecall">Largest recall at each IoU threshold.</param>
/// <param name="Precision">Precision at the evaluator's score threshold, IoU 0.5; null without a detection.</param>
/// <param name="Recall">Recall at the evaluator's score threshold, IoU 0.5.</param>
/// <param name="LogAverageMissRate">Log-average miss rate at IoU 0.5.</param>
public sealed record DetectionClassScore(
    string Label,
    int Objects,
    IReadOnlyList<double?> AveragePrecision,
    IReadOnlyList<double?> MaximumRecall,
    double? Precision,
    double? Recall,
    double? LogAverageMissRate);
