using IvifMl.Imaging;

namespace IvifMl.Metrics.Tests;

/// <summary>The examples of the metrics' documentation, which can be derived without a computer. Tolerance 1e-12 unless rounding of the text is in the way.</summary>
public class ExamplesByHandTests
{
    private const double Exact = 1e-12;

    [Fact]
    public void EntropyOfTwoEquallyFrequentLevelsIsOneBit() => CloseTo.Absolute(1, Entropy.Of(Row(0, 255, 0, 255)), Exact);

    [Fact]
    public void EntropyOfOneLevelIsZero() => Assert.Equal(0, Entropy.Of(Row(7, 7, 7)));

    [Fact]
    public void StandardDeviationOfZeroAndTenIsFive() => CloseTo.Absolute(5, StandardDeviation.Of(Row(0, 10)), Exact);

    [Fact]
    public void SaturatedDeviationForgetsWhatLiesBelowTheMean()
        => CloseTo.Absolute(Math.Sqrt(25.0 / 2), StandardDeviation.OfSaturatedBytes(Row(0, 10)), Exact);

    [Fact]
    public void SpatialFrequencyOfACheckerboardIsTheStepTimesRootTwo()
        => CloseTo.Absolute(Math.Sqrt(200), SpatialFrequency.Of(TestPairs.Make(4, 4, (y, x) => (x + y) % 2 * 10)), Exact);

    [Fact]
    public void SpatialFrequencyByPixelsCountsMissingDifferencesToo()
        => CloseTo.Absolute(Math.Sqrt(2 * 1200 / 16.0), SpatialFrequency.Of(TestPairs.Make(4, 4, (y, x) => (x + y) % 2 * 10), GradientMean.Pixels), Exact);

    [Theory]
    [InlineData(GradientMean.Pixels, 1.0)]
    [InlineData(GradientMean.InnerPixels, 20.0 / 12)]
    public void AverageGradientOfARampIsItsSlopeOverRootTwo(GradientMean mean, double factor)
        => CloseTo.Absolute(factor * Math.Sqrt(2), AverageGradient.Of(TestPairs.Make(4, 5, (_, x) => 2 * x), mean), Exact);

    [Fact]
    public void MutualInformationOfACopyIsItsEntropy()
    {
        FusionImages images = new(Row(0, 9, 0, 9), Row(3, 3, 3, 3), Row(0, 9, 0, 9));
        CloseTo.Absolute(1, MutualInformation.Of(images), Exact);
        CloseTo.Absolute(Math.Log(2), MutualInformation.Of(images, MutualInformationVariant.Nats), Exact);
        CloseTo.Absolute(1, NormalizedMutualInformation.Of(images), Exact);
        CloseTo.Absolute(2, NormalizedMutualInformation.Of(images, NormalizedMutualInformationVariant.SourceEntropies), Exact);
    }

    [Fact]
    public void SaturationMakesTheTwoBrightestLevelsOneInTheJointHistogram()
    {
        // H(A) = H(F) = 1 bit, but 254 and 255 share a cell: the joint entropy is 0.
        FusionImages images = new(Row(254, 255), Row(3, 3), Row(254, 255));
        CloseTo.Absolute(1, MutualInformation.Of(images), Exact);
        CloseTo.Absolute(3, MutualInformation.Of(images, MutualInformationVariant.SaturatedBits), Exact);
    }

    [Fact]
    public void CorrelationsOfACopyAndItsMirrorCancel()
        => CloseTo.Absolute(0, CorrelationCoefficient.Of(new(Row(0, 10), Row(10, 0), Row(0, 10))), Exact);

    [Fact]
    public void SumOfCorrelationsOfTheSumOfTheSourcesIsTwo()
        => CloseTo.Absolute(2, SumOfCorrelationsOfDifferences.Of(new(Row(0, 10, 0, 10), Row(0, 0, 20, 20), Row(0, 10, 20, 30))), Exact);

    [Fact]
    public void ErrorsOfTheMiddle()
    {
        FusionImages images = new(Row(0, 0, 0, 0), Row(20, 20, 20, 20), Row(10, 10, 10, 10));
        CloseTo.Absolute(100, MeanSquaredError.Of(images), Exact);
        CloseTo.Absolute(100 / 65025.0, MeanSquaredError.Of(images, 255), Exact);
        CloseTo.Absolute(10, RootMeanSquaredError.Of(images), Exact);
        CloseTo.Absolute(5, RootMeanSquaredError.Of(images, RootMeanSquaredErrorVariant.RootOfSum), Exact);
        CloseTo.Absolute(10 * Math.Log10(650.25), PeakSignalToNoiseRatio.Of(images), Exact);
        CloseTo.Absolute(0, PeakSignalToNoiseRatio.Of(images, PsnrVariant.FusedPeak), Exact);
        CloseTo.Absolute((10 * Math.Log10(650.25)) + (20 * Math.Log10(255)), PeakSignalToNoiseRatio.Of(images, PsnrVariant.MixedScales), Exact);
        CloseTo.Absolute(10 * Math.Log10(65025 / 5.0), PeakSignalToNoiseRatio.Of(images, PsnrVariant.RootOfSum), Exact);
    }

    [Fact]
    public void StructuralSimilarityOfCopiesIsOnePerSource()
    {
        GrayImage image = Texture(200, 180);
        CloseTo.Absolute(2, StructuralSimilarity.Of(new(image, image, image)), Exact);
        CloseTo.Absolute(1, StructuralSimilarity.Of(new(image, image, image), new() { Mean = true }), Exact);
        CloseTo.Absolute(2, MultiScaleStructuralSimilarity.Of(new(image, image, image)), Exact);
    }

    [Fact]
    public void YangsQualityOfACopyIsOneWhereTheOtherSourceContradicts()
    {
        GrayImage image = Texture(40, 50);
        GrayImage negative = TestPairs.Make(40, 50, (y, x) => 255 - image.Row(y)[x]);
        CloseTo.Absolute(1, YangQuality.Of(new(image, negative, image)), 1e-9);
    }

    [Fact]
    public void StructuralSimilarityOfBlackAndWhiteIsTheFirstConstant()
    {
        GrayImage white = TestPairs.Make(12, 12, (_, _) => 255);
        const double Constant = 6.5025;
        CloseTo.Absolute(2 * Constant / (65025 + Constant), StructuralSimilarity.Of(new(white, white, TestPairs.Make(12, 12, (_, _) => 0))), Exact);
    }

    [Fact]
    public void VisualInformationOfCopiesIsOnePerSource()
    {
        GrayImage image = Texture(64, 64);
        CloseTo.Absolute(2, VisualInformationFidelity.Of(new(image, image, image)), 1e-6);
    }

    [Fact]
    public void EdgesOfCopiesSurviveUpToTheModelsCeiling()
    {
        GrayImage step = TestPairs.Make(8, 8, (_, x) => x < 4 ? 0 : 200);
        CloseTo.Absolute(0.9994 * 0.9879 / (1 + Math.Exp(-4.4)), EdgePreservation.Of(new(step, step, step)), Exact);
        Assert.Equal(0, EdgeArtifacts.Added(new(step, step, step)));
    }

    [Fact]
    public void EdgesInAFlatFusionAreAllLost()
    {
        // Every pixel has g_F ≤ g_A; strong edges weigh almost everything and their quality is √(0.9999/(1 + e^9.5) · 0.9995/(1 + e^−11)) or less.
        GrayImage step = TestPairs.Make(32, 32, (_, x) => x < 16 ? 0 : 200);
        double? lost = EdgeArtifacts.Lost(new(step, step, TestPairs.Make(32, 32, (_, _) => 100)));
        Assert.InRange(lost!.Value, 0.99, 1);
    }

    [Fact]
    public void FeatureInformationOfCopiesIsOne()
    {
        GrayImage image = Texture(16, 16);
        FusionImages images = new(image, image, image);
        Assert.All(Enum.GetValues<FmiFeature>(), feature => CloseTo.Absolute(1, FeatureMutualInformation.Of(images, feature), Exact));
    }

    [Fact]
    public void CrossEntropyOfHistograms()
    {
        GrayImage even = Row(0, 0, 1, 1);
        CloseTo.Absolute(0, CrossEntropy.Of(new(even, even, even)), Exact);
        CloseTo.Absolute((0.5 * Math.Log2(2)) + (0.5 * Math.Log2(2.0 / 3)), CrossEntropy.Of(new(even, even, Row(0, 1, 1, 1))), Exact);
    }

    [Fact]
    public void EdgeIntensityOfARamp()
    {
        // Strength 8 inside, 4 in the two outer columns, where the nearest pixel halves the difference.
        CloseTo.Absolute(((8 * 8) + (2 * 4)) / 10.0, EdgeIntensity.Of(TestPairs.Make(6, 10, (_, x) => x)), Exact);
    }

    [Fact]
    public void CopiesHaveNoVisibleErrorAndKeepAllContrast()
    {
        GrayImage image = Texture(45, 50);
        CloseTo.Absolute(0, ChenVarshneyQuality.Of(new(image, image, image)), Exact);
        CloseTo.Absolute(1, ChenBlumQuality.Of(new(image, image, image)), 1e-9);
    }

    [Fact]
    public void ColourfulnessOfPureRed()
    {
        CloseTo.Absolute(0.3 * Math.Sqrt((255 * 255) + (127.5 * 127.5)), Colourfulness.Of(Uniform(255, 0, 0)), 1e-9);
        Assert.Equal(0, Colourfulness.Of(Uniform(90, 90, 90)));
    }

    [Fact]
    public void ChromaDriftFromRedToGray()
    {
        CloseTo.Absolute(104.55, ChromaDrift.Of(Uniform(255, 0, 0), Uniform(80, 80, 80)), 0.01);
        CloseTo.Absolute(0, ChromaDrift.Of(Uniform(10, 200, 30), Uniform(10, 200, 30)), Exact);
    }

    private static RasterImage Uniform(byte red, byte green, byte blue)
        => RasterImage.FromBytes(2, 2, 3, [red, green, blue, red, green, blue, red, green, blue, red, green, blue]);

    private static GrayImage Row(params byte[] levels) => new(1, levels.Length, levels);

    private static GrayImage Texture(int height, int width) => TestPairs.Make(height, width, (y, x) => ((x * x) + (7 * y) + (x * y)) % 256);
}
