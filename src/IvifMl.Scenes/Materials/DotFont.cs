namespace IvifMl.Scenes.Materials;

/// <summary>Capital letters and digits of 5×7 dots, for signs.</summary>
internal static class DotFont
{
    /// <summary>The five dots of one row (0 at the top) as bits, the leftmost highest; no dots for an unknown character.</summary>
    public static int Row(char letter, int row) => (int)((Glyph(letter) >> (5 * (6 - row))) & 31);

    private static ulong Glyph(char letter) => letter switch
    {
        'A' => Of(14, 17, 17, 31, 17, 17, 17),
        'B' => Of(30, 17, 17, 30, 17, 17, 30),
        'C' => Of(14, 17, 16, 16, 16, 17, 14),
        'E' => Of(31, 16, 16, 30, 16, 16, 31),
        'F' => Of(31, 16, 16, 30, 16, 16, 16),
        'H' => Of(17, 17, 17, 31, 17, 17, 17),
        'I' => Of(14, 4, 4, 4, 4, 4, 14),
        'K' => Of(17, 18, 20, 24, 20, 18, 17),
        'L' => Of(16, 16, 16, 16, 16, 16, 31),
        'M' => Of(17, 27, 21, 21, 17, 17, 17),
        'N' => Of(17, 25, 21, 19, 17, 17, 17),
        'O' => Of(14, 17, 17, 17, 17, 17, 14),
        'P' => Of(30, 17, 17, 30, 16, 16, 16),
        'R' => Of(30, 17, 17, 30, 20, 18, 17),
        'S' => Of(15, 16, 16, 14, 1, 1, 30),
        'T' => Of(31, 4, 4, 4, 4, 4, 4),
        'U' => Of(17, 17, 17, 17, 17, 17, 14),
        'X' => Of(17, 17, 10, 4, 10, 17, 17),
        'Y' => Of(17, 17, 10, 4, 4, 4, 4),
        '0' => Of(14, 17, 19, 21, 25, 17, 14),
        '1' => Of(4, 12, 4, 4, 4, 4, 14),
        '2' => Of(14, 17, 1, 6, 8, 16, 31),
        '3' => Of(30, 1, 1, 14, 1, 1, 30),
        _ => 0UL,
    };

    private static ulong Of(params ReadOnlySpan<byte> rows)
    {
        ulong glyph = 0;
        foreach (byte row in rows)
        {
            glyph = (glyph << 5) | row;
        }

        return glyph;
    }
}
