namespace IvifMl.Imaging.Tests;

public sealed class RasterImageTests
{
    [Fact]
    public void SamplesAreThoseOfTheArrayGiven()
    {
        ushort[] samples = [1, 2, 3, 4, 5, 6];
        RasterImage image = RasterImage.FromUInt16(1, 2, 3, samples);
        image.UInt16Samples[5] = 60;
        Assert.Equal(60, samples[5]);
        Assert.Equal("2×1 RGB UInt16", image.ToString());
        Assert.Equal((1, 2, 3, 6), (image.Height, image.Width, image.Channels, image.Length));
    }

    [Fact]
    public void OtherSamplesThanTheTypesAreRefused()
    {
        string message = Assert.Throws<InvalidOperationException>(() => new RasterImage(1, 1, 1, SampleType.UInt16).Bytes.Length).Message;
        Assert.Contains("UInt16, not UInt8", message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new RasterImage(1, 1, 1).UInt16Samples.Length);
        Assert.Throws<InvalidOperationException>(() => new RasterImage(1, 1, 1).SingleSamples.Length);
    }

    [Fact]
    public void BadSizesAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RasterImage(0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RasterImage(1, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RasterImage(50_000, 50_000, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RasterImage(1, 1, 1, (SampleType)5));
        Assert.Contains("needs 6 samples, not 5", Assert.Throws<ArgumentException>(() => RasterImage.FromBytes(1, 2, 3, new byte[5])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PlanesCheckTheirSizes()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Plane(0, 1));
        Assert.Throws<ArgumentException>(() => new Plane(2, 2, new float[3]));
        Plane plane = new(2, 3, [0, 1, 2, 3, 4, 5]);
        Assert.Equal(5, plane[1, 2]);
        Assert.Equal([3, 4, 5], plane.Row(1).ToArray());
        Plane copy = plane.Clone();
        copy[0, 0] = 9;
        Assert.Equal(0, plane[0, 0]);
        Assert.True(plane.HasSizeOf(copy) && !plane.HasSizeOf(new Plane(3, 2)) && new RasterImage(2, 3, 1).HasSizeOf(plane));
    }
}
