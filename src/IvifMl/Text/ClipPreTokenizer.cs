using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace IvifMl;

/// <summary>
/// Cuts a normalised text as CLIP's regular expression does, by code points (.NET's would see surrogates): a special token, an English
/// contraction, a run of letters, one number, or a run of anything else; white space is dropped.
/// </summary>
internal sealed class ClipPreTokenizer : PreTokenizer
{
    private static readonly string[] Whole =
        [ClipTokenizer.StartToken, ClipTokenizer.EndToken, "'s", "'ſ", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int position = 0;
        while (position < text.Length)
        {
            (Kind kind, int length) = WholeAt(text, position) is int whole and > 0 ? (Kind.Other, whole) : Run(text, position);
            if (kind != Kind.Space)
            {
                yield return (position, length);
            }

            position += length;
        }
    }

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => PreTokenize(text.ToString());

    private static int WholeAt(string text, int position)
    {
        string? found = Array.Find(Whole, whole => string.CompareOrdinal(text, position, whole, 0, whole.Length) == 0);
        return found?.Length ?? 0;
    }

    private static (Kind Kind, int Length) Run(string text, int start)
    {
        Kind kind = KindAt(text, start, out int length);
        int end = start + length;
        if (kind != Kind.Number)
        {
            while (end < text.Length && KindAt(text, end, out length) == kind)
            {
                end += length;
            }
        }

        return (kind, end - start);
    }

    private static Kind KindAt(string text, int position, out int length)
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(position), out Rune rune, out length) != OperationStatus.Done)
        {
            return Kind.Other;
        }

        return Rune.IsWhiteSpace(rune) ? Kind.Space
            : Rune.IsLetter(rune) ? Kind.Letter
            : Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber ? Kind.Number
            : Kind.Other;
    }
}
