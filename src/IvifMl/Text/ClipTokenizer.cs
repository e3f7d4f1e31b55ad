using Microsoft.ML.Tokenizers;

namespace IvifMl;

/// <summary>
/// CLIP's byte-pair tokenizer with OpenAI's 49,408 ids. Equal to OpenAI's code on every text that its repair of broken encodings (ftfy)
/// leaves as it is. Safe for use from several threads.
/// </summary>
public sealed class ClipTokenizer
{
    /// <summary>Id in front of every text.</summary>
    public const int StartId = 49_406;

    /// <summary>Id behind every text; the highest one, where CLIP takes the embedding.</summary>
    public const int EndId = 49_407;

    /// <summary>Number of ids.</summary>
    public const int VocabularySize = 49_408;

    /// <summary>Tokens of a text in OpenAI's models, start and end included.</summary>
    public const int DefaultContextLength = 77;

    /// <summary>Usual name of OpenAI's table of merges; it is looked for beside a model that has their whole vocabulary.</summary>
    public const string MergesFileName = "bpe_simple_vocab_16e6.txt.gz";

    internal const string StartToken = "<|startoftext|>";
    internal const string EndToken = "<|endoftext|>";

    private readonly BpeTokenizer _tokenizer;

    internal ClipTokenizer(string[] merges)
    {
        Merges = merges;
        _tokenizer = ClipMerges.Tokenizer(merges);
    }

    /// <summary>The merges in the order of their rank, two symbols with a space between.</summary>
    internal IReadOnlyList<string> Merges { get; }

    /// <summary>Loads the tokenizer.</summary>
    /// <param name="path">OpenAI's <c>bpe_simple_vocab_16e6.txt.gz</c> (MIT licence, from their CLIP repository).</param>
    /// <exception cref="InvalidDataException">The file is damaged or another one.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ClipTokenizer Load(string path) => new(ClipMerges.Read(path));

    /// <summary>The ids of a text without start and end.</summary>
    /// <param name="text">Any text; case and surplus white space do not matter.</param>
    public IReadOnlyList<int> Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _tokenizer.EncodeToIds(text);
    }

    /// <summary>The ids of a text as CLIP takes them: start, text, end, zeros. A text that is too long is cut and still ends with end.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="contextLength">Length of the result, at least 2.</param>
    public long[] EncodePadded(string text, int contextLength = DefaultContextLength) => Pad(Encode(text), contextLength, StartId, EndId);

    internal static long[] Pad(IReadOnlyList<int> ids, int contextLength, int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(contextLength, 2);
        long[] padded = new long[contextLength];
        int kept = Math.Min(ids.Count, contextLength - 2);
        padded[0] = start;
        for (int i = 0; i < kept; i++)
        {
            padded[i + 1] = ids[i];
        }

        padded[kept + 1] = end;
        return padded;
    }
}
