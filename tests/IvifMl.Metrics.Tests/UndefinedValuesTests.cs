using IvifMl.Imaging;

namespace IvifMl.Metrics.Tests;

/// <summary>What has no value is null by rule, never NaN, and never disturbs a mean.</summary>
public class UndefinedValuesTests
{
    private static readonly GrayImage Flat = TestPairs.Make(200, 200, (_, _) => 100);
    private static readonly GrayImage Texture = TestPairs.Make(200, 200, (y, x) => ((3 * x) + (5 * y)) % 256);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void NoProfileGivesNaN(string name)
    {
        FusionImages[] cases = [new(Flat, Flat, Flat), new(Flat, Texture, Flat), new(Texture, Texture, Texture), new(Texture, Flat, Texture), Tiny(1, 1), Tiny(2, 2), Tiny(1, 9), Tiny(9, 3)];
        foreach (FusionImages images in cases)
        {
            FusionScore score = FusionScorer.Score(images, MetricProfile.FromName(name));
            Assert.All(score.Values, v => Assert.False(v.Value is { } value && double.IsNaN(value), $"{v.Key} is NaN"));
        }
    }

    [Fact]
    public void CopiesOfOneSourceHaveNoSumOfCorrelations() => Assert.Null(SumOfCorrelationsOfDifferences.Of(new(Texture, Flat, Texture)));

    [Fact]
    public void FlatSourcesHaveNoVisualInformationAndNoEdges()
    {
        FusionImages images = new(Flat, Flat, Texture);
        Assert.Null(VisualInformationFidelity.Of(images));
        Assert.Null(CorrelationCoefficient.Of(images));
        Assert.Null(ChenBlumQuality.Of(images));
    }

    [Fact]
    public void EqualImagesHaveInfinitePeakSignalToNoise()
        => Assert.Equal(double.PositiveInfinity, PeakSignalToNoiseRatio.Of(new(Texture, Texture, Texture)));

    [Fact]
    public void ImagesSmallerThanTheWindowHaveNoSimilarity()
    {
        FusionImages images = Tiny(10, 40);
        Assert.Null(StructuralSimilarity.Of(images));
        Assert.NotNull(StructuralSimilarity.Of(images, new() { Window = SsimWindow.Uniform7 }));
        Assert.Null(MultiScaleStructuralSimilarity.Of(Tiny(160, 400)));
        Assert.NotNull(MultiScaleStructuralSimilarity.Of(Tiny(161, 400)));
    }

    [Fact]
    public void MeansLeaveUndefinedValuesOutAndCountThem()
    {
        FusionScore[] scores =
        [
            FusionScorer.Score(new FusionImages(Texture, Flat, Texture)),
            FusionScorer.Score(TestPairs.Synthetic),
        ];
        FusionScore mean = MeanScore.Of(scores);
        Assert.Equal(scores[1][FusionMetric.SumOfCorrelationsOfDifferences], mean[FusionMetric.SumOfCorrelationsOfDifferences]);
        Assert.Equal(1, MeanScore.UndefinedCount(scores, FusionMetric.SumOfCorrelationsOfDifferences));
        Assert.Equal(0, MeanScore.UndefinedCount(scores, FusionMetric.Entropy));
    }

    [Fact]
    public void PlanesThatAreNotNumbersAreRefusedWithThePlace()
    {
        Plane plane = new(2, 3);
        plane[1, 2] = float.NaN;
        ArgumentException error = Assert.Throws<ArgumentException>(() => FusionScorer.Score(plane, plane, plane));
        Assert.Contains("row 1, column 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ImagesOfTwoSizesAreRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => FusionScorer.Score(new Plane(4, 4), new Plane(4, 5), new Plane(4, 4)));
        Assert.Contains("5×4", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The profiles' names.</summary>
    public static TheoryData<string> Profiles => [.. MetricProfile.All.Select(profile => profile.Name)];

    private static FusionImages Tiny(int height, int width)
    {
        GrayImage infrared = TestPairs.Make(height, width, (y, x) => (x * 7) % 256);
        GrayImage visible = TestPairs.Make(height, width, (y, x) => (y * 13) % 256);
        return new(infrared, visible, TestPairs.Combine(infrared, visible, Math.Max));
    }
}
