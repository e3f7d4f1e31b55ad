namespace IvifMl.Imaging.Tests.Thermal;

public sealed class PaletteTests
{
    [Theory]
    [InlineData(PaletteKind.Gray)]
    [InlineData(PaletteKind.Inferno)]
    [InlineData(PaletteKind.Ironbow)]
    public void LuminanceRisesFromNearBlackToNearWhite(PaletteKind kind)
    {
        Palette palette = Palette.Of(kind);
        Assert.Equal(kind, palette.Kind);
        double[] luminance = [.. Enumerable.Range(0, 256).Select(i => (0.299 * palette[i].R) + (0.587 * palette[i].G) + (0.114 * palette[i].B))];
        Assert.True(luminance[0] < 5 && luminance[255] > 235, $"{luminance[0]} … {luminance[255]}");
        for (int i = 1; i < 256; i++)
        {
            // Entries are rounded to bytes, so a step may fall back by less than one level.
            Assert.True(luminance[i] > luminance[i - 1] - 0.5, $"entry {i}: {luminance[i - 1]} → {luminance[i]}");
        }
    }

    [Fact]
    public void InfernoRisesEvenly()
    {
        double[] luminance = [.. Enumerable.Range(0, 256).Select(i => Palette.Inferno[i]).Select(c => (0.299 * c.R) + (0.587 * c.G) + (0.114 * c.B))];
        for (int i = 16; i < 256; i += 16)
        {
            Assert.InRange(luminance[i] - luminance[i - 16], 5, 25);
        }
    }

    [Fact]
    public void GrayIsGray()
        => Assert.All(Enumerable.Range(0, 256), i => Assert.Equal(((byte)i, (byte)i, (byte)i), Palette.Gray[i]));

    [Fact]
    public void ValuesTakeTheNearestEntry()
    {
        RasterImage image = Palette.Inferno.Apply(new Plane(1, 4, [-1, 0, 100.4f / 255, 2]));
        Assert.Equal("4×1 RGB UInt8", image.ToString());
        (byte r, byte g, byte b) = Palette.Inferno[100];
        Assert.Equal([r, g, b], image.Bytes.Slice(6, 3).ToArray());
        Assert.Equal(image.Bytes[..3].ToArray(), image.Bytes.Slice(3, 3).ToArray());
        Assert.Equal(Palette.Inferno[255], Palette.Inferno.At(2));
        Assert.Equal(Palette.Inferno[100], Palette.Inferno.At(100.4f / 255));
        Assert.Equal(Palette.Inferno[0], Palette.Inferno.At(float.NaN));
    }

    [Fact]
    public void WhatIsNotThereIsAnError()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Palette.Of((PaletteKind)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => Palette.Gray[256]);
        Assert.Throws<ArgumentException>(() => Palette.Gray.Apply(new Plane(1, 1, [float.NaN])));
    }
}
