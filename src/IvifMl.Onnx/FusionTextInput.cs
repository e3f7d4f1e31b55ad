using System.Globalization;

namespace IvifMl.Onnx;

/// <summary>What a fusion model with a <see cref="FusionContract.TextInput"/> says of it, in its metadata.</summary>
public sealed record FusionTextInput
{
    /// <summary>Name of the text encoder whose embeddings the model takes, each divided by its length.</summary>
    /// <value>Required.</value>
    public required string Encoder { get; init; }

    /// <summary>D, the length of an embedding.</summary>
    /// <value>Required.</value>
    public required int Length { get; init; }

    /// <summary>SHA-256 of the encoder's ONNX file in lower-case hexadecimal; where stated, no other file may be used.</summary>
    /// <value>The default value is null: any encoder of that name and length.</value>
    public string? EncoderSha256 { get; init; }

    /// <summary>The sentence that asks for nothing in particular; it stands for an empty prompt. Needs <see cref="NeutralEmbedding"/>.</summary>
    /// <value>The default value is null: no sentence.</value>
    public string? NeutralPrompt { get; init; }

    /// <summary>The D numbers that an empty prompt gives to the model, those of <see cref="NeutralPrompt"/> where there is one.</summary>
    /// <value>The default value is null: D zeros, on which the model behaves as without text.</value>
    public IReadOnlyList<float>? NeutralEmbedding { get; init; }

    /// <summary>A copy of the numbers that an empty prompt gives to the model.</summary>
    public float[] Neutral() => NeutralEmbedding is null ? new float[Length] : [.. NeutralEmbedding];

    /// <summary>Writes the metadata into a graph.</summary>
    /// <param name="graph">The graph of the fusion model.</param>
    /// <exception cref="ArgumentException">A name is empty, or the neutral values do not fit; the message says which.</exception>
    public void Describe(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (Problem() is { } problem)
        {
            throw new ArgumentException($"The text input {problem}.");
        }

        (string Key, string? Value)[] entries =
        [
            (FusionContract.TextEncoderKey, Encoder),
            (FusionContract.TextEncoderSha256Key, EncoderSha256),
            (FusionContract.NeutralPromptKey, NeutralPrompt),
            (FusionContract.NeutralEmbeddingKey, NeutralEmbedding is null ? null : string.Join(',', NeutralEmbedding.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))),
        ];
        foreach ((string key, string? value) in entries)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                graph.Metadata(key, value);
            }
        }
    }

    /// <summary>What the metadata of a model says of its text input.</summary>
    /// <param name="metadata">The model's metadata.</param>
    /// <param name="length">D, the length of the text input.</param>
    /// <exception cref="InvalidDataException">It does not fit.</exception>
    public static FusionTextInput Read(IReadOnlyDictionary<string, string> metadata, int length)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        string? Of(string key) => metadata.GetValueOrDefault(key) is { Length: > 0 } value ? value : null;
        float[]? neutral = null;
        if (Of(FusionContract.NeutralEmbeddingKey) is { } text)
        {
            neutral = [.. text.Split(',').Select(part => float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? value : float.NaN)];
        }

        FusionTextInput input = new()
        {
            Encoder = Of(FusionContract.TextEncoderKey) ?? "",
            Length = length,
            EncoderSha256 = Of(FusionContract.TextEncoderSha256Key),
            NeutralPrompt = Of(FusionContract.NeutralPromptKey),
            NeutralEmbedding = neutral,
        };
        return input.Problem() is { } problem ? throw new InvalidDataException($"The model's text input {problem}.") : input;
    }

    private string? Problem() => this switch
    {
        { Encoder: var name } when string.IsNullOrWhiteSpace(name) => $"has no metadata '{FusionContract.TextEncoderKey}' that names the encoder of its embeddings",
        { Length: < 1 } => $"has the length {Length}, where at least 1 was expected",
        { NeutralPrompt: not null, NeutralEmbedding: null } =>
            $"has the metadata '{FusionContract.NeutralPromptKey}' without '{FusionContract.NeutralEmbeddingKey}', which spares its users the encoder",
        { NeutralEmbedding: { } values } when values.Count != Length || !values.All(float.IsFinite) =>
            $"has {values.Count} values in the metadata '{FusionContract.NeutralEmbeddingKey}', where {Length} finite numbers were expected",
        _ => null,
    };
}
