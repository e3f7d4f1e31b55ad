using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Geometry;

public sealed class PlaneWarpTests
{
    private static readonly Plane Noise = TestImages.Plane(12, 15, (y, x) => ((y * 31) + (x * 17)) % 23);

    [Fact]
    public void IdentityIsACopy() => ImageComparer.Equal(Noise, PlaneWarp.Affine(Noise, AffineMatrix.Identity, 12, 15, WarpBorder.Fill, -1));

    [Fact]
    public void TheMatrixLeadsFromOutputToSource()
    {
        // Output (x, y) reads the source at (x + 3, y − 2): the picture moves left and down.
        Plane moved = PlaneWarp.Affine(Noise, AffineMatrix.Translation(3, -2), 12, 15, WarpBorder.Fill, 99);
        Assert.Equal(Noise[4 - 2, 5 + 3], moved[4, 5]);
        Assert.Equal(99, moved[1, 5]);
        Assert.Equal(99, moved[5, 12]);
        Plane edge = PlaneWarp.Affine(Noise, AffineMatrix.Translation(3, -2), 12, 15);
        Assert.Equal(Noise[0, 8], edge[1, 5]);
        Assert.Equal(Noise[3, 14], edge[5, 13]);
    }

    [Fact]
    public void BetweenPixelsItIsLinear()
    {
        Plane ramp = TestImages.Plane(9, 9, (y, x) => (10 * y) + x);
        Plane turned = PlaneWarp.Affine(ramp, new AffineMatrix(0.8, -0.6, 4, 0.6, 0.8, 0.3), 4, 5);
        for (int y = 0; y < 4; y++)
        {
            for (int x = 0; x < 5; x++)
            {
                (double sx, double sy) = ((0.8 * x) - (0.6 * y) + 4, (0.6 * x) + (0.8 * y) + 0.3);
                Assert.Equal((10 * sy) + sx, turned[y, x], 1e-4);
            }
        }
    }

    [Fact]
    public void ThereAndBackIsTheSameAwayFromTheBorder()
    {
        Plane smooth = TestImages.Plane(40, 50, (y, x) => MathF.Sin(y / 9f) + MathF.Cos(x / 8f));
        AffineMatrix map = new(1.1, 0.05, -2, -0.04, 0.95, 1.5);
        Plane back = PlaneWarp.Affine(PlaneWarp.Affine(smooth, map, 40, 50), map.Invert(), 40, 50);
        for (int y = 10; y < 30; y++)
        {
            for (int x = 10; x < 35; x++)
            {
                Assert.Equal(smooth[y, x], back[y, x], 0.01);
            }
        }
    }

    [Fact]
    public void ScalingByAMatrixIsResizing()
    {
        AffineMatrix map = AffineMatrix.BetweenSizes(24, 45, 12, 15);
        ImageComparer.Equal(PlaneResizer.Resize(Noise, 24, 45), PlaneWarp.Affine(Noise, map, 24, 45), 1e-4);
    }

    [Fact]
    public void MatricesComposeAndInvert()
    {
        AffineMatrix a = new(1.2, 0.3, 5, -0.1, 0.9, -7);
        AffineMatrix b = new(0.5, -0.2, 1, 0.4, 1.5, 2);
        (double ax, double ay) = a.Apply(3, 4);
        Assert.Equal(b.Apply(ax, ay).X, a.Then(b).Apply(3, 4).X, 1e-12);
        Assert.Equal(b.Apply(ax, ay).Y, a.Then(b).Apply(3, 4).Y, 1e-12);
        Assert.Equal((3, 4), (Math.Round(a.Invert().Apply(ax, ay).X, 9), Math.Round(a.Invert().Apply(ax, ay).Y, 9)));
        Assert.Throws<InvalidOperationException>(() => new AffineMatrix(1, 2, 0, 2, 4, 0).Invert());
    }

    [Fact]
    public void MatricesAreParsed()
    {
        Assert.Equal(new AffineMatrix(1, 0, 12.5, 0, 1, -3), AffineMatrix.Parse("1 0 12.5 0 1 -3"));
        Assert.Equal(new AffineMatrix(1, 0, 12.5, 0, 1, -3), AffineMatrix.Parse("1,0,12.5, 0,1,-3e0"));
        foreach (string bad in (string[])["", "1 0 0 0 1", "1 0 0 0 1 0 0", "1 0 0 0 1 x", "1 0 NaN 0 1 0"])
        {
            Assert.Contains("six numbers", Assert.Throws<FormatException>(() => AffineMatrix.Parse(bad)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AMatrixThatIsNotFiniteIsRefused()
        => Assert.Throws<ArgumentException>(() => PlaneWarp.Affine(Noise, AffineMatrix.Translation(double.NaN, 0), 2, 2));
}
