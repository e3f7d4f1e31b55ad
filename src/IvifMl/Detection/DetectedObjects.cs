using IvifMl.Metrics;

namespace IvifMl;

/// <summary>What was found in a picture: the output of a prediction engine over a detection model with the default column names.</summary>
public sealed class DetectedObjects
{
    /// <summary>x0 y0 x1 y1 of each object in pixels of the picture, one after the other.</summary>
    public float[] PredictedBoundingBoxes { get; set; } = [];

    /// <summary>The class of each object.</summary>
    public string[] PredictedLabel { get; set; } = [];

    /// <summary>The score of each object, 0–1, best first.</summary>
    public float[] Score { get; set; } = [];

    /// <summary>The objects one by one.</summary>
    public IReadOnlyList<DetectedBox> ToBoxes() =>
    [
        .. PredictedLabel.Select((label, i) => new DetectedBox(
            label,
            new(PredictedBoundingBoxes[4 * i], PredictedBoundingBoxes[(4 * i) + 1], PredictedBoundingBoxes[(4 * i) + 2], PredictedBoundingBoxes[(4 * i) + 3]),
            Score[i])),
    ];
}
