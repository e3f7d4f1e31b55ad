using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Colour;

public sealed class Bt601Tests
{
    [Theory]
    [InlineData(255, 0, 0, 0.299)]
    [InlineData(0, 255, 0, 0.587)]
    [InlineData(0, 0, 255, 0.114)]
    [InlineData(255, 255, 255, 1)]
    [InlineData(51, 102, 204, ((0.299 * 51) + (0.587 * 102) + (0.114 * 204)) / 255)]
    public void LuminanceIsTheWeightedSum(byte r, byte g, byte b, double expected)
        => Assert.Equal(expected, Bt601.Luminance(RasterImage.FromBytes(1, 1, 3, [r, g, b]))[0, 0], 1e-6);

    [Fact]
    public void EveryDepthIsScaledByItsWhite()
    {
        Assert.Equal(1f, Bt601.Luminance(RasterImage.FromBytes(1, 1, 1, [255]))[0, 0]);
        Assert.Equal(0.5, Bt601.Luminance(RasterImage.FromUInt16(1, 1, 1, [32768]))[0, 0], 1e-4);
        Assert.Equal(1f, Bt601.Luminance(RasterImage.FromUInt16(1, 1, 3, [65535, 65535, 65535]))[0, 0]);
        Assert.Equal(0.25f, Bt601.Luminance(RasterImage.FromSingle(1, 1, 1, [0.25f]))[0, 0]);
    }

    [Fact]
    public void AlphaIsNotLookedAt()
    {
        RasterImage rgb = TestImages.Noise(9, 11, 3, SampleType.UInt8);
        ImageComparer.Equal(Bt601.Luminance(rgb), Bt601.Luminance(WithAlpha(rgb)));
        Plane fused = TestImages.Plane(9, 11, (y, x) => (x + y) / 20f);
        ImageComparer.Equal(Bt601.WithLuminance(rgb, fused), Bt601.WithLuminance(WithAlpha(rgb), fused));
    }

    [Fact]
    public void GrayStoredAsRgbHasTheValuesOfGray()
    {
        RasterImage gray = RasterImage.FromBytes(1, 256, 1, [.. Enumerable.Range(0, 256).Select(i => (byte)i)]);
        RasterImage rgb = RasterConversion.ToRgb8(gray);
        ImageComparer.Equal(Bt601.Luminance(gray), Bt601.Luminance(rgb));

        // Beside a coloured pixel, too.
        rgb.Bytes[0] = 9;
        Assert.Equal(Bt601.Luminance(gray).Array[1..], Bt601.Luminance(rgb).Array[1..]);
    }

    [Fact]
    public void ChromaFollowsItsFormulas()
    {
        (Plane y, Plane cb, Plane cr) = Bt601.ToYCbCr(RasterImage.FromBytes(1, 2, 3, [255, 0, 0, 0, 0, 255]));
        Assert.Equal(((1 - 0.299) * 0.713) + 0.5, cr[0, 0], 1e-6);
        Assert.Equal(((0 - 0.299) * 0.564) + 0.5, cb[0, 0], 1e-6);
        Assert.Equal(0.114, y[0, 1], 1e-6);
        Assert.Equal(((1 - 0.114) * 0.564) + 0.5, cb[0, 1], 1e-6);
    }

    [Fact]
    public void GrayHasNoChroma()
    {
        (_, Plane cb, Plane cr) = Bt601.ToYCbCr(TestImages.Noise(3, 4, 1, SampleType.UInt8));
        Assert.All(cb.Array.Concat(cr.Array), value => Assert.Equal(0.5f, value));
    }

    [Theory]
    [InlineData(SampleType.UInt8)]
    [InlineData(SampleType.UInt16)]
    public void ThereAndBackIsTheSameForAllCornersAndManyColours(SampleType type)
    {
        foreach (RasterImage image in (RasterImage[])[Corners(type), TestImages.Noise(40, 60, 3, type)])
        {
            (Plane y, Plane cb, Plane cr) = Bt601.ToYCbCr(image);
            ImageComparer.Equal(image, Bt601.FromYCbCr(y, cb, cr, type), 1.0 / 65535);
            ImageComparer.Equal(image, Bt601.WithLuminance(image, y, type), 1.0 / 65535);
        }
    }

    [Fact]
    public void ToGrayRoundsToTheNearestAndClamps()
    {
        Plane plane = new(1, 5, [-1, 0.5f / 255, 0.49f / 255, 0.7f, 3]);
        Assert.Equal([0, 1, 0, 179, 255], Bt601.ToGray(plane).Bytes.ToArray());
        Assert.Equal([0, 129, 126, 45875, 65535], Bt601.ToGray(plane, SampleType.UInt16).UInt16Samples.ToArray());
        Assert.Equal([0, 0.5f / 255, 0.49f / 255, 0.7f, 1], Bt601.ToGray(plane, SampleType.Float32).SingleSamples.ToArray());
    }

    [Fact]
    public void EveryByteSurvivesLuminanceAndBack()
    {
        RasterImage gray = RasterImage.FromBytes(2, 128, 1, [.. Enumerable.Range(0, 256).Select(i => (byte)i)]);
        ImageComparer.Equal(gray, Bt601.ToGray(Bt601.Luminance(gray)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ValuesThatAreNotFiniteAreNamedWithTheirPlace(float bad)
    {
        Plane plane = new(3, 70);
        plane[2, 68] = bad;
        RasterImage visible = new(3, 70, 3);
        foreach (Action act in (Action[])[() => Bt601.ToGray(plane), () => Bt601.WithLuminance(visible, plane), () => Bt601.FromYCbCr(plane, new Plane(3, 70), new Plane(3, 70))])
        {
            Assert.Contains("row 2, column 68", Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
        }

        RasterImage real = RasterImage.FromSingle(3, 70, 1, [.. plane.Array]);
        Assert.Contains("row 2, column 68", Assert.Throws<ArgumentException>(() => Bt601.Luminance(real)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FloatCountsAreNotTakenForLuminance()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Bt601.Luminance(RasterImage.FromSingle(1, 2, 1, [0, 255])));
        Assert.Contains("255 at row 0, column 1", error.Message, StringComparison.Ordinal);
        Assert.Equal([0, 1], Bt601.Luminance(RasterImage.FromSingle(1, 2, 1, [-0.1f, 1.1f])).Array);
    }

    [Fact]
    public void SizesMustAgree()
    {
        Assert.Contains("3×2", Assert.Throws<ArgumentException>(() => Bt601.WithLuminance(new RasterImage(2, 3, 3), new Plane(3, 2))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Bt601.FromYCbCr(new Plane(2, 3), new Plane(3, 2), new Plane(2, 3)));
    }

    private static RasterImage Corners(SampleType type)
    {
        RasterImage image = new(2, 4, 3, type);
        for (int i = 0; i < image.Length; i++)
        {
            bool on = ((i / 3) & (1 << (i % 3))) != 0;
            if (type == SampleType.UInt8)
            {
                image.Bytes[i] = on ? byte.MaxValue : (byte)0;
            }
            else
            {
                image.UInt16Samples[i] = on ? ushort.MaxValue : (ushort)0;
            }
        }

        return image;
    }

    private static RasterImage WithAlpha(RasterImage rgb)
    {
        RasterImage rgba = new(rgb.Height, rgb.Width, 4);
        for (int i = 0; i < rgb.Height * rgb.Width; i++)
        {
            rgb.Bytes.Slice(i * 3, 3).CopyTo(rgba.Bytes[(i * 4)..]);
            rgba.Bytes[(i * 4) + 3] = (byte)i;
        }

        return rgba;
    }
}
