namespace IvifMl.Metrics;

/// <summary>
/// Average precision of object detection by COCO's protocol, and the figures that go with it. Source: Lin et al. 2014; agrees with pycocotools.
/// </summary>
public static class DetectionEvaluator
{
    /// <summary>Detections of a class in an image that are looked at unless told otherwise: COCO's 100.</summary>
    public const int DefaultMaximumDetections = 100;

    private const int Index75 = 5;

    /// <summary>The IoU thresholds of mAP50–95: 0.50, 0.55 … 0.95.</summary>
    public static IReadOnlyList<double> Thresholds { get; } = [.. Enumerable.Range(0, 10).Select(i => (50 + (5 * i)) / 100.0)];

    /// <summary>Scores the detections of a set of images.</summary>
    /// <param name="images">Ground truth and detections per image; images without objects included.</param>
    /// <param name="options">Protocol; COCO's if null.</param>
    public static DetectionScore Evaluate(IReadOnlyList<DetectionImage> images, DetectionEvaluatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        options ??= new();
        options.Validate();
        string[] labels =
        [
            .. images.SelectMany(image => image.GroundTruth.Select(g => g.Label).Concat(image.Detections.Select(d => d.Label)))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        DetectionClassScore[] classes = [.. labels.Select(label => OfClass(images, label, options))];
        return new(
            classes,
            Mean(classes.Select(c => c.AveragePrecision[0])),
            Mean(classes.Select(c => c.AveragePrecision[Index75])),
            Mean(classes.SelectMany(c => c.AveragePrecision)),
            Mean(classes.SelectMany(c => c.MaximumRecall)));
    }

    private static DetectionClassScore OfClass(IReadOnlyList<DetectionImage> images, string label, DetectionEvaluatorOptions options)
    {
        PrecisionRecallCurve[] curves =
        [
            .. Thresholds.Select(threshold => PrecisionRecallCurve.Of(images, label, threshold, options.Area, options.MaximumDetections)),
        ];
        (double? precision, double? recall) = curves[0].At(options.ScoreThreshold);
        return new(
            label,
            curves[0].Objects,
            [.. curves.Select(curve => AveragePrecision.Of(curve, options.Variant))],
            [.. curves.Select(curve => curve.MaximumRecall)],
            curves[0].Objects == 0 ? null : precision,
            recall,
            images.Count == 0 ? null : LogAverageMissRate.Of(curves[0], images.Count));
    }

    private static double? Mean(IEnumerable<double?> values) => values.Average();
}
