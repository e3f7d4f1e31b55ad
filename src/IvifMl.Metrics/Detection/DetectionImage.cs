namespace IvifMl.Metrics;

/// <summary>One image: what is there and what was found. An image without objects belongs in the set too: its detections are false alarms.</summary>
/// <param name="GroundTruth">Objects that are there.</param>
/// <param name="Detections">Objects that were found.</param>
public sealed record DetectionImage(IReadOnlyList<GroundTruthBox> GroundTruth, IReadOnlyList<DetectedBox> Detections);
