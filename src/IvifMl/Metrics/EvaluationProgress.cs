namespace IvifMl;

/// <summary>Told of each image when it is scored.</summary>
/// <param name="Done">Images scored so far, this one included.</param>
/// <param name="Total">Images in the data; null where the data does not know.</param>
/// <param name="Name">The image's name; empty where the data has none.</param>
public sealed record EvaluationProgress(int Done, long? Total, string Name);
