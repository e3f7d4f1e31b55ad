namespace IvifMl.Metrics;

/// <summary>How detections are evaluated; the defaults are COCO's.</summary>
public sealed record DetectionEvaluatorOptions
{
    /// <summary>The score at which precision and recall are taken unless told otherwise.</summary>
    public const double DefaultScoreThreshold = 0.25;

    /// <summary>COCO's way or YOLOv5's.</summary>
    /// <value>The default value is <see cref="AveragePrecisionVariant.Coco"/>.</value>
    public AveragePrecisionVariant Variant { get; init; } = AveragePrecisionVariant.Coco;

    /// <summary>Detections of a class in an image that are looked at, best scores first.</summary>
    /// <value>The default value is 100.</value>
    public int MaximumDetections { get; init; } = DetectionEvaluator.DefaultMaximumDetections;

    /// <summary>Objects of which sizes count.</summary>
    /// <value>The default value is <see cref="AreaRange.All"/>.</value>
    public AreaRange Area { get; init; } = AreaRange.All;

    /// <summary>The score from which on detections count for precision and recall.</summary>
    /// <value>The default value is 0.25.</value>
    public double ScoreThreshold { get; init; } = DefaultScoreThreshold;

    /// <summary>Refuses options that mean nothing.</summary>
    /// <exception cref="InvalidOperationException">MaximumDetections is below 1, or ScoreThreshold is not a number.</exception>
    public void Validate()
    {
        if (MaximumDetections < 1)
        {
            throw new InvalidOperationException($"MaximumDetections is {MaximumDetections}; it must be at least 1 (COCO: 100).");
        }

        if (double.IsNaN(ScoreThreshold))
        {
            throw new InvalidOperationException("ScoreThreshold is not a number; choose a score such as 0.25.");
        }
    }
}
