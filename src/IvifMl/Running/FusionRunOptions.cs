using IvifMl.Imaging;

namespace IvifMl;

/// <summary>Options of <see cref="FusionCatalog.FuseFiles(IEnumerable{PairFiles}, string, FusionRunOptions?)"/> and <see cref="FusionRunner"/>.</summary>
public sealed record FusionRunOptions
{
    /// <summary>Default of <see cref="Extension"/>.</summary>
    public const string DefaultExtension = ".png";

    /// <summary>The model; stays the caller's.</summary>
    /// <value>The default value is null: the shipped model.</value>
    public FusionModel? Model { get; init; }

    /// <summary>What a text-conditioned model is asked for, for all pairs; empty or white space is the neutral prompt.</summary>
    /// <value>The default value is null: the prompt in the model.</value>
    public string? Prompt { get; init; }

    /// <summary>How thermal counts become 0–1.</summary>
    /// <value>The default value is null: as the model says, else 8-bit files as they are and deeper ones by percentiles 0.5–99.5.</value>
    public ThermalToneMapping? ToneMapping { get; init; }

    /// <summary>File extension of the fused pictures: .png, .jpg or .tif.</summary>
    /// <value>The default value is <c>.png</c>.</value>
    public string Extension { get; init; } = DefaultExtension;

    /// <summary>Pairs in work at once; each holds its planes in memory.</summary>
    /// <value>The default value is the number of processors.</value>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether pairs are fused again that an earlier run has finished and that have not changed since.</summary>
    /// <value>The default value is false.</value>
    public bool Force { get; init; }

    /// <summary>Hears of each pair when it is done.</summary>
    /// <value>The default value is null.</value>
    public IProgress<FusionProgress>? Progress { get; init; }

    /// <summary>Stops the run; pairs in work are given up, finished ones stay.</summary>
    /// <value>The default value is <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Validate()
    {
        if (Parallelism < 1)
        {
            throw new ArgumentException($"Parallelism is {Parallelism}; at least one pair must be in work.");
        }

        if (Extension.ToLowerInvariant() is not (".png" or ".jpg" or ".jpeg" or ".tif" or ".tiff"))
        {
            throw new ArgumentException($"Extension is '{Extension}'; use .png, .jpg or .tif.");
        }

        ToneMapping?.Validate();
    }
}
