using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Colour;

public sealed class WithLuminanceTests
{
    [Fact]
    public void ChromaStaysWhereItFits()
    {
        // R − Y = 100 − 61.4 and so on are added to the new luminance 0.5.
        RasterImage result = Bt601.WithLuminance(RasterImage.FromBytes(1, 1, 3, [100, 50, 20]), new Plane(1, 1, [0.5f]));
        double y = (0.299 * 100) + (0.587 * 50) + (0.114 * 20);
        Assert.Equal([Level(127.5 + 100 - y), Level(127.5 + 50 - y), Level(127.5 + 20 - y)], result.Bytes.ToArray());
    }

    [Fact]
    public void AGainMultipliesTheChroma()
    {
        RasterImage visible = RasterImage.FromBytes(1, 3, 3, [100, 50, 20, 100, 50, 20, 100, 50, 20]);
        RasterImage result = Bt601.WithLuminance(visible, new Plane(1, 3, [0.5f, 0.5f, 0.5f]), new Plane(1, 3, [0.5f, 0, 1.5f]));
        double y = (0.299 * 100) + (0.587 * 50) + (0.114 * 20);
        double[] gains = [0.5, 0, 1.5];
        Assert.Equal(
            gains.SelectMany(gain => new[] { Level(127.5 + (gain * (100 - y))), Level(127.5 + (gain * (50 - y))), Level(127.5 + (gain * (20 - y))) }),
            result.Bytes.ToArray());
        Plane fused = TestImages.Plane(5, 7, (row, column) => (row + column) / 12f);
        RasterImage noise = TestImages.Noise(5, 7, 3, SampleType.UInt8);
        ImageComparer.Equal(Bt601.WithLuminance(noise, fused), Bt601.WithLuminance(noise, fused, TestImages.Plane(5, 7, (_, _) => 1)));
        Assert.Throws<ArgumentException>(() => Bt601.WithLuminance(noise, fused, new Plane(5, 6)));
        Assert.Throws<ArgumentException>(() => Bt601.WithLuminance(noise, fused, TestImages.Plane(5, 7, (_, _) => float.NaN)));
    }

    [Theory]
    [InlineData(SampleType.UInt8, 1.5 / 255)]
    [InlineData(SampleType.UInt16, 2.0 / 65535)]
    public void LuminanceAndHueStayWhereItDoesNotFit(SampleType type, double tolerance)
    {
        // Bright fused values on strong colours, as hot regions give them: clipping channels would turn orange into yellow.
        RasterImage visible = TestImages.Noise(50, 70, 3, SampleType.UInt8);
        Random random = new(3);
        Plane fused = TestImages.Plane(50, 70, (_, _) => (float)random.NextDouble());
        RasterImage result = Bt601.WithLuminance(visible, fused, type);
        ImageComparer.Equal(fused, Bt601.Luminance(result), tolerance);
        (Plane y, Plane cb, Plane cr) = Bt601.ToYCbCr(visible);
        (_, Plane cb2, Plane cr2) = Bt601.ToYCbCr(result);
        for (int i = 0; i < y.Length; i++)
        {
            // The chroma is the old one times one factor of 0–1 for both.
            (double b, double r) = (cb.Array[i] - 0.5, cr.Array[i] - 0.5);
            (double b2, double r2) = (cb2.Array[i] - 0.5, cr2.Array[i] - 0.5);
            double strength = (b * b) + (r * r);
            double factor = strength < 1e-6 ? 1 : ((b * b2) + (r * r2)) / strength;
            Assert.InRange(factor, -0.1, 1.1);
            Assert.True(Math.Abs(b2 - (factor * b)) < tolerance && Math.Abs(r2 - (factor * r)) < tolerance, $"pixel {i}: hue turned");
        }
    }

    [Fact]
    public void ChromaIsNotReducedMoreThanNeeded()
    {
        // Orange at luminance 0.9: red touches white exactly.
        RasterImage result = Bt601.WithLuminance(RasterImage.FromBytes(1, 1, 3, [255, 128, 0]), new Plane(1, 1, [0.9f]));
        Assert.Equal(255, result.Bytes[0]);
        Assert.True(result.Bytes[1] > result.Bytes[2]);
    }

    [Theory]
    [InlineData(SampleType.UInt8)]
    [InlineData(SampleType.UInt16)]
    [InlineData(SampleType.Float32)]
    public void GrayStoredAsRgbStaysExactlyGray(SampleType type)
    {
        RasterImage visible = RasterConversion.ToRgb8(TestImages.Noise(33, 65, 1, SampleType.UInt8));
        Random random = new(5);
        Plane fused = TestImages.Plane(33, 65, (_, _) => (float)((random.NextDouble() * 1.2) - 0.1));
        RasterImage result = Bt601.WithLuminance(visible, fused, type);
        RasterImage expected = Bt601.ToGray(fused, type);
        for (int i = 0; i < fused.Length; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                switch (type)
                {
                    case SampleType.UInt8: Assert.Equal(expected.Bytes[i], result.Bytes[(i * 3) + c]); break;
                    case SampleType.UInt16: Assert.Equal(expected.UInt16Samples[i], result.UInt16Samples[(i * 3) + c]); break;
                    default: Assert.Equal(expected.SingleSamples[i], result.SingleSamples[(i * 3) + c]); break;
                }
            }
        }
    }

    [Fact]
    public void AGrayVisibleGivesGray()
    {
        Plane fused = TestImages.Plane(4, 5, (y, x) => (y + x) / 7f);
        ImageComparer.Equal(Bt601.ToGray(fused), Bt601.WithLuminance(TestImages.Noise(4, 5, 1, SampleType.UInt8), fused));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1023)]
    [InlineData(1025)]
    [InlineData(2100)]
    public void VectorsAndRemaindersAgree(int width)
    {
        RasterImage wide = TestImages.Noise(1, width, 3, SampleType.UInt8);
        Plane fused = TestImages.Plane(1, width, (_, x) => (x * 37 % 101) / 100f);
        RasterImage whole = Bt601.WithLuminance(wide, fused);
        for (int x = 0; x < width; x++)
        {
            RasterImage pixel = Bt601.WithLuminance(RasterImage.FromBytes(1, 1, 3, wide.Bytes.Slice(x * 3, 3).ToArray()), new Plane(1, 1, [fused.Array[x]]));
            Assert.Equal(pixel.Bytes.ToArray(), whole.Bytes.Slice(x * 3, 3).ToArray());
        }
    }

    private static byte Level(double value) => (byte)Math.Round(value);
}
