using Microsoft.ML;

namespace IvifMl;

/// <summary>Trainers of detectors: <c>mlContext.Detection.Trainers</c>. Other packages add theirs as extension methods.</summary>
public sealed class DetectionTrainers
{
    internal DetectionTrainers(MLContext context) => Context = context;

    /// <summary>The context that logs and seeds.</summary>
    public MLContext Context { get; }
}

/// <content>Training.</content>
public sealed partial class DetectionCatalog
{
    private DetectionTrainers? _trainers;

    /// <summary>What learns from pictures with boxes; the same catalog at each call.</summary>
    public DetectionTrainers Trainers => _trainers ??= new DetectionTrainers(_context);
}
