using Microsoft.ML;

namespace IvifMl;

/// <summary>Object detection as a step of an ML.NET pipeline.</summary>
public static class DetectObjectsExtensions
{
    /// <summary>
    /// Detects objects in an image column. Makes the columns that <see cref="DetectionCatalog.Evaluate"/> takes: <c>PredictedBoundingBoxes</c> (vector of
    /// <see cref="float"/>: x0 y0 x1 y1 of each in pixels of the picture), <c>PredictedLabel</c> (vector of text) and <c>Score</c> (vector of <see cref="float"/>, best first).
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="inputColumnName">The image column, of any size.</param>
    /// <param name="modelPath">An ONNX file with YOLOX's heads, or the name of a shipped detector; <see cref="ShippedDetectors.Default"/> where null.</param>
    /// <param name="scoreThreshold">The least score of a detection, 0–1; 0.01 to evaluate.</param>
    /// <param name="nmsThreshold">The largest IoU of two detections of one class, 0–1.</param>
    public static DetectionEstimator DetectObjects(
        this TransformsCatalog catalog,
        string inputColumnName = DetectionOptions.DefaultInputColumnName,
        string? modelPath = null,
        float scoreThreshold = DetectionOptions.DefaultScoreThreshold,
        float nmsThreshold = DetectionOptions.DefaultNmsThreshold) =>
        new(catalog, new DetectionOptions
        {
            InputColumnName = inputColumnName,
            ModelPath = modelPath,
            ScoreThreshold = scoreThreshold,
            NmsThreshold = nmsThreshold,
        });

    /// <summary>Detects objects in an image column.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">All that can be chosen.</param>
    public static DetectionEstimator DetectObjects(this TransformsCatalog catalog, DetectionOptions options) => new(catalog, options);
}
