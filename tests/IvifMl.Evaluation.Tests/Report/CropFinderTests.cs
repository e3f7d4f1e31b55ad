using IvifMl.Imaging;

namespace IvifMl.Evaluation.Tests.Report;

public sealed class CropFinderTests
{
    [Fact]
    public void TheWindowLiesWhereOnePictureHasAThingThatTheOthersLack()
    {
        CropWindow window = CropFinder.Find([Picture(0.4f), Picture(0.4f), WithSquare(Picture(0.4f), top: 26, left: 60)]);
        Assert.InRange(window.Y * 40, 20, 27);
        Assert.InRange(window.X * 80, 46, 61);
        Assert.Equal((0.25, 0.25), (window.Width, window.Height));
    }

    [Fact]
    public void APicturesBrightnessIsNoDifference()
    {
        CropWindow window = CropFinder.Find([Picture(0.1f), Picture(0.9f), WithSquare(Picture(0.5f), top: 4, left: 8)]);
        Assert.InRange(window.Y * 40, 0, 5);
        Assert.InRange(window.X * 80, 0, 9);
    }

    [Fact]
    public void EqualPicturesGiveTheFirstWindow() => Assert.Equal(new CropWindow(0, 0, 0.25, 0.25), CropFinder.Find([Picture(0.3f), Picture(0.3f)]));

    private static Plane Picture(float level)
    {
        Plane plane = new(40, 80);
        plane.Values.Fill(level);
        return plane;
    }

    private static Plane WithSquare(Plane plane, int top, int left)
    {
        for (int y = top; y < top + 4; y++)
        {
            plane.Values.Slice((y * plane.Width) + left, 4).Fill(1);
        }

        return plane;
    }
}
