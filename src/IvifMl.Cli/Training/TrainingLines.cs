using IvifMl.Training;

namespace IvifMl.Cli;

/// <summary>Prints a line a report of a training.</summary>
internal sealed class TrainingLines : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        string validation = value.Validation is { } score ? $"  validation {score:F4}" : "";
        string left = value.StepsTaken > 0 ? $"  {value.Elapsed * ((double)(value.Steps - value.Step) / value.StepsTaken):h\\:mm\\:ss} left" : "";
        Console.Out.WriteLine($"step {value.Step}/{value.Steps}  loss {value.Loss:F4}{validation}{left}");
    }
}
