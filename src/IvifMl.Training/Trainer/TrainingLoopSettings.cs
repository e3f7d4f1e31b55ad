namespace IvifMl.Training;

/// <summary>What a training loop must know whatever it trains.</summary>
internal sealed record TrainingLoopSettings
{
    /// <summary>The model's name, for the page of curves.</summary>
    public required string Name { get; init; }

    /// <summary>Fingerprint of everything that decides the weights.</summary>
    public required string Recipe { get; init; }

    /// <summary>Names of the loss' terms.</summary>
    public required IReadOnlyList<string> Terms { get; init; }

    /// <summary>The name of the validation's figure in reports.</summary>
    public required string ValidationName { get; init; }

    /// <summary>Whether a smaller figure is the better one.</summary>
    public required bool LowerIsBetter { get; init; }

    /// <summary>What the page says of its sample pictures.</summary>
    public required string SamplesCaption { get; init; }

    /// <summary>Steps of one epoch.</summary>
    public required long StepsAnEpoch { get; init; }

    /// <summary>Steps of the whole training.</summary>
    public required long Steps { get; init; }

    /// <summary>Folder for checkpoint, log and page; nothing is written where null.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Steps between reports.</summary>
    public required int ReportEvery { get; init; }

    /// <summary>Steps between checkpoints, each with a validation.</summary>
    public required int CheckpointEvery { get; init; }

    /// <summary>Validations without gain after which training stops; 0: never.</summary>
    public int Patience { get; init; }

    /// <summary>Whether the result has the weights of the best validation.</summary>
    public bool KeepBest { get; init; }

    /// <summary>Hears of each report.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops at the next step and leaves a valid checkpoint.</summary>
    public CancellationToken CancellationToken { get; init; }
}
