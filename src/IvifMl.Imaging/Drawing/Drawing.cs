namespace IvifMl.Imaging;

/// <summary>Drawing on 8-bit RGB images: text, rectangles, other images. What lies outside is cut off.</summary>
public static class Drawing
{
    /// <summary>Height of a line of text at scale 1, in pixels, without space to the next line.</summary>
    public const int TextHeight = BitmapFont.GlyphHeight;

    /// <summary>Width of a text in pixels.</summary>
    /// <param name="text">One line.</param>
    /// <param name="scale">Pixels per font pixel, at least 1.</param>
    public static int TextWidth(string text, int scale = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? 0 : ((text.Length * BitmapFont.Advance) - 1) * scale;
    }

    /// <summary>Draws one line of text; characters outside ASCII 32–126 become question marks.</summary>
    /// <param name="image">An 8-bit RGB image.</param>
    /// <param name="text">The text.</param>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Top edge.</param>
    /// <param name="colour">Colour of the letters.</param>
    /// <param name="scale">Pixels per font pixel, at least 1.</param>
    /// <exception cref="ArgumentException">The image is not 8-bit RGB.</exception>
    public static void Text(RasterImage image, string text, int x, int y, (byte R, byte G, byte B) colour, int scale = 1)
    {
        RequireRgb(image);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        foreach (char character in text)
        {
            for (int row = 0; row < BitmapFont.GlyphHeight; row++)
            {
                for (int column = 0; column < BitmapFont.GlyphWidth; column++)
                {
                    if (BitmapFont.IsSet(character, row, column))
                    {
                        Fill(image, x + (column * scale), y + (row * scale), scale, scale, colour);
                    }
                }
            }

            x += BitmapFont.Advance * scale;
        }
    }

    /// <summary>Fills a rectangle.</summary>
    /// <param name="image">An 8-bit RGB image.</param>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Top edge.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="colour">The colour.</param>
    /// <exception cref="ArgumentException">The image is not 8-bit RGB.</exception>
    public static void Fill(RasterImage image, int x, int y, int width, int height, (byte R, byte G, byte B) colour)
    {
        RequireRgb(image);
        (int left, int right) = (Math.Max(x, 0), Math.Min(x + width, image.Width));
        for (int row = Math.Max(y, 0); row < Math.Min(y + height, image.Height); row++)
        {
            for (int column = left; column < right; column++)
            {
                int at = ((row * image.Width) + column) * 3;
                (image.Bytes[at], image.Bytes[at + 1], image.Bytes[at + 2]) = colour;
            }
        }
    }

    /// <summary>Draws the outline of a rectangle; its lines lie inside.</summary>
    /// <param name="image">An 8-bit RGB image.</param>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Top edge.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="colour">The colour.</param>
    /// <param name="thickness">Pixels, at least 1.</param>
    /// <exception cref="ArgumentException">The image is not 8-bit RGB.</exception>
    public static void Rectangle(RasterImage image, int x, int y, int width, int height, (byte R, byte G, byte B) colour, int thickness = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(thickness, 1);
        Fill(image, x, y, width, Math.Min(thickness, height), colour);
        Fill(image, x, y + Math.Max(0, height - thickness), width, Math.Min(thickness, height), colour);
        Fill(image, x, y, Math.Min(thickness, width), height, colour);
        Fill(image, x + Math.Max(0, width - thickness), y, Math.Min(thickness, width), height, colour);
    }

    /// <summary>Lays one image on another.</summary>
    /// <param name="image">An 8-bit RGB image, drawn on.</param>
    /// <param name="picture">Any image; it is shown as <see cref="RasterConversion.ToRgb8"/> tells.</param>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Top edge.</param>
    /// <exception cref="ArgumentException">The image drawn on is not 8-bit RGB.</exception>
    public static void Paste(RasterImage image, RasterImage picture, int x, int y)
    {
        RequireRgb(image);
        RasterImage shown = RasterConversion.ToRgb8(picture);
        (int left, int right) = (Math.Max(x, 0), Math.Min(x + shown.Width, image.Width));
        for (int row = Math.Max(y, 0); left < right && row < Math.Min(y + shown.Height, image.Height); row++)
        {
            shown.Bytes.Slice((((row - y) * shown.Width) + left - x) * 3, (right - left) * 3).CopyTo(image.Bytes[(((row * image.Width) + left) * 3)..]);
        }
    }

    private static void RequireRgb(RasterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels != 3 || image.SampleType != SampleType.UInt8)
        {
            throw new ArgumentException($"The image drawn on is {image}; it must be 8-bit RGB. Convert it with RasterConversion.ToRgb8.", nameof(image));
        }
    }
}
