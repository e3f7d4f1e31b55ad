using IvifMl.Scenes.Numerics;

namespace IvifMl.Scenes.Tests.Numerics;

public class NumericsTests
{
    [Fact]
    public void FunctionsAreCloseToTheirNames()
    {
        for (float x = -20f; x <= 20f; x += 0.37f)
        {
            Assert.Equal(1.0, StableMath.Exp(x) / Math.Exp(x), 1e-5);
            Assert.Equal(Math.Sin(x), StableMath.Sin(x), 2e-3);
            Assert.Equal(Math.Cos(x), StableMath.Cos(x), 2e-3);
        }

        for (float x = 0f; x < 3f; x += 0.01f)
        {
            Assert.Equal(Math.Exp(-x), StableMath.Decay(x), 2e-5);
            Assert.Equal(Math.Pow(x, 7.0 / 16), StableMath.Gamma(x), 1e-5);
        }

        Assert.Equal(0f, StableMath.Exp(-100f));
    }

    /// <summary>A pixel 2 wide around 1 spans 0–2; half of it lies between 1 and 5.</summary>
    [Fact]
    public void InsideIsTheShareOfThePixel()
    {
        Assert.Equal(0.5f, StableMath.Inside(1f, 1f, 5f, 2f));
        Assert.Equal(1f, StableMath.Inside(3f, 1f, 5f, 2f));
        Assert.Equal(0f, StableMath.Inside(-3f, 1f, 5f, 2f));
        Assert.Equal(0.1f, StableMath.Inside(0f, -0.5f, 0.5f, 10f), 1e-6f);
    }

    [Fact]
    public void NormalsHaveMeanZeroAndVarianceOne()
    {
        float[] values = new float[100_000];
        Noise.Normals(values, 12345u);
        Assert.Equal(0, values.Average(), 0.02);
        Assert.Equal(1, Rendered.Deviation(values), 0.02);
        Assert.InRange(values.Max(), 2.8f, 3.5f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(13)]
    [InlineData(31)]
    public void NormalsDoNotDependOnVectorWidth(int length)
    {
        float[] whole = new float[64];
        float[] part = new float[length];
        Noise.Normals(whole, 7u);
        Noise.Normals(part, 7u);
        Assert.Equal(whole[..length], part);
    }

    [Fact]
    public void NoiseIsContinuousAndStaysInRange()
    {
        float before = Noise.Value(-5f, 0.3f, 3u);
        for (float x = -5f; x < 5f; x += 0.001f)
        {
            float value = Noise.Value(x, 0.3f, 3u);
            Assert.InRange(value, 0f, 1f);
            Assert.InRange(value - before, -0.01f, 0.01f);
            before = value;
        }

        Assert.Equal(0.5f, Noise.Filtered(0.2f, 0.7f, 2f, 3u));
    }

    [Fact]
    public void RandomNumbersAreTheSplitMixSequence()
    {
        // First outputs for seed 0 as published with the algorithm's reference implementation.
        SceneRandom random = new(0);
        Assert.Equal(0xE220A8397B1DCDAFUL, random.Bits());
        Assert.Equal(0x6E789E6AA1B965F4UL, random.Bits());
        Assert.NotEqual(new SceneRandom(5).Fork(1).Bits(), new SceneRandom(5).Fork(2).Bits());
    }
}
