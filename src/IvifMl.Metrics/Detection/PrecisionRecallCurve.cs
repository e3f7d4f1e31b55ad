namespace IvifMl.Metrics;

/// <summary>
/// Precision and recall of one class at one IoU threshold as the score threshold falls, one point per detection that counts, best score first;
/// equal scores keep the order of images and detections.
/// </summary>
public sealed class PrecisionRecallCurve
{
    private PrecisionRecallCurve(int objects, double[] scores, double[] precision, double[] recall)
        => (Objects, Scores, Precision, Recall) = (objects, scores, precision, recall);

    /// <summary>Number of objects that count.</summary>
    public int Objects { get; }

    /// <summary>Scores, descending.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <summary>Share of the detections so far that found an object.</summary>
    public IReadOnlyList<double> Precision { get; }

    /// <summary>Share of the objects found so far.</summary>
    public IReadOnlyList<double> Recall { get; }

    /// <summary>Share of all objects that was found at all; null without objects.</summary>
    public double? MaximumRecall => Objects == 0 ? null : Recall.Count == 0 ? 0 : Recall[^1];

    /// <summary>The curve of a class over images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="label">The class.</param>
    /// <param name="threshold">Smallest IoU of a match.</param>
    /// <param name="range">Objects of which sizes count; all if null.</param>
    /// <param name="maximumDetections">Detections per image that are looked at, best scores first.</param>
    public static PrecisionRecallCurve Of(
        IReadOnlyList<DetectionImage> images, string label, double threshold, AreaRange? range = null, int maximumDetections = DetectionEvaluator.DefaultMaximumDetections)
    {
        ArgumentNullException.ThrowIfNull(images);
        List<ScoredMatch> matches = [];
        int objects = 0;
        foreach (DetectionImage image in images)
        {
            objects += DetectionMatcher.Match(image, label, threshold, range ?? AreaRange.All, maximumDetections, matches);
        }

        return OfSorted([.. matches.Where(match => !match.IsIgnored).OrderByDescending(match => match.Score)], objects);
    }

    /// <summary>The curve of matches that count, best score first.</summary>
    internal static PrecisionRecallCurve OfSorted(IReadOnlyList<ScoredMatch> counted, int objects)
    {
        double[] precision = new double[counted.Count];
        double[] recall = new double[counted.Count];
        int found = 0;
        for (int i = 0; i < counted.Count; i++)
        {
            found += counted[i].IsTrue ? 1 : 0;
            precision[i] = (double)found / (i + 1);
            recall[i] = objects == 0 ? 0 : (double)found / objects;
        }

        return new(objects, [.. counted.Select(match => match.Score)], precision, recall);
    }

    /// <summary>Precision made monotone: at each point the best precision at this or a higher recall.</summary>
    public double[] PrecisionEnvelope()
    {
        double[] envelope = [.. Precision];
        for (int i = envelope.Length - 2; i >= 0; i--)
        {
            envelope[i] = Math.Max(envelope[i], envelope[i + 1]);
        }

        return envelope;
    }

    /// <summary>Precision and recall with all detections of at least this score; precision is null where there is none, recall where there are no objects.</summary>
    public (double? Precision, double? Recall) At(double score)
    {
        int count = Scores.TakeWhile(s => s >= score).Count();
        return (count == 0 ? null : Precision[count - 1], Objects == 0 ? null : count == 0 ? 0 : Recall[count - 1]);
    }
}
