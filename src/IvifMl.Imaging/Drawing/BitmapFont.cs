namespace IvifMl.Imaging;

/// <summary>A font for captions, letters of 5×7 pixels and two rows for what goes below the line: printable ASCII; every other character is drawn as a question mark.</summary>
internal static partial class BitmapFont
{
    public const int GlyphHeight = 9;
    public const int GlyphWidth = 5;

    /// <summary>From one character to the next: the glyph and a blank column.</summary>
    public const int Advance = GlyphWidth + 1;

    private const int First = 32;
    private const int Last = 126;
    private const int GlyphsPerStrip = 16;

    private static readonly byte[] Rows = Parse();

    /// <summary>Whether the pixel of a character's glyph is set.</summary>
    public static bool IsSet(char character, int row, int column)
    {
        int index = (character is >= (char)First and <= (char)Last ? character : '?') - First;
        return ((Rows[(index * GlyphHeight) + row] >> column) & 1) != 0;
    }

    private static byte[] Parse()
    {
        string[] lines = [.. Strips.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        byte[] rows = new byte[(Last - First + 1) * GlyphHeight];
        for (int i = 0; i < rows.Length; i++)
        {
            (int glyph, int row) = (i / GlyphHeight, i % GlyphHeight);
            string line = lines[(glyph / GlyphsPerStrip * GlyphHeight) + row];
            int from = glyph % GlyphsPerStrip * Advance;
            for (int column = 0; column < GlyphWidth; column++)
            {
                rows[i] |= (byte)(line[from + column] == '#' ? 1 << column : 0);
            }
        }

        return rows;
    }
}
