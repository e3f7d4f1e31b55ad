namespace IvifMl.Training;

/// <summary>The trainer of small detectors in ML.NET's catalog of detection trainers.</summary>
public static class AnchorFreeExtensions
{
    /// <summary>Trains an anchor-free detector on the image column and the columns <c>Label</c> and <c>BoundingBoxes</c>.</summary>
    /// <param name="trainers">The catalog, <c>mlContext.Detection.Trainers</c>.</param>
    /// <param name="inputColumnName">The image column.</param>
    /// <param name="epochs">Passes over the pictures.</param>
    /// <param name="outputFolder">Folder for checkpoint, log, page of curves and model; nothing is written where null.</param>
    /// <exception cref="ArgumentException">A value that no training can have.</exception>
    public static AnchorFreeTrainer AnchorFree(
        this DetectionTrainers trainers,
        string inputColumnName = DetectionOptions.DefaultInputColumnName,
        int epochs = AnchorFreeOptions.DefaultEpochs,
        string? outputFolder = null) => trainers.AnchorFree(new AnchorFreeOptions
        {
            Detection = new() { InputColumnName = inputColumnName },
            Epochs = epochs,
            OutputFolder = outputFolder,
        });

    /// <summary>Trains an anchor-free detector.</summary>
    /// <param name="trainers">The catalog, <c>mlContext.Detection.Trainers</c>.</param>
    /// <param name="options">All that can be chosen.</param>
    /// <exception cref="ArgumentException">A value that no training can have.</exception>
    public static AnchorFreeTrainer AnchorFree(this DetectionTrainers trainers, AnchorFreeOptions options)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        return new(trainers.Context, options);
    }
}
