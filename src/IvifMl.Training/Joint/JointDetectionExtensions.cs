namespace IvifMl.Training;

/// <summary>The joint trainer of fusion and detection in ML.NET's catalog of fusion trainers.</summary>
public static class JointDetectionExtensions
{
    /// <summary>Trains a fusion network and a detector on its pictures together, on the columns <c>Infrared</c>, <c>Visible</c>, <c>Label</c> and <c>BoundingBoxes</c>.</summary>
    /// <param name="trainers">The catalog, <c>mlContext.Fusion.Trainers</c>.</param>
    /// <param name="solver">How the bilevel problem is descended.</param>
    /// <param name="steps">Joint steps behind the warm-ups.</param>
    /// <param name="outputFolder">Folder for checkpoint, log, page of curves and models; nothing is written where null.</param>
    /// <exception cref="ArgumentException">A value that no training can have.</exception>
    public static JointDetectionTrainer JointDetection(
        this FusionTrainers trainers,
        BilevelSolver solver = BilevelSolver.Alternating,
        int steps = JointDetectionOptions.DefaultSteps,
        string? outputFolder = null) => trainers.JointDetection(new JointDetectionOptions { Solver = solver, Steps = steps, OutputFolder = outputFolder });

    /// <summary>Trains a fusion network and a detector on its pictures together.</summary>
    /// <param name="trainers">The catalog, <c>mlContext.Fusion.Trainers</c>.</param>
    /// <param name="options">All that can be chosen.</param>
    /// <exception cref="ArgumentException">A value that no training can have.</exception>
    public static JointDetectionTrainer JointDetection(this FusionTrainers trainers, JointDetectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        return new(trainers.Context, options);
    }
}
