using Microsoft.ML.Tokenizers;

namespace IvifMl;

/// <summary>
/// A part of CLIP's vocabulary for a small text tower: the tokens that some texts need, numbered anew, with the merges that make them.
/// Texts of those tokens are cut exactly as the full tokenizer cuts them; all else becomes one unknown id. Fits into a model's metadata.
/// Safe for use from several threads.
/// </summary>
public sealed partial class ClipVocabulary
{
    /// <summary>The id of whatever is not in the vocabulary (a run of it is one token), and of the padding behind the end.</summary>
    public const int UnknownId = 0;

    /// <summary>The notice that the licence of OpenAI's merges table asks for; it is part of <see cref="ToJson"/>.</summary>
    public const string Notice =
        "Token and merge table derived from bpe_simple_vocab_16e6.txt of OpenAI's CLIP. MIT License, Copyright (c) 2021 OpenAI. "
        + "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files "
        + "(the \"Software\"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, "
        + "merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is "
        + "furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall be included "
        + "in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS "
        + "OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. "
        + "IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF "
        + "CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.";

    private readonly int[] _originalIds;
    private readonly string[] _tokens;
    private readonly string[] _merges;
    private readonly BpeTokenizer _tokenizer;
    private readonly int[] _newIds;

    /// <param name="originalIds">Ids of the full vocabulary, ascending.</param>
    /// <param name="tokens">Their texts.</param>
    /// <param name="merges">The merges that make them, by rank.</param>
    private ClipVocabulary(int[] originalIds, string[] tokens, string[] merges)
    {
        _originalIds = originalIds;
        _tokens = tokens;
        _merges = merges;
        _tokenizer = ClipMerges.Tokenizer(merges);
        Dictionary<string, int> byToken = tokens.Select((token, index) => (token, index)).ToDictionary(pair => pair.token, pair => pair.index + 1, StringComparer.Ordinal);
        byToken[ClipTokenizer.StartToken] = StartId;
        byToken[ClipTokenizer.EndToken] = EndId;
        _newIds = [.. ClipMerges.Tokens(merges).Select(token => byToken.GetValueOrDefault(token, UnknownId))];
    }

    /// <summary>Number of ids, unknown, start and end included.</summary>
    public int Size => _tokens.Length + 3;

    /// <summary>Id in front of every text.</summary>
    public int StartId => Size - 2;

    /// <summary>Id behind every text; the highest one, where the text tower takes the embedding.</summary>
    public int EndId => Size - 1;

    /// <summary>For each id its id in the full vocabulary; −1 for <see cref="UnknownId"/>.</summary>
    public IReadOnlyList<int> OriginalIds => [-1, .. _originalIds, ClipTokenizer.StartId, ClipTokenizer.EndId];

    /// <summary>The vocabulary of all tokens in some texts.</summary>
    /// <param name="full">The full tokenizer.</param>
    /// <param name="texts">Texts that must be encoded without loss.</param>
    public static ClipVocabulary FromTexts(ClipTokenizer full, IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(full);
        ArgumentNullException.ThrowIfNull(texts);
        int[] ids = [.. texts.SelectMany(full.Encode).Where(id => id < ClipTokenizer.StartId).Distinct().Order()];
        int symbols = ClipMerges.BaseSymbols.Count;
        string[] tokens = [.. ids.Select(id => id < symbols ? ClipMerges.BaseSymbols[id] : ClipMerges.Result(full.Merges[id - symbols]))];
        return new ClipVocabulary(ids, tokens, MergesFor(full, tokens));
    }

    /// <summary>The ids of a text as the small text tower takes them: start, text, end, zeros; cut where it is too long.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="contextLength">Length of the result, at least 2.</param>
    public long[] Encode(string text, int contextLength = ClipTokenizer.DefaultContextLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<int> ids = [];
        foreach (int id in _tokenizer.EncodeToIds(text).Select(raw => _newIds[raw]))
        {
            if (id != UnknownId || ids.Count == 0 || ids[^1] != UnknownId)
            {
                ids.Add(id);
            }
        }

        return ClipTokenizer.Pad(ids, contextLength, StartId, EndId);
    }

    // Each token is the result of exactly one merge, so the merges of the tokens and of their parts are all that a cut ever uses.
    private static string[] MergesFor(ClipTokenizer full, IEnumerable<string> tokens)
    {
        Dictionary<string, int> makers = new(StringComparer.Ordinal);
        for (int rank = 0; rank < full.Merges.Count; rank++)
        {
            makers.Add(ClipMerges.Result(full.Merges[rank]), rank);
        }

        SortedSet<int> needed = [];
        Stack<string> open = new(tokens);
        while (open.TryPop(out string? token))
        {
            if (makers.TryGetValue(token, out int rank) && needed.Add(rank))
            {
                foreach (string part in full.Merges[rank].Split(' '))
                {
                    open.Push(part);
                }
            }
        }

        return [.. needed.Select(rank => full.Merges[rank])];
    }
}
