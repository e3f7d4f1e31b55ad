using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Geometry;

public sealed class PlaneResizerTests
{
    public static TheoryData<ResizeKernel> Kernels => [.. Enum.GetValues<ResizeKernel>()];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void AConstantStaysThatConstant(ResizeKernel kernel)
    {
        Plane plane = TestImages.Plane(13, 17, (_, _) => 0.3f);
        foreach ((int h, int w) in ((int, int)[])[(1, 1), (13, 40), (5, 6), (26, 34), (100, 3)])
        {
            ImageComparer.Equal(TestImages.Plane(h, w, (_, _) => 0.3f), PlaneResizer.Resize(plane, h, w, kernel), 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TheSameSizeIsACopy(ResizeKernel kernel)
    {
        Plane plane = TestImages.Plane(4, 5, (y, x) => (y * 5) + x);
        Plane copy = PlaneResizer.Resize(plane, 4, 5, kernel);
        ImageComparer.Equal(plane, copy);
        Assert.NotSame(plane.Array, copy.Array);
    }

    [Theory]
    [InlineData(ResizeKernel.Bilinear, 40, 60)]
    [InlineData(ResizeKernel.Bicubic, 40, 60)]
    [InlineData(ResizeKernel.Bilinear, 10, 15)]
    [InlineData(ResizeKernel.Bicubic, 10, 15)]
    [InlineData(ResizeKernel.Area, 10, 15)]
    public void ARampStaysThatRampAtHalfPixelCentres(ResizeKernel kernel, int height, int width)
    {
        // The value of a pixel is its centre's place in the scene; away from the border every kernel must give the new centre's place.
        Plane ramp = TestImages.Plane(20, 30, (y, x) => ((y + 0.5f) / 20) + (2 * (x + 0.5f) / 30));
        Plane resized = PlaneResizer.Resize(ramp, height, width, kernel);
        (int marginY, int marginX) = (1 + (height / 8), 1 + (width / 8));
        for (int y = marginY; y < height - marginY; y++)
        {
            for (int x = marginX; x < width - marginX; x++)
            {
                Assert.Equal(((y + 0.5) / height) + (2 * (x + 0.5) / width), resized[y, x], 1e-5);
            }
        }
    }

    [Fact]
    public void AreaIsTheMeanOfTheCoveredPixels()
    {
        Plane plane = new(2, 4, [1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.Equal([(1 + 2 + 5 + 6) / 4f, (3 + 4 + 7 + 8) / 4f], PlaneResizer.Resize(plane, 1, 2, ResizeKernel.Area).Array);

        // Three pixels onto two: each covers one and a half.
        Assert.Equal([(1 + 1) / 1.5f, (1 + 3) / 1.5f], PlaneResizer.Resize(new Plane(1, 3, [1, 2, 3]), 1, 2, ResizeKernel.Area).Array, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void BilinearAndBicubicAreWhatTheHandGives()
    {
        // Doubled, target 1 lies at source 0.25: ¾ and ¼; the border's value goes on.
        Assert.Equal([0, 1, 3, 4], PlaneResizer.Resize(new Plane(1, 2, [0, 4]), 1, 4).Array);

        // A step doubled in width: just before it, the weights at distances ¾ and 1¾ fall on the ones; behind it all but those two.
        float[] edge = PlaneResizer.Resize(new Plane(1, 8, [0, 0, 0, 0, 1, 1, 1, 1]), 1, 16, ResizeKernel.Bicubic).Array;
        double near = (1.5 * Math.Pow(0.75, 3)) - (2.5 * Math.Pow(0.75, 2)) + 1;
        double far = (-0.5 * Math.Pow(1.75, 3)) + (2.5 * Math.Pow(1.75, 2)) - (4 * 1.75) + 2;
        Assert.Equal(near + far, edge[7], 1e-6);
        Assert.Equal(1 - near - far, edge[8], 1e-6);
        Assert.True(edge.Max() > 1 && edge.Min() < 0, "cubic convolution overshoots");
    }

    [Fact]
    public void ScalingDownDoesNotAlias()
    {
        Plane stripes = TestImages.Plane(64, 64, (_, x) => x % 2);
        foreach (ResizeKernel kernel in Enum.GetValues<ResizeKernel>())
        {
            Assert.All(PlaneResizer.Resize(stripes, 16, 16, kernel).Array, value => Assert.InRange(value, 0.4f, 0.6f));
        }
    }

    [Fact]
    public void BadSizesAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PlaneResizer.Resize(new Plane(2, 2), 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => PlaneResizer.Resize(new Plane(2, 2), 3, 2, (ResizeKernel)9));
    }

    [Theory]
    [InlineData(SampleType.UInt8)]
    [InlineData(SampleType.UInt16)]
    [InlineData(SampleType.Float32)]
    public void ImagesAreResizedAChannelAtATime(SampleType type)
    {
        RasterImage image = TestImages.Noise(12, 10, 4, type);
        RasterImage half = RasterResizer.Resize(image, 6, 5, ResizeKernel.Area);
        double Sample(RasterImage of, int i) => type switch { SampleType.UInt8 => of.Bytes[i], SampleType.UInt16 => of.UInt16Samples[i], _ => of.SingleSamples[i] };
        double mean = ((int[])[2, 6, 42, 46]).Sum(i => Sample(image, i)) / 4;
        Assert.Equal(mean, Sample(half, 2), type == SampleType.Float32 ? 1e-3 : 0.501);
    }
}
