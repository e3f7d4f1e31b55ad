using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.DrawingTests;

public sealed class ContactSheetTests
{
    [Fact]
    public void PicturesStandInRowsAndColumnsUnscaledWhenSmall()
    {
        RasterImage red = Flat(20, 30, 250, 0, 0);
        RasterImage green = Flat(20, 30, 0, 250, 0);
        RasterImage sheet = new ContactSheet("a", "b").Add("first", red, green).Add("next", green, red).Draw();
        Assert.Equal("RGB UInt8", sheet.ToString()[^9..]);

        // Margin 8, captions 26: the pictures of the rows begin at 60 and 114, those of the columns at 8 and 46.
        Assert.Equal((8 + 30 + 8 + 30 + 8, 8 + 26 + (2 * (26 + 20 + 8))), (sheet.Width, sheet.Height));
        Assert.Equal((250, 0), At(sheet, 60, 8));
        Assert.Equal((0, 250), At(sheet, 60, 46));
        Assert.Equal((0, 250), At(sheet, 114, 8));
        Assert.Equal((250, 0), At(sheet, 133, 75));
        Assert.Equal((24, 24), At(sheet, 80, 8));
    }

    [Fact]
    public void LargePicturesAreScaledToTheirLongestSide()
    {
        RasterImage sheet = new ContactSheet("only") { PictureSide = 50 }.Add("", Flat(400, 200, 9, 9, 9)).Draw();
        Assert.Equal(8 + 26 + 26 + 50 + 8, sheet.Height);
    }

    [Fact]
    public void RowsMustHaveAPicturePerColumn()
    {
        Assert.Contains("2 columns (a, b)", Assert.Throws<ArgumentException>(() => new ContactSheet("a", "b").Add("row", Flat(2, 2, 0, 0, 0))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ContactSheet());
    }

    [SkippableFact]
    public void ARealPairMakesASheetThatCanBeRead()
    {
        TestPair pair = TestPairs.RoadScene.Flir00006;
        RasterImage visible = pair.ReadVisible();
        Plane infrared = pair.ReadInfraredPlane();
        RasterImage sheet = new ContactSheet("infrared", "ironbow", "inferno", "visible").Add(
            pair.ToString(), pair.ReadInfrared(), Palette.Ironbow.Apply(infrared), Palette.Inferno.Apply(infrared), visible).Draw();
        using TemporaryFolder folder = new();
        ImageCodecs.Default.Write(sheet, folder["sheet.png"]);
        ImageComparer.Equal(sheet, ImageCodecs.Default.Read(folder["sheet.png"]));
    }

    private static RasterImage Flat(int height, int width, byte r, byte g, byte b)
    {
        RasterImage image = new(height, width, 3);
        Drawing.Fill(image, 0, 0, width, height, (r, g, b));
        return image;
    }

    private static (int R, int G) At(RasterImage image, int y, int x) => (image.Bytes[((y * image.Width) + x) * 3], image.Bytes[(((y * image.Width) + x) * 3) + 1]);
}
