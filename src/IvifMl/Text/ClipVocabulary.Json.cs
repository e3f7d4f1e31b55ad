using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IvifMl;

/// <content>The vocabulary as text.</content>
public sealed partial class ClipVocabulary
{
    private const string Format = "ivif.clip-vocabulary/1";
    private const int MostTokens = ClipTokenizer.VocabularySize;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The vocabulary with its notice as one JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new Document { Format = Format, Notice = Notice, OriginalIds = _originalIds, Tokens = _tokens, Merges = _merges }, Compact);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON object.</param>
    /// <exception cref="InvalidDataException">The text is not such an object.</exception>
    public static ClipVocabulary FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            Document document = JsonSerializer.Deserialize<Document>(json, Compact) ?? throw new InvalidDataException("it is null");
            Validate(document);
            return new ClipVocabulary(document.OriginalIds, document.Tokens, document.Merges);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or ArgumentException)
        {
            throw new InvalidDataException(
                $"The text is not a vocabulary of the format {Format}: {error.Message}. Take it from the metadata of the model that it belongs to.", error);
        }
    }

    private static void Validate(Document document)
    {
        if (document.Format != Format)
        {
            throw new InvalidDataException($"its format is '{document.Format}'");
        }

        if (document.Tokens.Length > MostTokens || document.Merges.Length > MostTokens || document.OriginalIds.Length != document.Tokens.Length)
        {
            throw new InvalidDataException(
                $"it has {document.Tokens.Length} tokens, {document.OriginalIds.Length} original ids and {document.Merges.Length} merges");
        }

        HashSet<string> known = new(ClipMerges.BaseSymbols, StringComparer.Ordinal);
        foreach (string merge in document.Merges)
        {
            if (merge is null || !ClipMerges.IsMerge(merge) || !merge.Split(' ').All(known.Contains) || !known.Add(ClipMerges.Result(merge)))
            {
                throw new InvalidDataException($"the merge '{merge}' is not one of two known symbols into a new one");
            }
        }

        if (Array.Find(document.Tokens, token => token is null || !known.Contains(token)) is string lost)
        {
            throw new InvalidDataException($"no merge makes the token '{lost}'");
        }
    }

    private sealed class Document
    {
        [JsonPropertyName("format")]
        public required string Format { get; init; }

        [JsonPropertyName("notice")]
        public required string Notice { get; init; }

        [JsonPropertyName("originalIds")]
        public required int[] OriginalIds { get; init; }

        [JsonPropertyName("tokens")]
        public required string[] Tokens { get; init; }

        [JsonPropertyName("merges")]
        public required string[] Merges { get; init; }
    }
}
