using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Thermal;

public sealed class ThermalToneMappingTests
{
    private static readonly Plane Steps = new(1, 5, [10, 20, 30, 40, 50]);

    [Fact]
    public void AutoDividesEightBitsBy255()
        => Assert.Equal([0, 51 / 255f, 1], new ThermalToneMapping().Apply(RasterImage.FromBytes(1, 3, 1, [0, 51, 255])).Array);

    [Fact]
    public void AutoStretchesDeeperInputByPercentile()
    {
        // Of 1001 counts 7000…8000 the 0.5th percentile is 7005, the 99.5th 7995.
        RasterImage counts = RasterImage.FromUInt16(7, 143, 1, [.. Enumerable.Range(7000, 1001).Select(i => (ushort)i)]);
        Plane mapped = new ThermalToneMapping().Apply(counts);
        Assert.Equal(0f, mapped.Array[5]);
        Assert.Equal(1f, mapped.Array[995]);
        Assert.Equal((7500 - 7005) / 990.0, mapped.Array[500], 1e-6);
        Assert.Equal((0f, 1f), (mapped.Array[0], mapped.Array[1000]));
    }

    [Fact]
    public void FixedRangeIsLinearAndClamped()
    {
        ThermalToneMapping mapping = new() { Mode = ToneMappingMode.FixedRange, Low = 20, High = 40 };
        Assert.Equal([0, 0, 0.5f, 1, 1], mapping.Apply(Steps).Array);
        Assert.Equal([0, 0.25f, 1], mapping.Apply(RasterImage.FromBytes(1, 3, 1, [20, 25, 200])).Array);
        Assert.Equal(0.5f, mapping.Apply(new Plane(1, 1, [30]))[0, 0]);
    }

    [Fact]
    public void PercentilesAreInterpolatedBetweenRanks()
    {
        // Rank 0.25·4 = 1 → 20; rank 0.9·4 = 3.6 → 46.
        ThermalToneMapping mapping = new() { Mode = ToneMappingMode.Percentile, LowPercentile = 25, HighPercentile = 90 };
        float[] mapped = mapping.Apply(Steps).Array;
        Assert.Equal([0, 0, 10f / 26, 20f / 26, 1], mapped.Select(v => (float)Math.Round(v, 6)), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(37.3)]
    [InlineData(50)]
    [InlineData(100)]
    public void PercentilesAgreeWithSorting(double percent)
    {
        float[] values = [.. TestImages.Noise(31, 47, 1, SampleType.Float32).SingleSamples, -0f, 0f, 0f, float.MaxValue, float.MinValue];
        float[] sorted = [.. values.Order()];
        double rank = percent / 100 * (sorted.Length - 1);
        int below = (int)rank;
        double above = sorted[Math.Min(below + 1, sorted.Length - 1)];
        Assert.Equal(sorted[below] + ((rank - below) * (above - sorted[below])), OrderStatistics.Percentile(values, percent), 1e-6);
        for (int i = 0; i < sorted.Length; i += 97)
        {
            Assert.Equal(sorted[i], OrderStatistics.Select(values, i));
        }
    }

    [Theory]
    [InlineData(ToneMappingMode.Auto)]
    [InlineData(ToneMappingMode.Percentile)]
    [InlineData(ToneMappingMode.PlateauHistogram)]
    public void APictureOfOneValueBecomesZeros(ToneMappingMode mode)
    {
        RasterImage flat = new(6, 7, 1, SampleType.UInt16);
        flat.UInt16Samples.Fill(8000);
        Assert.All(new ThermalToneMapping { Mode = mode }.Apply(flat).Array, value => Assert.Equal(0f, value));
    }

    [Theory]
    [InlineData(ToneMappingMode.Percentile)]
    [InlineData(ToneMappingMode.PlateauHistogram)]
    public void AFewHotPixelsOnAnEvenGroundAreSeen(ToneMappingMode mode)
    {
        Plane plane = TestImages.Plane(50, 50, (_, _) => 7000);
        plane[20, 20] = 9000;
        Plane mapped = new ThermalToneMapping { Mode = mode }.Apply(plane);
        Assert.Equal((0f, 1f), (mapped[0, 0], mapped[20, 20]));
    }

    [Fact]
    public void GrayStoredAsRgbIsTheGray()
    {
        RasterImage gray = TestImages.Noise(8, 9, 1, SampleType.UInt8);
        ImageComparer.Equal(new ThermalToneMapping().Apply(gray), new ThermalToneMapping().Apply(RasterConversion.ToRgb8(gray)));
        RasterImage deep = TestImages.Noise(8, 9, 1, SampleType.UInt16);
        RasterImage tripled = RasterImage.FromUInt16(8, 9, 3, [.. deep.UInt16Samples.ToArray().SelectMany(v => (ushort[])[v, v, v])]);
        ImageComparer.Equal(new ThermalToneMapping().Apply(deep), new ThermalToneMapping().Apply(tripled));
    }

    [Fact]
    public void PlateauEqualisationIsWhatTheHandGives()
    {
        // Counts 6, 1, 1 of levels 100, 101, 104; mean of the occupied bins 8/3, plateau 1.5 → cap 4: 4, 1, 1.
        // Beyond the first bin's 4 of 6 lie 2: level 101 has 1/2, level 104 all of it; 102 and 103 would have 1/2, too.
        ThermalToneMapping mapping = new() { Mode = ToneMappingMode.PlateauHistogram, LowPercentile = 0, HighPercentile = 100, Plateau = 1.5f };
        Plane mapped = mapping.Apply(new Plane(2, 4, [100, 100, 100, 101, 100, 100, 100, 104]));
        Assert.Equal([0, 0, 0, 0.5f, 0, 0, 0, 1], mapped.Array);
    }

    [Fact]
    public void PlateauEqualisationOfFloatsRisesWithTheValues()
    {
        float[] values = [.. Enumerable.Range(0, 2000).Select(i => 20 + (MathF.Pow(i / 2000f, 3) * 15))];
        Plane mapped = new ThermalToneMapping { Mode = ToneMappingMode.PlateauHistogram }.Apply(new Plane(40, 50, values));
        Assert.Equal((0f, 1f), (mapped.Array[0], mapped.Array[^1]));
        Assert.All(mapped.Array.Zip(mapped.Array.Skip(1)), pair => Assert.True(pair.Second >= pair.First));

        // The cube squeezes half of all values into an eighth of the range; equalisation gives them more room.
        Assert.True(mapped.Array[1000] > 2 * MathF.Pow(0.5f, 3), $"the median is at {mapped.Array[1000]}");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void DeadPixelsAreAnErrorWithTheirPlaceOrTheMinimum(float dead)
    {
        Plane plane = TestImages.Plane(4, 6, (y, x) => 280 + (y * 6) + x);
        plane[2, 3] = dead;
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ThermalToneMapping().Apply(plane));
        Assert.Contains("row 2, column 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("AsMinimum", error.Message, StringComparison.Ordinal);
        Plane mapped = new ThermalToneMapping { NonFinite = NonFiniteHandling.AsMinimum }.Apply(plane);
        Assert.Equal(0f, mapped[2, 3]);
        Assert.Equal(dead, plane[2, 3]);
        plane.Values.Fill(dead);
        Assert.All(new ThermalToneMapping { NonFinite = NonFiniteHandling.AsMinimum }.Apply(plane).Array, value => Assert.Equal(0f, value));
    }

    [Fact]
    public void DefaultsAreAsDocumented()
    {
        ThermalToneMapping mapping = new();
        mapping.Validate();
        Assert.Equal(
            (ToneMappingMode.Auto, 0f, 65535f, 0.5f, 99.5f, 2f, NonFiniteHandling.Fail),
            (mapping.Mode, mapping.Low, mapping.High, mapping.LowPercentile, mapping.HighPercentile, mapping.Plateau, mapping.NonFinite));
    }

    public static TheoryData<ThermalToneMapping> Bad => new()
    {
        new ThermalToneMapping { Low = 5, High = 5 },
        new ThermalToneMapping { High = float.NaN },
        new ThermalToneMapping { LowPercentile = -1 },
        new ThermalToneMapping { HighPercentile = 101 },
        new ThermalToneMapping { LowPercentile = 60, HighPercentile = 40 },
        new ThermalToneMapping { Plateau = 0 },
        new ThermalToneMapping { Plateau = float.PositiveInfinity },
        new ThermalToneMapping { Mode = (ToneMappingMode)9 },
        new ThermalToneMapping { NonFinite = (NonFiniteHandling)9 },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void BadOptionsAreRefused(ThermalToneMapping mapping) => Assert.Throws<ArgumentException>(() => mapping.Apply(Steps));
}
