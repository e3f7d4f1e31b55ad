using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Sentences as tokens of a reduced vocabulary.</summary>
/// <param name="vocabulary">The vocabulary.</param>
/// <param name="contextLength">Most tokens of a sentence.</param>
internal sealed class ClipNanoTexts(ClipVocabulary vocabulary, int contextLength)
{
    /// <summary>The vocabulary.</summary>
    public ClipVocabulary Vocabulary => vocabulary;

    /// <summary>The vocabulary of all captions and nouns.</summary>
    /// <param name="merges">OpenAI's merges, bpe_simple_vocab_16e6.txt.gz.</param>
    /// <param name="nouns">Sentences about nouns.</param>
    public static ClipNanoTexts Of(string merges, IEnumerable<string> nouns) => new(
        ClipVocabulary.FromTexts(ClipTokenizer.Load(merges), CaptionPhrases.All.Concat(nouns)), ClipNano.Config.ContextLength);

    /// <summary>Tokens, int64 [N, L], L as long as the longest sentence needs.</summary>
    public Tensor Encode(IReadOnlyList<string> sentences)
    {
        long[][] rows = [.. sentences.Select(sentence => vocabulary.Encode(sentence, contextLength))];
        int length = 1 + rows.Max(row => Array.LastIndexOf(row, vocabulary.EndId));
        return tensor([.. rows.SelectMany(row => row.Take(length))], [rows.Length, length]);
    }
}
