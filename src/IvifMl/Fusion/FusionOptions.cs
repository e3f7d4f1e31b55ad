using IvifMl.Imaging;

namespace IvifMl;

/// <summary>What the fused picture's colours are.</summary>
public enum FusedColour
{
    /// <summary>The chroma (BT.601 Cb, Cr) of the visible image on the fused luminance.</summary>
    Visible = 0,

    /// <summary>The fused luminance alone, as a gray picture.</summary>
    Gray = 1,
}

/// <summary>Options of <c>FuseInfraredVisible</c>. All but the device and the cancellation travel in a saved model.</summary>
public sealed record FusionOptions
{
    /// <summary>Default of <see cref="OutputColumnName"/>.</summary>
    public const string DefaultOutputColumnName = "Fused";

    /// <summary>Default of <see cref="InfraredColumnName"/>.</summary>
    public const string DefaultInfraredColumnName = "Infrared";

    /// <summary>Default of <see cref="VisibleColumnName"/>.</summary>
    public const string DefaultVisibleColumnName = "Visible";

    /// <summary>The image column to make.</summary>
    /// <value>The default value is <c>Fused</c>.</value>
    public string OutputColumnName { get; init; } = DefaultOutputColumnName;

    /// <summary>The infrared image column, tone-mapped to 8 bits.</summary>
    /// <value>The default value is <c>Infrared</c>.</value>
    public string InfraredColumnName { get; init; } = DefaultInfraredColumnName;

    /// <summary>The visible image column.</summary>
    /// <value>The default value is <c>Visible</c>.</value>
    public string VisibleColumnName { get; init; } = DefaultVisibleColumnName;

    /// <summary>An ONNX file that keeps the contract <c>ivif.fusion/1</c>, or the name of a shipped model (<see cref="ShippedModels.Names"/>).</summary>
    /// <value>The default value is null: <see cref="ShippedModels.Default"/>.</value>
    public string? ModelPath { get; init; }

    /// <summary>
    /// What a text-conditioned model is asked for, in one sentence; the same for every row, put into the graph at <c>Fit</c>. Null, empty or white
    /// space is the neutral prompt, which the model's metadata defines.
    /// </summary>
    /// <value>The default value is null: the neutral prompt.</value>
    public string? Prompt { get; init; }

    /// <summary>A text column with a prompt for each row, in place of <see cref="Prompt"/>; an empty one is the neutral prompt.</summary>
    /// <value>The default value is null: no column.</value>
    public string? PromptColumnName { get; init; }

    /// <summary>The ONNX text tower (<c>ivif.clip-text/1</c>) that embeds prompts, where the model does not take those of the shipped one.</summary>
    /// <value>The default value is null: the shipped <c>ivif-clip-nano</c>, or the tower in a saved model.</value>
    public string? TextEncoderPath { get; init; }

    /// <summary>What the fused picture's colours are.</summary>
    /// <value>The default value is <see cref="FusedColour.Visible"/>.</value>
    public FusedColour Colour { get; init; } = FusedColour.Visible;

    /// <summary>Paints hot regions with a palette.</summary>
    /// <value>The default value is null: no overlay.</value>
    public HotRegionOverlay? HotRegions { get; init; }

    /// <summary>How the infrared comes onto the visible's pixel grid.</summary>
    /// <value>The default value is <see cref="PairAlignment.Default"/>: pairs are registered, and sizes that differ are an error.</value>
    public PairAlignment Alignment { get; init; } = PairAlignment.Default;

    /// <summary>The CUDA device to score on; the context's where null. Not saved.</summary>
    /// <value>The default value is null.</value>
    public int? GpuDeviceId { get; init; }

    /// <summary>Whether to score on the CPU when the device cannot be used. Not saved.</summary>
    /// <value>The default value is false.</value>
    public bool FallbackToCpu { get; init; }

    /// <summary>
    /// Cancels reading of the fused data: the next row is an <see cref="OperationCanceledException"/>. Where further steps of
    /// ML.NET follow, they pass it on as the innermost exception of their own, after the rows they had read ahead. Not saved.
    /// </summary>
    /// <value>The default value is <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; init; }

    internal PictureSettings Picture => new(Colour, HotRegions);

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A column name is empty, two names are equal that must differ, or an overlay value is out of range.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(OutputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(InfraredColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(VisibleColumnName);
        if (InfraredColumnName == VisibleColumnName)
        {
            throw new ArgumentException($"InfraredColumnName and VisibleColumnName are both '{VisibleColumnName}'; a pair needs two columns.");
        }

        if (PromptColumnName is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(PromptColumnName);
            if (!string.IsNullOrWhiteSpace(Prompt))
            {
                throw new ArgumentException($"Prompt is '{Prompt}' and PromptColumnName '{PromptColumnName}'; give one prompt for all rows, or a column of them.");
            }
        }

        if (!Enum.IsDefined(Colour))
        {
            throw new ArgumentException($"Colour is {(int)Colour}; use FusedColour.Visible or FusedColour.Gray.");
        }

        ArgumentNullException.ThrowIfNull(Alignment);
        if (!Enum.IsDefined(Alignment.SizePolicy))
        {
            throw new ArgumentException($"Alignment.SizePolicy is {(int)Alignment.SizePolicy}; use SizePolicy.Fail or SizePolicy.ResizeInfrared.");
        }

        HotRegions?.Validate();
    }
}
