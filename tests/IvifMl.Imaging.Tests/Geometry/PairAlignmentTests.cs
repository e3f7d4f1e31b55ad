using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Geometry;

public sealed class PairAlignmentTests
{
    private static readonly Plane Infrared = TestImages.Plane(6, 8, (y, x) => y + x);

    [Fact]
    public void EqualSizesPassUntouched() => Assert.Same(Infrared, PairAlignment.Default.Align(Infrared, 6, 8));

    [Fact]
    public void DifferentSizesAreAnErrorWithBothSizesAndTheOptions()
    {
        string message = Assert.Throws<ImageSizeMismatchException>(() => PairAlignment.Default.Align(Infrared, 12, 20, "night_7")).Message;
        foreach (string part in (string[])["night_7", "infrared is 8×6", "visible 20×12", "--resize-infrared", "SizePolicy.ResizeInfrared", "VisibleToInfrared"])
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheInfraredIsResizedWhenAsked()
        => ImageComparer.Equal(PlaneResizer.Resize(Infrared, 12, 20), new PairAlignment { SizePolicy = SizePolicy.ResizeInfrared }.Align(Infrared, 12, 20));

    [Fact]
    public void AMapAppliesAlsoWhenSizesAreEqual()
    {
        PairAlignment alignment = new() { VisibleToInfrared = AffineMatrix.Translation(1, 0) };
        Assert.Equal(Infrared[2, 4], alignment.Align(Infrared, 6, 8)[2, 3]);
        Assert.Equal((10, 9), (alignment.Align(Infrared, 10, 9).Height, alignment.Align(Infrared, 10, 9).Width));
    }
}
