using IvifMl.Imaging;

namespace IvifMl.Training.Tests.Detection;

public sealed class DetectorSamplerTests
{
    private const int Side = 64;
    private const int Batch = 4;

    private static readonly IvifDetOptions Network = new() { Width = 96, Height = 64, Classes = ["white"] };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_is_white_lies_in_boxes_and_boxes_hold_what_is_white(double mosaic)
    {
        AugmentationOptions options = new() { Mosaic = mosaic, Brightness = 0, Contrast = 0, Gamma = 0, Noise = 0 };
        DetectorSampler sampler = new([White(20, 10, 35, 30), White(50, 25, 75, 55)], Network, options, Side, seed: 3);
        float[] pixels = new float[3 * Side * Side * Batch];
        int counted = 0;
        for (int step = 0; step < 12; step++)
        {
            IReadOnlyList<IReadOnlyList<DetectionTarget>> targets = sampler.Draw(step, Batch, pixels);
            for (int i = 0; i < Batch; i++)
            {
                Check(pixels.AsSpan(i * 3 * Side * Side, Side * Side), targets[i]);
                counted += targets[i].Count(target => !target.Ignored);
            }
        }

        Assert.InRange(counted, 12, 1000);
    }

    [Fact]
    public void Equal_steps_give_equal_crops_in_any_order()
    {
        float[] first = new float[3 * Side * Side * Batch];
        float[] again = new float[first.Length];
        DetectorPicture[] pictures = [White(20, 10, 35, 30), White(50, 25, 75, 55), White(1, 1, 20, 20)];
        DetectorSampler sampler = new(pictures, Network, new(), Side, seed: 3);
        IReadOnlyList<IReadOnlyList<DetectionTarget>> targets = sampler.Draw(7, Batch, first);
        sampler.Draw(8, Batch, again);
        Assert.NotEqual(first, again);
        IReadOnlyList<IReadOnlyList<DetectionTarget>> same = new DetectorSampler(pictures, Network, new(), Side, seed: 3).Draw(7, Batch, again);
        Assert.Equal(first, again);
        Assert.Equal(targets.SelectMany(list => list), same.SelectMany(list => list));
        new DetectorSampler(pictures, Network, new(), Side, seed: 4).Draw(7, Batch, again);
        Assert.NotEqual(first, again);
    }

    [Fact]
    public void Values_stay_between_0_and_1_whatever_the_light()
    {
        DetectorSampler sampler = new([White(20, 10, 35, 30)], Network, new() { Brightness = 0.5, Contrast = 0.9, Gamma = 2, Noise = 0.5 }, Side, seed: 1);
        float[] pixels = new float[3 * Side * Side * Batch];
        for (int step = 0; step < 4; step++)
        {
            sampler.Draw(step, Batch, pixels);
            Assert.All(pixels, value => Assert.InRange(value, 0, 1));
        }
    }

    [Fact]
    public void What_a_view_does_not_show_is_ignored_in_it()
    {
        RasterImage black = new(60, 80, 3);
        DetectorBox warm = new("white", new(20, 10, 35, 30), InVisible: false);
        DetectorPicture pair = DetectorPicture.OfFusedPair("pair", black, new Plane(60, 80), new Plane(60, 80), [warm]);
        Assert.Equal(6, pair.Views.Count);
        Assert.False(warm.CountsIn(DetectorView.Visible));
        Assert.False(warm.CountsIn(DetectorView.VisibleGray));
        Assert.True(warm.CountsIn(DetectorView.Infrared));
        Assert.True(warm.CountsIn(DetectorView.Fused));
        Assert.False((warm with { Ignored = true }).CountsIn(DetectorView.Fused));
    }

    [Fact]
    public void Views_mix_luminance_and_keep_the_visible_colour()
    {
        RasterImage visible = RasterImage.FromBytes(1, 1, 3, [200, 100, 50]);
        DetectorPicture pair = DetectorPicture.OfFusedPair("pair", visible, new Plane(1, 1, [0.2f]), new Plane(1, 1, [0.6f]), []);
        float y = ((0.299f * 200) + (0.587f * 100) + (0.114f * 50)) / 255;
        byte Level(float value) => (byte)MathF.Round(Math.Clamp(value, 0, 1) * 255);
        byte[] Shown(DetectorView view) => pair.Show(view).Bytes.ToArray();

        Assert.Equal([200, 100, 50], Shown(DetectorView.Visible));
        Assert.Equal([Level(y), Level(y), Level(y)], Shown(DetectorView.VisibleGray));
        Assert.Equal([51, 51, 51], Shown(DetectorView.Infrared));
        Assert.Equal([153, 153, 153], Shown(DetectorView.FusedGray));
        Assert.Equal([Level((200 / 255f) + 0.6f - y), Level((100 / 255f) + 0.6f - y), Level((50 / 255f) + 0.6f - y)], Shown(DetectorView.Fused));
        float mean = (y + 0.2f) / 2;
        Assert.Equal([Level((200 / 255f) + mean - y), Level((100 / 255f) + mean - y), Level((50 / 255f) + mean - y)], Shown(DetectorView.Average));
    }

    private static void Check(ReadOnlySpan<float> red, IReadOnlyList<DetectionTarget> targets)
    {
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                bool white = red[(y * Side) + x] > 0.9f;
                bool near = targets.Any(target => x + 0.5 > target.X0 - 1.5 && x + 0.5 < target.X1 + 1.5 && y + 0.5 > target.Y0 - 1.5 && y + 0.5 < target.Y1 + 1.5);
                bool inside = targets.Any(target => !target.Ignored && x + 0.5 > target.X0 + 2 && x + 0.5 < target.X1 - 2 && y + 0.5 > target.Y0 + 2 && y + 0.5 < target.Y1 - 2);
                Assert.True(!white || near, $"({x}, {y}) is white and in no box");
                Assert.True(!inside || white, $"({x}, {y}) is in a box and not white");
            }
        }
    }

    /// <summary>An 80×60 picture, black but for one white box.</summary>
    private static DetectorPicture White(int x0, int y0, int x1, int y1)
    {
        RasterImage picture = new(60, 80, 3);
        Drawing.Fill(picture, x0, y0, x1 - x0, y1 - y0, (255, 255, 255));
        return DetectorPicture.Of("white", picture, [new("white", new(x0, y0, x1, y1))]);
    }
}
