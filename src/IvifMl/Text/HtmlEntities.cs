using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace IvifMl;

/// <summary>
/// HTML entities as Python's <c>html.unescape</c> resolves them: the semicolon may lack where HTML 5 allows it, and numbers of Windows-1252
/// mean its characters. Names are those of HTML 4.
/// </summary>
internal static class HtmlEntities
{
    private const int LongestName = 32;
    private const string Replacement = "\uFFFD";

    /// <summary>Characters of the numbers 128 … 159.</summary>
    private const string Windows1252 =
        "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    private static readonly SearchValues<char> NameEnds = SearchValues.Create("\t\n\f <&#;");

    internal static string Unescape(string text)
    {
        int position = text.IndexOf('&', StringComparison.Ordinal);
        if (position < 0)
        {
            return text;
        }

        StringBuilder result = new(text.Length);
        int copied = 0;
        while (position >= 0)
        {
            result.Append(text, copied, position - copied);
            (string resolved, int length) = At(text.AsSpan(position + 1));
            result.Append(length > 0 ? resolved : "&");
            copied = position + 1 + length;
            position = text.IndexOf('&', copied);
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    private static (string Resolved, int Length) At(ReadOnlySpan<char> text) => text.StartsWith("#") ? NumberAt(text) : NameAt(text);

    private static (string Resolved, int Length) NumberAt(ReadOnlySpan<char> text)
    {
        bool hexadecimal = text.Length > 1 && text[1] is 'x' or 'X';
        int start = hexadecimal ? 2 : 1;
        int end = start;
        while (end < text.Length && (hexadecimal ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end])))
        {
            end++;
        }

        if (end == start)
        {
            return ("", 0);
        }

        ReadOnlySpan<char> digits = text[start..end].TrimStart('0');
        int length = end + (end < text.Length && text[end] == ';' ? 1 : 0);
        NumberStyles style = hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        uint code = digits.IsEmpty ? 0 : uint.TryParse(digits, style, CultureInfo.InvariantCulture, out uint parsed) ? parsed : uint.MaxValue;
        return (OfCode(code), length);
    }

    private static string OfCode(uint code) => code switch
    {
        0 or (>= 0xD800 and <= 0xDFFF) or > 0x10FFFF => Replacement,
        >= 0x80 and <= 0x9F => Windows1252[(int)code - 0x80].ToString(),
        (>= 1 and <= 8) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or (>= 0xFDD0 and <= 0xFDEF) => "",
        _ when (code & 0xFFFE) == 0xFFFE => "",
        _ => new Rune(code).ToString(),
    };

    private static (string Resolved, int Length) NameAt(ReadOnlySpan<char> text)
    {
        int end = text[..Math.Min(text.Length, LongestName)].IndexOfAny(NameEnds);
        int length = end < 0 ? Math.Min(text.Length, LongestName) : end;
        if (length < text.Length && text[length] == ';' && OfName(text[..length]) is string whole)
        {
            return (whole, length + 1);
        }

        // Without a semicolon the longest beginning counts that HTML 5 allows without one: Latin-1 and the marks of HTML itself.
        for (; length > 1; length--)
        {
            if (text[..length] is not "apos" && OfName(text[..length]) is [<= 'ÿ'] found)
            {
                return (found, length);
            }
        }

        return ("", 0);
    }

    private static string? OfName(ReadOnlySpan<char> name)
    {
        string known = name is "AMP" or "LT" or "GT" or "QUOT" or "COPY" or "REG" ? name.ToString().ToLowerInvariant() : name.ToString();
        string entity = $"&{known};";
        string resolved = known == "apos" ? "'" : WebUtility.HtmlDecode(entity);
        return resolved == entity ? null : resolved;
    }
}
