using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace IvifMl;

/// <summary>
/// What CLIP does to a text before it cuts it: HTML entities resolved twice, white space collapsed, lower case by Python's rules.
/// The repair of broken encodings (ftfy) that OpenAI's code runs first is left out.
/// </summary>
internal sealed class ClipTextNormalizer : Normalizer
{
    private const char DottedCapitalI = 'İ';
    private const string DottedSmallI = "i\u0307";
    private const char CapitalSigma = 'Σ';
    private const char FinalSigma = 'ς';

    public override string Normalize(string original) => LowerCase(Collapse(HtmlEntities.Unescape(HtmlEntities.Unescape(original))));

    public override string Normalize(ReadOnlySpan<char> original) => Normalize(original.ToString());

    private static string Collapse(string text)
    {
        // Python's strip also takes the four separator controls, which its regular expressions do not count as white space.
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        while (rest.Length != (rest = rest.Trim("\u001c\u001d\u001e\u001f").Trim()).Length)
        {
        }

        StringBuilder collapsed = new(rest.Length);
        bool gap = false;
        foreach (char character in rest)
        {
            bool white = char.IsWhiteSpace(character);
            if (!white || !gap)
            {
                collapsed.Append(white ? ' ' : character);
            }

            gap = white;
        }

        return collapsed.ToString();
    }

    private static string LowerCase(string text)
    {
        string lower = text.ToLowerInvariant();
        if (!text.AsSpan().ContainsAny(DottedCapitalI, CapitalSigma))
        {
            return lower;
        }

        // The invariant mapping is one to one, so positions agree.
        StringBuilder full = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                DottedCapitalI => full.Append(DottedSmallI),
                CapitalSigma when EndsWord(text, i) => full.Append(FinalSigma),
                _ => full.Append(lower[i]),
            };
        }

        return full.ToString();
    }

    /// <summary>Unicode's Final_Sigma: a cased letter before it and none behind it, signs that ride on letters not counted.</summary>
    private static bool EndsWord(string text, int position) =>
        NextIsCased(text.AsSpan(0, position).ToString().EnumerateRunes().Reverse())
        && !NextIsCased(text[(position + 1)..].EnumerateRunes());

    private static bool NextIsCased(IEnumerable<Rune> runes)
    {
        Rune next = runes.FirstOrDefault(rune => !IsIgnorable(rune));
        return Rune.GetUnicodeCategory(next) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;
    }

    private static bool IsIgnorable(Rune rune) => rune.Value is '\'' or '.' or ':' or '·' or '’' or '‘' or '^' or '`'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
