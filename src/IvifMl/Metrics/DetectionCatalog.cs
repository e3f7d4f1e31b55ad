using System.Runtime.CompilerServices;
using IvifMl.Metrics;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace IvifMl;

/// <summary>What evaluates and trains object detection: <c>mlContext.Detection</c>.</summary>
public sealed partial class DetectionCatalog
{
    /// <summary>Default name of the column with the classes of the objects that are there.</summary>
    public const string DefaultLabelColumnName = "Label";

    /// <summary>Default name of the column with the boxes of the objects that are there.</summary>
    public const string DefaultBoundingBoxColumnName = "BoundingBoxes";

    /// <summary>Default name of the column with the classes that were predicted.</summary>
    public const string DefaultPredictedLabelColumnName = "PredictedLabel";

    /// <summary>Default name of the column with the boxes that were predicted.</summary>
    public const string DefaultPredictedBoundingBoxColumnName = "PredictedBoundingBoxes";

    /// <summary>Default name of the column with the scores of what was predicted.</summary>
    public const string DefaultScoreColumnName = "Score";

    private readonly MLContext _context;

    internal DetectionCatalog(MLContext context) => _context = context;

    /// <summary>
    /// Scores detections against the objects that are there, by COCO's protocol or YOLOv5's. One row an image; images without objects belong to
    /// the data. Says the result through <see cref="MLContext.Log"/> with the source <c>IvifMl; Evaluate</c>.
    /// </summary>
    /// <param name="data">A view with these columns. Read once.</param>
    /// <param name="labelColumnName">Vector of text: the class of each object.</param>
    /// <param name="boundingBoxColumnName">Vector of <see cref="float"/>: x0 y0 x1 y1 of each object in pixels, one after the other.</param>
    /// <param name="predictedLabelColumnName">Vector of text: the class of each detection.</param>
    /// <param name="predictedBoundingBoxColumnName">Vector of <see cref="float"/>: x0 y0 x1 y1 of each detection.</param>
    /// <param name="scoreColumnName">Vector of <see cref="float"/>: how sure the detector is of each detection.</param>
    /// <param name="crowdColumnName">Vector of <see cref="bool"/>: whether each object is a crowd, whose detections are neither right nor wrong; no crowds where null.</param>
    /// <param name="options">Protocol; COCO's where null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">The data has no rows.</exception>
    /// <exception cref="InvalidDataException">The lengths of a row's vectors do not fit, or a box or score is not a number; the message names the row.</exception>
    /// <exception cref="InvalidOperationException">An option is out of range.</exception>
    public DetectionMetrics Evaluate(
        IDataView data,
        string labelColumnName = DefaultLabelColumnName,
        string boundingBoxColumnName = DefaultBoundingBoxColumnName,
        string predictedLabelColumnName = DefaultPredictedLabelColumnName,
        string predictedBoundingBoxColumnName = DefaultPredictedBoundingBoxColumnName,
        string scoreColumnName = DefaultScoreColumnName,
        string? crowdColumnName = null,
        DetectionEvaluatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new DetectionEvaluatorOptions();
        options.Validate();
        var rows = new DetectionRows(labelColumnName, boundingBoxColumnName, predictedLabelColumnName, predictedBoundingBoxColumnName, scoreColumnName, crowdColumnName);
        rows.Check(data.Schema);
        using IChannel channel = ((IHostEnvironment)_context).Register(FusionCatalog.LogSource).Start(nameof(Evaluate));
        DetectionImage[] images = [.. rows.Read(data)];
        if (images.Length == 0)
        {
            throw new ArgumentException("The data has no rows; there is no image to evaluate.", nameof(data));
        }

        DetectionMetrics metrics = new(images, DetectionEvaluator.Evaluate(images, options));
        channel.Info(MessageSensitivity.None, "{0}", $"{metrics.Images} images with {metrics.Objects} objects and {metrics.Detections} detections scored: mAP50 {metrics.MAP50:F3}, mAP50-95 {metrics.MAP50_95:F3}");
        return metrics;
    }
}

/// <summary>The door to detection on an <see cref="MLContext"/>.</summary>
public static class DetectionContextExtensions
{
    private static readonly ConditionalWeakTable<MLContext, DetectionCatalog> Catalogs = [];

    extension(MLContext context)
    {
        /// <summary>What evaluates and trains object detection; the same catalog at each call.</summary>
        public DetectionCatalog Detection => Catalogs.GetValue(context, static c => new DetectionCatalog(c));
    }
}
