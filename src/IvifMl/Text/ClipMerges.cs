using System.IO.Compression;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace IvifMl;

/// <summary>The symbols and merges of CLIP's byte-pair encoding, and the tokenizer over them.</summary>
internal static class ClipMerges
{
    /// <summary>Marks a symbol that ends a word.</summary>
    internal const string WordEnd = "</w>";

    /// <summary>Merges that OpenAI uses of the file; it has more.</summary>
    internal const int Used = 49_152 - 256 - 2;

    /// <summary>More characters than the true file has (3.2 million); a zip bomb stops here.</summary>
    private const int LongestText = 8_000_000;

    /// <summary>The 256 byte symbols, printable bytes first, alone and at the end of a word: the ids 0 … 511.</summary>
    internal static IReadOnlyList<string> BaseSymbols { get; } = MakeBaseSymbols();

    /// <summary>Reads <c>bpe_simple_vocab_16e6.txt.gz</c>: one heading, then a merge of two symbols a line.</summary>
    internal static string[] Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            using GZipStream unpacked = new(file, CompressionMode.Decompress);
            using StreamReader text = new(unpacked, Encoding.UTF8);
            List<string> lines = new(Used);
            long length = 0;
            text.ReadLine();
            while (lines.Count < Used && text.ReadLine() is string line)
            {
                length += line.Length;
                if (length > LongestText || !IsMerge(line))
                {
                    throw new InvalidDataException($"line {lines.Count + 2} is not a merge of two symbols");
                }

                lines.Add(line);
            }

            return lines.Count == Used ? [.. lines] : throw new InvalidDataException($"it has {lines.Count} merges instead of {Used}");
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException(
                $"'{path}' is not CLIP's bpe_simple_vocab_16e6.txt.gz: {error.Message}. Take the file from OpenAI's CLIP repository.", error);
        }
    }

    internal static bool IsMerge(string line) => line.Length is > 2 and < 256 && line.IndexOf(' ', StringComparison.Ordinal) is int gap and > 0
        && gap < line.Length - 1 && line.IndexOf(' ', gap + 1) < 0;

    /// <summary>A tokenizer whose ids are 0 … 511 for the symbols, 512 … for the results of the merges, then start and end.</summary>
    internal static BpeTokenizer Tokenizer(IReadOnlyList<string> merges)
    {
        Dictionary<string, int> ids = new(StringComparer.Ordinal);
        foreach (string token in Tokens(merges))
        {
            // A repeated result would take an id from the count; the true file has none.
            ids.Add(token, ids.Count);
        }

        Dictionary<string, int> special = new(StringComparer.Ordinal)
        {
            [ClipTokenizer.StartToken] = ids[ClipTokenizer.StartToken],
            [ClipTokenizer.EndToken] = ids[ClipTokenizer.EndToken],
        };
        return BpeTokenizer.Create(new BpeOptions(ids)
        {
            Merges = merges,
            ByteLevel = true,
            EndOfWordSuffix = WordEnd,
            SpecialTokens = special,
            Normalizer = new ClipTextNormalizer(),
            PreTokenizer = new ClipPreTokenizer(),
        });
    }

    /// <summary>All tokens by id.</summary>
    internal static IEnumerable<string> Tokens(IEnumerable<string> merges) =>
        [.. BaseSymbols, .. merges.Select(Result), ClipTokenizer.StartToken, ClipTokenizer.EndToken];

    /// <summary>What a merge makes of its two symbols.</summary>
    internal static string Result(string merge) => merge.Replace(" ", "", StringComparison.Ordinal);

    private static string[] MakeBaseSymbols()
    {
        // GPT-2's table: printable bytes stand for themselves, the others for the code points from 256 on.
        int[] printable = [.. Enumerable.Range('!', '~' - '!' + 1), .. Enumerable.Range('¡', '¬' - '¡' + 1), .. Enumerable.Range('®', 'ÿ' - '®' + 1)];
        int others = 256 - printable.Length;
        string[] bytes = [.. printable.Concat(Enumerable.Range(256, others)).Select(code => ((char)code).ToString())];
        return [.. bytes, .. bytes.Select(symbol => symbol + WordEnd)];
    }
}
