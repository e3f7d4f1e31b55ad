using System.Diagnostics.CodeAnalysis;

namespace IvifMl.Onnx;

/// <summary>
/// The contract <c>ivif.fusion/1</c> between a fusion model and whoever runs it. Inputs <c>infrared</c> float[1,L] and <c>visible</c>
/// float[1,L] (luminance), both 0–1 and row-major, <c>shape</c> int64[1,4] = 1,1,H,W, optionally <c>text</c> float[1,D] (a sentence's
/// embedding divided by its length, or the neutral values that <see cref="Text"/> tells); output
/// <c>fused</c> float[1,L], 0–1, optionally <see cref="ChromaOutput"/>. Everything else a caller must know is in the metadata, which this class holds.
/// </summary>
public sealed class FusionContract
{
    /// <summary>The value of <see cref="ContractKey"/>.</summary>
    public const string Id = "ivif.fusion/1";

    /// <summary>Name of the infrared input.</summary>
    public const string InfraredInput = "infrared";

    /// <summary>Name of the visible input.</summary>
    public const string VisibleInput = "visible";

    /// <summary>Name of the input that holds 1, 1, H, W.</summary>
    public const string ShapeInput = "shape";

    /// <summary>Name of the optional input that holds a text embedding.</summary>
    public const string TextInput = "text";

    /// <summary>Name of the output.</summary>
    public const string FusedOutput = "fused";

    /// <summary>
    /// Name of the optional output float[1,L], above 0: the factor by which the caller multiplies the visible's chroma (Cb − ½, Cr − ½) before
    /// putting it back; 1 keeps it.
    /// </summary>
    public const string ChromaOutput = "chroma";

    /// <summary>Least height and width a model must take.</summary>
    public const int SmallestSide = 16;

    /// <summary>Metadata key of the contract's name.</summary>
    public const string ContractKey = "ivif.contract";

    /// <summary>Metadata key of the model's name.</summary>
    public const string NameKey = "ivif.name";

    /// <summary>Metadata key of the model's version.</summary>
    public const string VersionKey = "ivif.version";

    /// <summary>Metadata key of the colour handling.</summary>
    public const string ColourKey = "ivif.colour";

    /// <summary>Metadata key of the value range.</summary>
    public const string RangeKey = "ivif.range";

    /// <summary>Metadata key of the prompt that is baked in, if any.</summary>
    public const string PromptKey = "ivif.prompt";

    /// <summary>Metadata key of the text encoder whose embeddings <see cref="TextInput"/> takes.</summary>
    public const string TextEncoderKey = "ivif.text_encoder";

    /// <summary>Metadata key of the SHA-256 of that encoder's ONNX file.</summary>
    public const string TextEncoderSha256Key = "ivif.text_encoder_sha256";

    /// <summary>Metadata key of the sentence that stands for an empty prompt.</summary>
    public const string NeutralPromptKey = "ivif.neutral_prompt";

    /// <summary>Metadata key of the numbers that an empty prompt gives to <see cref="TextInput"/>, separated by commas; zeros where absent.</summary>
    public const string NeutralEmbeddingKey = "ivif.neutral_embedding";

    /// <summary>Metadata key of the data the model was trained on.</summary>
    public const string TrainingDataKey = "ivif.training_data";

    /// <summary>Metadata key of the model's licence.</summary>
    public const string LicenceKey = "ivif.licence";

    /// <summary>The one colour handling of version 1: the model sees BT.601 luminance, the caller puts the visible image's chroma back.</summary>
    public const string LuminanceColour = "luminance-bt601";

    /// <summary>The one value range of version 1.</summary>
    public const string UnitRange = "0-1";

    private FusionContract(IReadOnlyDictionary<string, string> metadata, long? textLength)
    {
        Name = metadata[NameKey];
        Version = metadata[VersionKey];
        Prompt = metadata.GetValueOrDefault(PromptKey) is { Length: > 0 } prompt ? prompt : null;
        TextEncoder = metadata.GetValueOrDefault(TextEncoderKey) is { Length: > 0 } encoder ? encoder : null;
        Text = textLength is { } length ? FusionTextInput.Read(metadata, checked((int)length)) : null;
        TrainingData = metadata[TrainingDataKey];
        Licence = metadata[LicenceKey];
        TextLength = textLength;
    }

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>The model's version.</summary>
    public string Version { get; }

    /// <summary>The prompt baked into the model, or null.</summary>
    public string? Prompt { get; }

    /// <summary>The text encoder whose embeddings the model takes, or null.</summary>
    public string? TextEncoder { get; }

    /// <summary>What the model was trained on; <c>none</c> for a training-free one.</summary>
    public string TrainingData { get; }

    /// <summary>The model's licence.</summary>
    public string Licence { get; }

    /// <summary>D, the length of the text embedding, or null for a model without text input.</summary>
    public long? TextLength { get; }

    /// <summary>What the model says of its text input, or null for a model without one.</summary>
    public FusionTextInput? Text { get; }

    /// <summary>Whether the model has a text input.</summary>
    [MemberNotNullWhen(true, nameof(TextLength), nameof(TextEncoder), nameof(Text))]
    public bool TakesText => TextLength is not null;

    /// <summary>Checks that a model is a fusion model.</summary>
    /// <param name="model">The model's facts.</param>
    /// <returns>What the metadata says.</returns>
    /// <exception cref="InvalidDataException">The model does not fit; the message says in one sentence what is wrong and what was expected.</exception>
    public static FusionContract Check(OnnxModelInfo model)
    {
        ArgumentNullException.ThrowIfNull(model);
        CheckMetadata(model.Metadata);
        if (model.HasExternalData)
        {
            throw Refusal("keeps weights in files beside it, but a fusion model holds all its weights itself");
        }

        CheckValue("input", InfraredInput, model.FindInput(InfraredInput), OnnxElementType.Float32, null);
        CheckValue("input", VisibleInput, model.FindInput(VisibleInput), OnnxElementType.Float32, null);
        CheckValue("input", ShapeInput, model.FindInput(ShapeInput), OnnxElementType.Int64, 4);
        long? textLength = CheckText(model);
        CheckValue("output", FusedOutput, model.FindOutput(FusedOutput), OnnxElementType.Float32, null);
        if (model.FindOutput(ChromaOutput) is { } chroma)
        {
            CheckValue("output", ChromaOutput, chroma, OnnxElementType.Float32, null);
        }

        if (model.Inputs.FirstOrDefault(input => input.Name is not (InfraredInput or VisibleInput or ShapeInput or TextInput)) is { } foreign)
        {
            throw Refusal($"needs the input {foreign}, but a fusion model takes only {InfraredInput}, {VisibleInput}, {ShapeInput} and {TextInput}");
        }

        return new(model.Metadata, textLength);
    }

    private static void CheckMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.GetValueOrDefault(ContractKey) is not { } contract)
        {
            throw Refusal($"has no metadata '{ContractKey}', where '{Id}' was expected");
        }

        if (contract != Id)
        {
            throw Refusal($"follows the contract '{contract}', where '{Id}' was expected");
        }

        if (Array.Find([NameKey, VersionKey, ColourKey, RangeKey, TrainingDataKey, LicenceKey], key => string.IsNullOrWhiteSpace(metadata.GetValueOrDefault(key))) is { } missing)
        {
            throw Refusal($"has no metadata '{missing}', which every {Id} model must have");
        }

        if (metadata[ColourKey] != LuminanceColour)
        {
            throw Refusal($"has the colour handling '{metadata[ColourKey]}', where '{LuminanceColour}' was expected");
        }

        if (metadata[RangeKey] != UnitRange)
        {
            throw Refusal($"has the value range '{metadata[RangeKey]}', where '{UnitRange}' was expected");
        }
    }

    private static long? CheckText(OnnxModelInfo model)
    {
        if (model.FindInput(TextInput) is not { } text)
        {
            return null;
        }

        if (text.ElementType != OnnxElementType.Float32 || text.Shape is not { Rank: 2 } shape || shape[0].Length != 1 || shape[1].Length is not { } length)
        {
            throw Refusal($"has the input {text}, where '{TextInput}' Float32[1,D] with a known D was expected");
        }

        return string.IsNullOrWhiteSpace(model.Metadata.GetValueOrDefault(TextEncoderKey))
            ? throw Refusal($"has the input '{TextInput}' but no metadata '{TextEncoderKey}' that names the encoder of its embeddings")
            : length;
    }

    private static void CheckValue(string role, string name, OnnxValueInfo? value, OnnxElementType elementType, long? length)
    {
        string expected = $"'{name}' {elementType}[1,{length?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "L"}]";
        if (value is null)
        {
            throw Refusal($"has no {role} '{name}', where {expected} was expected");
        }

        if (value.ElementType != elementType || value.Shape is not { Rank: 2 } shape || shape[0].Length != 1 || shape[1].Length != length)
        {
            throw Refusal($"has the {role} {value}, where {expected} was expected");
        }
    }

    private static InvalidDataException Refusal(string what) => new($"The model {what}.");
}
