namespace IvifMl.Metrics.Tests;

public sealed class NonMaximumSuppressionTests
{
    // IoU with the first: 0.8.
    private static readonly DetectedBox Sure = new("person", new(0, 0, 10, 10), 0.9);
    private static readonly DetectedBox Beside = new("person", new(0, 0, 10, 8), 0.8);

    [Fact]
    public void A_less_sure_box_of_the_same_class_goes_only_above_the_threshold()
    {
        Assert.Equal([Sure], NonMaximumSuppression.Apply([Beside, Sure], 0.5));
        Assert.Equal([Sure, Beside], NonMaximumSuppression.Apply([Beside, Sure], 0.8));
    }

    [Fact]
    public void Classes_do_not_suppress_each_other()
    {
        DetectedBox car = Beside with { Label = "car" };

        Assert.Equal([Sure, car], NonMaximumSuppression.Apply([car, Sure], 0.5));
    }

    [Fact]
    public void What_is_suppressed_suppresses_nothing()
    {
        // The third overlaps the second by 0.75 and the first by 0.6: without the second it stays.
        DetectedBox third = new("person", new(0, 0, 10, 6), 0.7);

        Assert.Equal([Sure, third], NonMaximumSuppression.Apply([Sure, Beside, third], 0.7));
    }

    [Fact]
    public void Equal_scores_keep_their_order_and_no_more_than_the_maximum_stay()
    {
        DetectedBox[] apart = [.. Enumerable.Range(0, 5).Select(i => new DetectedBox("person", new(20 * i, 0, (20 * i) + 10, 10), 0.5))];

        Assert.Equal(apart, NonMaximumSuppression.Apply(apart, 0.5));
        Assert.Equal(apart[..3], NonMaximumSuppression.Apply(apart, 0.5, maximum: 3));
    }

    [Theory]
    [InlineData(-0.1, 1)]
    [InlineData(1.1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0.5, 0)]
    public void Wrong_values_are_refused(double threshold, int maximum) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NonMaximumSuppression.Apply([Sure], threshold, maximum));
}
