using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl.Tests.Detection;

public sealed class DetectionDrawingTests
{
    [Fact]
    public void A_box_has_an_outline_and_a_caption_and_the_picture_stays_as_it_was()
    {
        RasterImage picture = DetectionPictures.Squares(80, 120, 16, (0, 64, 90));
        byte[] before = picture.Bytes.ToArray();
        RasterImage drawn = DetectionDrawing.Draw(picture, [new DetectedBox("person", new(20, 30, 60, 70), 0.875)]);
        (byte, byte, byte) At(int x, int y) => (drawn.Bytes[((y * 120) + x) * 3], drawn.Bytes[(((y * 120) + x) * 3) + 1], drawn.Bytes[(((y * 120) + x) * 3) + 2]);

        Assert.Equal((80, 120, 3), (drawn.Height, drawn.Width, drawn.Channels));
        Assert.NotEqual((0, 0, 0), At(20, 50));
        Assert.All([At(59, 50), At(40, 30), At(40, 69), At(20, 29)], colour => Assert.Equal(At(20, 50), colour));
        Assert.Equal((0, 0, 0), At(40, 50));
        Assert.Equal((90, 90, 90), At(4, 70));
        Assert.Equal(before, picture.Bytes.ToArray());
    }

    [Fact]
    public void Boxes_at_and_beyond_the_border_are_cut_off()
    {
        RasterImage picture = DetectionPictures.Squares(40, 60, 16);
        RasterImage drawn = DetectionDrawing.Draw(picture, [new DetectedBox("a long name of a class", new(-10, -5, 200, 100), 1), new DetectedBox("x", new(59, 39, 60, 40), 0.5)]);

        Assert.Equal((40, 60), (drawn.Height, drawn.Width));
        Assert.Contains(drawn.Bytes.ToArray(), level => level != 0);
    }

    [Fact]
    public void Classes_have_colours_of_their_own_that_stay()
    {
        RasterImage picture = DetectionPictures.Squares(40, 60, 16);
        byte[] Drawn(string label) => DetectionDrawing.Draw(picture, [new DetectedBox(label, new(5, 5, 55, 35), 0)]).Bytes.Slice(((20 * 60) + 5) * 3, 3).ToArray();

        Assert.Equal(Drawn("person"), Drawn("person"));
        Assert.NotEqual(Drawn("person"), Drawn("car"));
    }
}
