using System.Globalization;

namespace IvifMl.Onnx;

/// <summary>What an ONNX text tower of the contract <c>ivif.clip-text/1</c> says of itself.</summary>
/// <param name="Name">Its name, or the graph's where the metadata has none.</param>
/// <param name="Dimension">D, the length of its embeddings.</param>
/// <param name="ContextLength">The most tokens that it takes, start and end included.</param>
/// <param name="Vocabulary">Its own vocabulary as JSON; null where it has OpenAI's whole one.</param>
public sealed record ClipTextTower(string Name, int Dimension, int ContextLength, string? Vocabulary)
{
    /// <summary>Checks that a model is a text tower.</summary>
    /// <param name="model">The model's facts.</param>
    /// <returns>What the metadata says.</returns>
    /// <exception cref="InvalidDataException">The model does not fit; the message says what is wrong and what was expected.</exception>
    public static ClipTextTower Check(OnnxModelInfo model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ClipContract.CheckId(model, ClipContract.TextId);
        if (model.Inputs is not [{ Name: ClipContract.TokensInput, ElementType: OnnxElementType.Int64, Shape.Rank: 2 }])
        {
            throw ClipContract.Refusal($"takes {string.Join(", ", model.Inputs)}, where '{ClipContract.TokensInput}' Int64[N,L] alone was expected");
        }

        int context = ClipContract.DefaultContextLength;
        if (model.Metadata.TryGetValue(ClipContract.ContextLengthKey, out string? text)
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out context) || context < 2))
        {
            throw ClipContract.Refusal($"has the metadata '{ClipContract.ContextLengthKey}' '{text}', where a number of tokens was expected");
        }

        return new ClipTextTower(
            model.Metadata.GetValueOrDefault(FusionContract.NameKey, model.GraphName),
            ClipContract.CheckEmbedding(model),
            context,
            model.Metadata.GetValueOrDefault(ClipContract.VocabularyKey));
    }
}
