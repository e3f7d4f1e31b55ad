namespace IvifMl.Training.Tests.Detection;

/// <summary>A picture of 32×32: 16 anchors of stride 8, 4 of 16, 1 of 32. Outputs of zeros mean, at each, a box of one stride about the cell's upper left corner.</summary>
public sealed class SimOtaTests
{
    private const int Columns = 7;

    private static readonly AnchorGrid Grid = AnchorGrid.Of(32, 32);

    private static readonly DetectionTarget Object = new(0, 8, 8, 16, 16);

    [Fact]
    public void The_grid_is_row_by_row_and_stride_by_stride()
    {
        Assert.Equal(21, Grid.Count);
        Assert.Equal((12f, 4f), Grid.Centre(1));
        Assert.Equal((4f, 12f), Grid.Centre(4));
        Assert.Equal((24f, 24f), Grid.Centre(19));
        Assert.Equal((16f, 16f), Grid.Centre(20));
        Assert.Equal((4f, 4f, 12f, 12f), Grid.Decode(5, new float[Columns]));
    }

    [Fact]
    public void Untaught_the_anchor_with_the_best_box_answers()
    {
        // Of the boxes that zeros mean, (8, 8)–(24, 24) of stride 16 has the largest IoU with the object: 64/256. All IoUs sum to less than 1: one anchor.
        SimOta.Match match = Assert.Single(SimOta.Assign(Grid, Zeros(), [Object]));
        Assert.Equal((19, 0), (match.Anchor, match.Target));
        Assert.Equal(0.25f, match.Overlap, 6);
    }

    [Fact]
    public void Two_perfect_boxes_give_two_anchors()
    {
        float[] raw = Zeros();
        Shift(raw, 5, 0.5f, 0.5f);
        Shift(raw, 6, -0.5f, 0.5f);
        IReadOnlyList<SimOta.Match> matches = SimOta.Assign(Grid, raw, [Object]);
        Assert.Equal([5, 6], matches.Select(match => match.Anchor));
        Assert.All(matches, match => Assert.Equal(1f, match.Overlap, 5));
    }

    [Fact]
    public void An_anchor_that_two_objects_take_goes_to_the_one_whose_class_it_says()
    {
        float[] raw = Zeros();
        Shift(raw, 5, 0.5f, 0.5f);
        (raw[(5 * Columns) + 5], raw[(5 * Columns) + 6]) = (-4, 4);
        SimOta.Match match = Assert.Single(SimOta.Assign(Grid, raw, [Object, Object with { Class = 1 }]));
        Assert.Equal((5, 1), (match.Anchor, match.Target));
    }

    [Fact]
    public void Anchors_far_from_the_middle_never_answer()
    {
        // Anchor 15, the lower right of stride 8, predicts the object perfectly, but its cell is 16 pixels from the object's middle: 2 strides.
        float[] raw = Zeros();
        Shift(raw, 15, -1.5f, -1.5f);
        Assert.DoesNotContain(SimOta.Assign(Grid, raw, [Object]), match => match.Anchor == 15);
    }

    [Fact]
    public void Ignored_objects_get_no_anchor()
        => Assert.Empty(SimOta.Assign(Grid, Zeros(), [Object with { Ignored = true }]));

    private static float[] Zeros() => new float[Grid.Count * Columns];

    private static void Shift(float[] raw, int anchor, float x, float y) => (raw[anchor * Columns], raw[(anchor * Columns) + 1]) = (x, y);
}
