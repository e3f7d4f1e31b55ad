namespace IvifMl.Training;

/// <summary>What a training reports.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">Mean loss since the last report.</param>
/// <param name="Terms">Mean of each unweighted term since the last report.</param>
/// <param name="Validation">The validation metric, where this report has one.</param>
/// <param name="Elapsed">Time since this run began.</param>
/// <param name="StepsTaken">Steps that this run has taken; fewer than <paramref name="Step"/> where a checkpoint was resumed.</param>
public sealed record TrainingProgress(
    long Step,
    long Steps,
    double Loss,
    IReadOnlyDictionary<string, double> Terms,
    double? Validation,
    TimeSpan Elapsed,
    long StepsTaken);
