namespace IvifMl.Metrics.Tests;

/// <summary>The Fourier transform against its definition, for lengths of all kinds.</summary>
public class FourierTests
{
    private const int Signals = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(49)]
    [InlineData(97)]
    [InlineData(120)]
    [InlineData(233)]
    [InlineData(329)]
    public void TheTransformIsItsDefinitionAndComesBack(int length)
    {
        Random random = new(length);
        ComplexPanel data = ComplexPanel.OfLength(length * Signals);
        ComplexPanel scratch = ComplexPanel.OfLength(length * Signals);
        for (int i = 0; i < data.Real.Length; i++)
        {
            data.Real[i] = random.NextDouble();
            data.Imaginary[i] = random.NextDouble();
        }

        double[] real = [.. data.Real];
        double[] imaginary = [.. data.Imaginary];
        FourierPlan plan = new(length);
        plan.Forward(ref data, ref scratch, Signals);
        for (int k = 0; k < length; k += Math.Max(1, length / 7))
        {
            (double expectedReal, double expectedImaginary) = Definition(real, imaginary, length, k, 3);
            CloseTo.Absolute(expectedReal, data.Real[(k * Signals) + 3], 1e-10 * length);
            CloseTo.Absolute(expectedImaginary, data.Imaginary[(k * Signals) + 3], 1e-10 * length);
        }

        plan.Inverse(ref data, ref scratch, Signals);
        for (int i = 0; i < real.Length; i++)
        {
            CloseTo.Absolute(real[i], data.Real[i], 1e-12 * length);
            CloseTo.Absolute(imaginary[i], data.Imaginary[i], 1e-12 * length);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(33, 40)]
    [InlineData(70, 47)]
    public void AFlatResponseChangesNothing(int height, int width)
    {
        DoublePlane first = new(height, width);
        DoublePlane second = new(height, width);
        for (int i = 0; i < first.Values.Length; i++)
        {
            first.Values[i] = i * 31 % 101;
            second.Values[i] = i * 17 % 89;
        }

        double[] response = new double[((height / 2) + 1) * ((width / 2) + 1)];
        Array.Fill(response, 2.0);
        CircularFilter.Apply(first, second, response);
        for (int i = 0; i < first.Values.Length; i++)
        {
            CloseTo.Absolute(2 * (i * 31 % 101), first.Values[i], 1e-9);
            CloseTo.Absolute(2 * (i * 17 % 89), second.Values[i], 1e-9);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 6)]
    [InlineData(33, 40)]
    [InlineData(70, 47)]
    [InlineData(101, 2)]
    public void ARealImageIsFilteredAsItIsTogetherWithAnother(int height, int width)
    {
        DoublePlane together = new(height, width);
        DoublePlane alone = new(height, width);
        for (int i = 0; i < alone.Values.Length; i++)
        {
            together.Values[i] = alone.Values[i] = i * 31 % 101;
        }

        Random random = new(height);
        double[] response = [.. Enumerable.Range(0, ((height / 2) + 1) * ((width / 2) + 1)).Select(_ => random.NextDouble())];
        CircularFilter.Apply(together, new DoublePlane(height, width), response);
        RealFilter.Apply(alone, response);
        for (int i = 0; i < alone.Values.Length; i++)
        {
            CloseTo.Absolute(together.Values[i], alone.Values[i], 1e-10);
        }
    }

    [Fact]
    public void TheCosineTransformOfOneLevelIsItsFirstCoefficient()
    {
        DoublePlane transform = CosineTransform.Of(TestPairs.Make(6, 10, (_, _) => 7));
        CloseTo.Absolute(7 * Math.Sqrt(60), transform.Values[0], 1e-10);
        Assert.All(transform.Values[1..], value => Assert.Equal(0, value));
    }

    private static (double Real, double Imaginary) Definition(double[] real, double[] imaginary, int length, int k, int signal)
    {
        double sumReal = 0;
        double sumImaginary = 0;
        for (int i = 0; i < length; i++)
        {
            (double sine, double cosine) = Math.SinCos(-2 * Math.PI * ((long)i * k % length) / length);
            double re = real[(i * Signals) + signal];
            double im = imaginary[(i * Signals) + signal];
            sumReal += (re * cosine) - (im * sine);
            sumImaginary += (re * sine) + (im * cosine);
        }

        return (sumReal, sumImaginary);
    }
}
