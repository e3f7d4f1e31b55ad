namespace IvifMl.Metrics;

/// <summary>Detection metrics over a set of images; means are over the classes that have objects, null if none has.</summary>
/// <param name="Classes">The metrics of each class, in the order of their names.</param>
/// <param name="MAP50">Mean AP at IoU 0.5, 0 to 1, higher is better.</param>
/// <param name="MAP75">Mean AP at IoU 0.75.</param>
/// <param name="MAP50To95">Mean AP over the IoU thresholds 0.50, 0.55 … 0.95, COCO's main figure.</param>
/// <param name="MeanMaximumRecall">COCO's AR: the mean of the largest recall over classes and IoU thresholds.</param>
public sealed record DetectionScore(IReadOnlyList<DetectionClassScore> Classes, double? MAP50, double? MAP75, double? MAP50To95, double? MeanMaximumRecall);
