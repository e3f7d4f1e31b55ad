using IvifMl.Onnx;

namespace IvifMl.Training;

/// <summary>What the metadata of an exported fusion model says of it.</summary>
public sealed record FusionModelCard
{
    /// <summary>The model's name.</summary>
    /// <value>Required.</value>
    public required string Name { get; init; }

    /// <summary>The model's version.</summary>
    /// <value>The default value is <c>1</c>.</value>
    public string Version { get; init; } = "1";

    /// <summary>What it was trained on.</summary>
    /// <value>Required.</value>
    public required string TrainingData { get; init; }

    /// <summary>The licence under which the weights may be used.</summary>
    /// <value>Required.</value>
    public required string Licence { get; init; }

    /// <summary>The sentence it was trained with, where language drove it.</summary>
    /// <value>The default value is null.</value>
    public string? Prompt { get; init; }

    /// <summary>What the model says of its text input, where it has one.</summary>
    /// <value>The default value is null: no text input.</value>
    public FusionTextInput? Text { get; init; }

    /// <summary>Checks that nothing needed is empty.</summary>
    /// <exception cref="ArgumentException">A name, version, data statement or licence is empty.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        ArgumentException.ThrowIfNullOrWhiteSpace(Version);
        ArgumentException.ThrowIfNullOrWhiteSpace(TrainingData);
        ArgumentException.ThrowIfNullOrWhiteSpace(Licence);
    }

    /// <summary>The card of a model with a text input; embeddings of the shipped text tower where it says nothing of them.</summary>
    /// <param name="length">D, the length of the text input.</param>
    /// <exception cref="ArgumentException">It speaks of embeddings of another length.</exception>
    internal FusionModelCard WithText(int length)
    {
        FusionTextInput text = Text ?? new() { Encoder = ClipNano.Name, Length = length };
        return text.Length == length
            ? this with { Text = text }
            : throw new ArgumentException($"The card speaks of text embeddings with {text.Length} values; the network takes {length}.");
    }

    /// <summary>Writes the metadata of <c>ivif.fusion/1</c>.</summary>
    internal void Describe(OnnxGraph graph)
    {
        Validate();
        graph.Metadata(FusionContract.ContractKey, FusionContract.Id);
        graph.Metadata(FusionContract.NameKey, Name);
        graph.Metadata(FusionContract.VersionKey, Version);
        graph.Metadata(FusionContract.ColourKey, FusionContract.LuminanceColour);
        graph.Metadata(FusionContract.RangeKey, FusionContract.UnitRange);
        if (!string.IsNullOrWhiteSpace(Prompt))
        {
            graph.Metadata(FusionContract.PromptKey, Prompt);
        }

        Text?.Describe(graph);
        graph.Metadata(FusionContract.TrainingDataKey, TrainingData);
        graph.Metadata(FusionContract.LicenceKey, Licence);
    }
}
