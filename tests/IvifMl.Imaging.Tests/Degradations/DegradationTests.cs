namespace IvifMl.Imaging.Tests.Degradations;

public sealed class DegradationTests
{
    public static TheoryData<DegradationKind> Kinds => [.. Enum.GetValues<DegradationKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void SameSeedSameBytesAndStaysInRange(DegradationKind kind)
    {
        Plane plane = Pattern();
        float[] before = [.. plane.Values];
        Plane once = Degradation.Apply(plane, kind, 0.7f, 5);
        Assert.Equal(before, plane.Array);
        Assert.Equal(once.Array, Degradation.Apply(plane, kind, 0.7f, 5).Array);
        Assert.All(once.Array, x => Assert.InRange(x, 0, 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ChangesMoreWithSeverityAndNothingAtZero(DegradationKind kind)
    {
        Plane plane = Pattern();
        Assert.Equal(plane.Array, Degradation.Apply(plane, kind, 0, 5).Array);
        double weak = Distance(plane, Degradation.Apply(plane, kind, 0.25f, 5));
        double strong = Distance(plane, Degradation.Apply(plane, kind, 1, 5));
        Assert.True(weak > 0.005 && strong > 1.5 * weak, $"{weak} at 0.25, {strong} at 1");
    }

    [Fact]
    public void BlurKeepsAConstantAndSpreadsAPoint()
    {
        Plane flat = new(9, 9, [.. Enumerable.Repeat(0.5f, 81)]);
        Assert.All(Degradation.Apply(flat, DegradationKind.Blur, 1, 0).Array, x => Assert.Equal(0.5f, x, 1e-5f));
        Plane point = new(31, 31) { [15, 15] = 1 };
        Plane spread = Degradation.Apply(point, DegradationKind.Blur, 0.5f, 0);

        // σ = 2: the height of a two-dimensional Gaussian is 1 / (2π σ²).
        Assert.Equal(1 / (2 * MathF.PI * 4), spread[15, 15], 1e-3f);
        Assert.Equal(spread[15, 17], spread[17, 15], 1e-6f);
    }

    [Fact]
    public void NoiseHasItsDeviation()
    {
        Plane noisy = Degradation.Apply(new Plane(100, 100, [.. Enumerable.Repeat(0.5f, 10_000)]), DegradationKind.Noise, 0.4f, 3);
        double mean = noisy.Array.Average();
        double deviation = Math.Sqrt(noisy.Array.Average(x => (x - mean) * (x - mean)));
        Assert.Equal(0.5, mean, 5e-3);
        Assert.Equal(0.1, deviation, 5e-3);
    }

    [Fact]
    public void LowContrastByHand()
    {
        // Mean 0.5; at severity 1 the share 0.15 of the distance from it is kept.
        Plane plane = Degradation.Apply(new Plane(1, 2, [0.1f, 0.9f]), DegradationKind.LowContrast, 1, 0);
        Assert.Equal(0.44f, plane[0, 0], 1e-6f);
        Assert.Equal(0.56f, plane[0, 1], 1e-6f);
    }

    [Fact]
    public void LightByHand()
    {
        Assert.Equal(0.15f * 0.25f, Degradation.Apply(new Plane(1, 1, [0.5f]), DegradationKind.Darkness, 1, 0)[0, 0], 1e-6f);
        Assert.Equal((2.25f * 0.2f) + 0.075f, Degradation.Apply(new Plane(1, 1, [0.2f]), DegradationKind.OverExposure, 0.5f, 0)[0, 0], 1e-6f);
        Assert.Equal(1, Degradation.Apply(new Plane(1, 1, [0.7f]), DegradationKind.OverExposure, 0.5f, 0)[0, 0]);
    }

    [Fact]
    public void HazeIsThickestAboveAndTheSameOnAllChannels()
    {
        IReadOnlyList<Plane> hazy = Degradation.Apply([new Plane(64, 64), new Plane(64, 64)], DegradationKind.Haze, 0.5f, 1);
        Assert.Equal(hazy[0].Array, hazy[1].Array);
        Assert.True(hazy[0].Row(0).ToArray().Average() > hazy[0].Row(63).ToArray().Average() + 0.05f);
    }

    [Fact]
    public void StripesAreWholeLinesBothWaysByTheSeed()
    {
        Plane gray = new(16, 24, [.. Enumerable.Repeat(0.5f, 16 * 24)]);
        bool[] columns = [.. Enumerable.Range(0, 12).Select(seed => Degradation.Apply(gray, DegradationKind.Stripes, 1, seed)).Select(p => p.Row(0).SequenceEqual(p.Row(9)))];
        Assert.Contains(true, columns);
        Assert.Contains(false, columns);
    }

    [Fact]
    public void WhatCannotBeIsAnError()
    {
        Plane plane = new(2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => Degradation.Apply(plane, DegradationKind.Blur, 1.1f, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Degradation.Apply(plane, DegradationKind.Blur, float.NaN, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Degradation.Apply(plane, (DegradationKind)9, 0.5f, 0));
        Assert.Throws<ArgumentException>(() => Degradation.Apply([plane, new Plane(2, 3)], DegradationKind.Blur, 0.5f, 0));
    }

    private static Plane Pattern()
    {
        Plane plane = new(32, 40);
        for (int i = 0; i < plane.Length; i++)
        {
            plane.Array[i] = 0.5f + (0.3f * MathF.Sin(i % plane.Width * 0.3f)) + (0.15f * MathF.Cos(i / plane.Width * 0.4f));
        }

        return plane;
    }

    private static double Distance(Plane a, Plane b) => a.Array.Zip(b.Array, (x, y) => Math.Abs(x - y)).Average();
}
