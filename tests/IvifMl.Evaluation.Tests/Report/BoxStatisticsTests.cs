namespace IvifMl.Evaluation.Tests.Report;

public sealed class BoxStatisticsTests
{
    [Fact]
    public void OneFarValueIsOutsideTheWhiskers()
    {
        BoxStatistics box = BoxStatistics.Of([100, 3, 1, 4, 2])!;
        Assert.Equal((1d, 2d, 3d, 4d, 4d), (box.Low, box.Lower, box.Median, box.Upper, box.High));
        Assert.Equal([100d], box.Outliers);
        Assert.Equal((5, 22d), (box.Count, box.Mean));
    }

    [Fact]
    public void QuartilesAreLinearBetweenValues()
    {
        BoxStatistics box = BoxStatistics.Of([0, 1, 2, 3])!;
        Assert.Equal((0.75, 1.5, 2.25), (box.Lower, box.Median, box.Upper));
    }

    [Fact]
    public void UndefinedAndInfiniteValuesAreLeftOut()
    {
        Assert.Equal(1, BoxStatistics.Of([null, double.PositiveInfinity, 7])!.Count);
        Assert.Null(BoxStatistics.Of([null, double.NegativeInfinity]));
    }

    [Theory]
    [InlineData(0, 1, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(-3, 7, new[] { -2d, 0, 2, 4, 6 })]
    [InlineData(1200, 5600, new[] { 2000d, 3000, 4000, 5000 })]
    public void TicksAreRoundNumbersInTheRange(double low, double high, double[] expected) => Assert.Equal(expected, AxisTicks.Between(low, high));
}
