namespace IvifMl;

/// <summary>Options of <c>DetectObjects</c>. All but the device and the cancellation travel in a saved model.</summary>
public sealed record DetectionOptions
{
    /// <summary>Default of <see cref="InputColumnName"/>.</summary>
    public const string DefaultInputColumnName = FusionOptions.DefaultOutputColumnName;

    /// <summary>Default of <see cref="ScoreThreshold"/>.</summary>
    public const float DefaultScoreThreshold = 0.25f;

    /// <summary>Default of <see cref="NmsThreshold"/>.</summary>
    public const float DefaultNmsThreshold = 0.45f;

    /// <summary>Default of <see cref="MaximumDetections"/>.</summary>
    public const int DefaultMaximumDetections = 100;

    /// <summary>The image column to look at, of any size.</summary>
    /// <value>The default value is <c>Fused</c>.</value>
    public string InputColumnName { get; init; } = DefaultInputColumnName;

    /// <summary>The column of boxes to make: a vector of <see cref="float"/>, x0 y0 x1 y1 of each in pixels of the input picture.</summary>
    /// <value>The default value is <c>PredictedBoundingBoxes</c>.</value>
    public string PredictedBoundingBoxColumnName { get; init; } = DetectionCatalog.DefaultPredictedBoundingBoxColumnName;

    /// <summary>The column of classes to make: a vector of text.</summary>
    /// <value>The default value is <c>PredictedLabel</c>.</value>
    public string PredictedLabelColumnName { get; init; } = DetectionCatalog.DefaultPredictedLabelColumnName;

    /// <summary>The column of scores to make: a vector of <see cref="float"/>, 0–1, best first.</summary>
    /// <value>The default value is <c>Score</c>.</value>
    public string ScoreColumnName { get; init; } = DetectionCatalog.DefaultScoreColumnName;

    /// <summary>An ONNX file that keeps <c>ivif.detector/1</c>, any other with YOLOX's heads, or the name of a shipped detector (<see cref="ShippedDetectors.Names"/>).</summary>
    /// <value>The default value is null: <see cref="ShippedDetectors.Default"/>.</value>
    public string? ModelPath { get; init; }

    /// <summary>What a YOLOX file without the metadata of <c>ivif.detector/1</c> does not say of itself.</summary>
    /// <value>The default value is null: the defaults of <see cref="YoloxLayout"/> for such a file.</value>
    public YoloxLayout? Layout { get; init; }

    /// <summary>The least score, 0–1, of a detection. For average precision, which asks for the whole curve, take 0.01.</summary>
    /// <value>The default value is 0.25.</value>
    public float ScoreThreshold { get; init; } = DefaultScoreThreshold;

    /// <summary>The largest IoU, 0–1, of two detections of one class; above it the less sure one goes. YOLOX evaluates with 0.65.</summary>
    /// <value>The default value is 0.45.</value>
    public float NmsThreshold { get; init; } = DefaultNmsThreshold;

    /// <summary>The most detections in a picture, best scores first.</summary>
    /// <value>The default value is 100, as COCO's protocol has it.</value>
    public int MaximumDetections { get; init; } = DefaultMaximumDetections;

    /// <summary>The classes to report; detections of others are dropped.</summary>
    /// <value>The default value is empty: all classes of the model.</value>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The CUDA device to score on; the context's where null. Not saved.</summary>
    /// <value>The default value is null.</value>
    public int? GpuDeviceId { get; init; }

    /// <summary>Whether to score on the CPU when the device cannot be used. Not saved.</summary>
    /// <value>The default value is false.</value>
    public bool FallbackToCpu { get; init; }

    /// <summary>Cancels reading of the detections, as <see cref="FusionOptions.CancellationToken"/> does that of fused pictures. Not saved.</summary>
    /// <value>The default value is <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; init; }

    internal IReadOnlyList<string> OutputColumnNames => [PredictedBoundingBoxColumnName, PredictedLabelColumnName, ScoreColumnName];

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A column name is empty, two names are equal that must differ, or a number is out of range.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(InputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(PredictedBoundingBoxColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(PredictedLabelColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(ScoreColumnName);
        if (OutputColumnNames.Distinct(StringComparer.Ordinal).Count() < OutputColumnNames.Count)
        {
            throw new ArgumentException($"The columns to make are {string.Join(", ", OutputColumnNames.Select(n => $"'{n}'"))}; boxes, classes and scores need names of their own.");
        }

        RequireShare(ScoreThreshold, nameof(ScoreThreshold));
        RequireShare(NmsThreshold, nameof(NmsThreshold));
        if (MaximumDetections < 1)
        {
            throw new ArgumentException($"MaximumDetections is {MaximumDetections}; at least one detection must be allowed.");
        }

        ArgumentNullException.ThrowIfNull(Classes);
    }

    internal static void RequireShare(float value, string name)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentException($"{name} is {value}; it is a number of 0 to 1.");
        }
    }
}
