using System.Diagnostics.CodeAnalysis;
using IvifMl.Metrics;

namespace IvifMl;

/// <summary>
/// How good detections are. Means are over the classes that have objects; a figure that is undefined, as without any object, is NaN.
/// </summary>
public sealed class DetectionMetrics
{
    internal DetectionMetrics(IReadOnlyList<DetectionImage> images, DetectionScore score)
    {
        Images = images.Count;
        Objects = score.Classes.Sum(c => c.Objects);
        Detections = images.Sum(i => i.Detections.Count);
        (MAP50, MAP75, MAP50_95) = (score.MAP50 ?? double.NaN, score.MAP75 ?? double.NaN, score.MAP50To95 ?? double.NaN);
        MeanMaximumRecall = score.MeanMaximumRecall ?? double.NaN;
        Precision = score.Classes.Average(c => c.Precision) ?? double.NaN;
        Recall = score.Classes.Average(c => c.Recall) ?? double.NaN;
        LogAverageMissRate = score.Classes.Average(c => c.LogAverageMissRate) ?? double.NaN;
        Classes = score.Classes;
    }

    /// <summary>Number of images.</summary>
    public int Images { get; }

    /// <summary>Number of objects that count.</summary>
    public int Objects { get; }

    /// <summary>Number of detections, before any is passed over.</summary>
    public int Detections { get; }

    /// <summary>Mean average precision at IoU 0.5, 0 to 1, higher is better.</summary>
    public double MAP50 { get; }

    /// <summary>Mean average precision at IoU 0.75, 0 to 1, higher is better.</summary>
    public double MAP75 { get; }

    /// <summary>Mean average precision over the IoU thresholds 0.50, 0.55 … 0.95, 0 to 1, higher is better: COCO's main figure.</summary>
    [SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "ML.NET's ObjectDetectionMetrics calls it so.")]
    public double MAP50_95 { get; }

    /// <summary>COCO's AR: the mean of the largest recall over classes and IoU thresholds, 0 to 1, higher is better.</summary>
    public double MeanMaximumRecall { get; }

    /// <summary>Precision at the score threshold of the options and IoU 0.5; mean over the classes with a detection there.</summary>
    public double Precision { get; }

    /// <summary>Recall at the score threshold of the options and IoU 0.5.</summary>
    public double Recall { get; }

    /// <summary>Log-average miss rate at IoU 0.5, 0 to 1, lower is better.</summary>
    public double LogAverageMissRate { get; }

    /// <summary>The metrics of each class, in the order of their names: AP at each IoU threshold, precision, recall, log-average miss rate.</summary>
    public IReadOnlyList<DetectionClassScore> Classes { get; }
}
