namespace IvifMl.Imaging.Tests.DrawingTests;

public sealed class DrawingTests
{
    private static readonly (byte, byte, byte) White = (255, 255, 255);

    [Fact]
    public void TextIsDrawnAsTheFontSays()
    {
        RasterImage image = new(9, 11, 3);
        Drawing.Text(image, "Hg", 0, 0, White);
        Assert.Equal(
            """
            #...#......
            #...#......
            #...#..####
            #####.#...#
            #...#.#...#
            #...#.#...#
            #...#..####
            ..........#
            .......###.
            """.ReplaceLineEndings("\n"),
            Shape(image));
        Assert.Equal((11, 22, 0), (Drawing.TextWidth("Hg"), Drawing.TextWidth("Hg", 2), Drawing.TextWidth("")));
    }

    [Fact]
    public void EveryPrintableCharacterDiffersFromEveryOther()
    {
        string[] shapes = [.. Enumerable.Range(32, 95).Select(c => Glyph((char)c))];
        Assert.Equal(95, shapes.Distinct().Count());
        Assert.Equal(Glyph('?'), Glyph('é'));
        Assert.DoesNotContain('#', Glyph(' '));
    }

    [Fact]
    public void WhatLiesOutsideIsCutOff()
    {
        RasterImage image = new(5, 5, 3);
        Drawing.Text(image, "WWWW", -3, -2, White, 2);
        Drawing.Fill(image, -10, -10, 100, 12, White);
        Drawing.Paste(image, TestImages.Smooth(3, 3), 4, 4);
        Drawing.Paste(image, TestImages.Smooth(3, 3), -9, 2);
        Assert.Equal(255, image.Bytes[0]);
        Assert.Equal(TestImages.Smooth(3, 3).Bytes[..3].ToArray(), image.Bytes[^3..].ToArray());
    }

    [Fact]
    public void ARectangleIsAFrameInside()
    {
        RasterImage image = new(6, 7, 3);
        Drawing.Rectangle(image, 1, 1, 5, 4, White);
        Assert.Equal(
            """
            .......
            .#####.
            .#...#.
            .#...#.
            .#####.
            .......
            """.ReplaceLineEndings("\n"),
            Shape(image));
        Drawing.Rectangle(image, 1, 1, 5, 4, White, 2);
        Assert.Equal(".#####.", Shape(image).Split('\n')[2]);
    }

    [Fact]
    public void GrayAndDeepPicturesArePasted()
    {
        RasterImage image = new(1, 3, 3);
        Drawing.Paste(image, RasterImage.FromBytes(1, 1, 1, [7]), 0, 0);
        Drawing.Paste(image, RasterImage.FromUInt16(1, 1, 3, [65535, 257, 128]), 1, 0);
        Drawing.Paste(image, RasterImage.FromSingle(1, 1, 4, [0.5f, float.NaN, 2, 0]), 2, 0);
        Assert.Equal([7, 7, 7, 255, 1, 0, 128, 0, 255], image.Bytes.ToArray());
    }

    [Fact]
    public void OnlyEightBitRgbIsDrawnOn()
    {
        Assert.Contains("8-bit RGB", Assert.Throws<ArgumentException>(() => Drawing.Fill(new RasterImage(2, 2, 1), 0, 0, 1, 1, White)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Drawing.Text(new RasterImage(2, 2, 3, SampleType.UInt16), "a", 0, 0, White));
    }

    private static string Glyph(char character)
    {
        RasterImage image = new(9, 5, 3);
        Drawing.Text(image, character.ToString(), 0, 0, White);
        return Shape(image);
    }

    private static string Shape(RasterImage image)
        => string.Join('\n', Enumerable.Range(0, image.Height).Select(y => string.Concat(Enumerable.Range(0, image.Width).Select(x => image.Bytes[((y * image.Width) + x) * 3] > 0 ? '#' : '.'))));
}
