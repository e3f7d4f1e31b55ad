namespace IvifMl.Training;

/// <summary>The language-driven trainer in ML.NET's catalog of fusion trainers.</summary>
public static class LanguageDrivenExtensions
{
    /// <summary>Trains a fusion network on the image columns <c>Infrared</c> and <c>Visible</c> by saying what a good fusion is.</summary>
    /// <param name="trainers">The catalog, <c>mlContext.Fusion.Trainers</c>.</param>
    /// <param name="prompt">What a good fusion is, in words; the published sentence where null.</param>
    /// <param name="epochs">Passes over the pairs.</param>
    /// <param name="outputFolder">Folder for checkpoint, log, page of curves and model; nothing is written where null.</param>
    /// <exception cref="ArgumentException">A value that no training can have.</exception>
    public static LanguageDrivenTrainer LanguageDriven(
        this FusionTrainers trainers,
        string? prompt = null,
        int epochs = LanguageDrivenOptions.DefaultEpochs,
        string? outputFolder = null) => trainers.LanguageDriven(new LanguageDrivenOptions
        {
            Loss = prompt is null ? new() : new() { Language = LanguageLossOptions.LdFusion with { Prompts = [prompt] } },
            Epochs = epochs,
            OutputFolder = outputFolder,
        });

    /// <summary>Trains a fusion network by saying what a good fusion is.</summary>
    /// <param name="trainers">The catalog, <c>mlContext.Fusion.Trainers</c>.</param>
    /// <param name="options">All that can be chosen.</param>
    /// <exception cref="ArgumentException">A value that no training can have.</exception>
    public static LanguageDrivenTrainer LanguageDriven(this FusionTrainers trainers, LanguageDrivenOptions options)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        return new(trainers.Context, options);
    }
}
