namespace IvifMl.Training;

/// <summary>The text-guided trainer in ML.NET's catalog of fusion trainers.</summary>
public static class TextGuidedExtensions
{
    /// <summary>Trains a fusion network that takes prompts.</summary>
    /// <param name="trainers">The catalog, <c>mlContext.Fusion.Trainers</c>.</param>
    /// <param name="options">All that can be chosen; defaults where null.</param>
    /// <exception cref="ArgumentException">A value that no training can have.</exception>
    public static TextGuidedTrainer TextGuided(this FusionTrainers trainers, TextGuidedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        return new(trainers.Context, options ?? new());
    }
}
