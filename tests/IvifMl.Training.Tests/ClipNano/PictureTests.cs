using IvifMl.Imaging;

namespace IvifMl.Training.Tests.Nano;

public sealed class PictureTests
{
    [Fact]
    public void Facts_follow_the_window_and_the_recipe()
    {
        PoolPair pair = Pools.Pair(new PoolBox(CaptionFacts.Person, 60, 20, 70, 60, SeenInVisible: false));
        PairCrop with = new(pair, new(0, 40, 64, 56));
        PairCrop without = new(pair, new(0, 0, 64, 56));
        CaptionFacts warm = PictureFacts.Of(with, PictureView.Plain, new PictureRecipe(PictureKind.Infrared));
        CaptionFacts seen = PictureFacts.Of(with, PictureView.Plain, new PictureRecipe(PictureKind.VisibleGray));
        CaptionFacts empty = PictureFacts.Of(without, PictureView.Plain, new PictureRecipe(PictureKind.Fused, DegradationKind.Haze, 0.5f));

        Assert.Equal(CaptionFacts.Infrared | CaptionFacts.Person | CaptionFacts.Clear, warm & (CaptionFacts.Infrared | CaptionFacts.Person | CaptionFacts.NoPerson | CaptionFacts.Clear | CaptionFacts.Night));
        Assert.Equal(CaptionFacts.Visible | CaptionFacts.Night, seen & (CaptionFacts.Visible | CaptionFacts.Person | CaptionFacts.NoPerson | CaptionFacts.Night));
        Assert.Equal(CaptionFacts.Fused | CaptionFacts.NoPerson | CaptionFacts.Hazy, empty & (CaptionFacts.Fused | CaptionFacts.Person | CaptionFacts.NoPerson | CaptionFacts.Clear | CaptionFacts.Hazy));
    }

    [Fact]
    public void Nothing_is_known_of_what_nobody_labelled()
    {
        PoolPair pair = Pools.Pair() with { Boxes = null };
        CaptionFacts facts = PictureFacts.Of(new(pair, new(0, 0, 64, 96)), PictureView.Plain, new PictureRecipe(PictureKind.Fused));

        Assert.Equal(CaptionFacts.None, facts & (CaptionFacts.Person | CaptionFacts.NoPerson));
        Assert.Equal(CaptionFacts.None, PictureFacts.Known(facts) & (CaptionFacts.Person | CaptionFacts.Car));
        Assert.Equal(CaptionFacts.Day | CaptionFacts.Night, PictureFacts.Known(facts) & (CaptionFacts.Day | CaptionFacts.Night));
    }

    [Fact]
    public void A_scaled_view_shows_less_of_the_window()
    {
        Assert.Equal(new Window(10, 20, 40, 80), PictureView.Plain.SeenOf(new(10, 20, 40, 80)));
        Assert.Equal(new Window(20, 40, 20, 40), new PictureView(0, 2, 0, false).SeenOf(new(10, 20, 40, 80)));
    }

    [Fact]
    public void The_plain_view_samples_between_two_pixels()
    {
        Plane wide = new(2, 4, [0, 1, 2, 3, 4, 5, 6, 7]);

        // Target pixel 0 of 2 looks at column (0 + ½) · 4 / 2 − ½ = 0.5: no antialias.
        Assert.Equal([0.5f, 2.5f, 4.5f, 6.5f], PictureView.Plain.Apply(wide, 2).Array);
        Assert.Equal([2.5f, 0.5f, 6.5f, 4.5f], (PictureView.Plain with { Flip = true }).Apply(wide, 2).Array);
    }

    [Fact]
    public void Recipes_by_hand()
    {
        Plane infrared = new(1, 2, [0.2f, 0.8f]);
        Plane visible = new(1, 2, [0.6f, 0.4f]);

        Assert.Equal([0.4f, 0.6f], FusionRecipes.Average(infrared, visible).Array);
        Assert.Equal([0.6f, 0.8f], FusionRecipes.Maximum(infrared, visible).Array);
        Assert.Equal(0.3f, FusionRecipes.Mixed(infrared, visible, 0.25f).Array[0], 1e-6f);
    }

    [Fact]
    public void Gray_is_repeated_and_recipes_leave_the_crop_as_it_is()
    {
        PairCrop crop = new(Pools.Pair(), new(0, 0, 64, 64));
        float[] before = [.. crop.Pyramid.Array];
        foreach (PictureKind kind in Enum.GetValues<PictureKind>())
        {
            float[] pixels = new PictureRecipe(kind, Gamma: 0.8f).Show(crop, PictureView.Plain, 32);
            Assert.Equal(3 * 32 * 32, pixels.Length);
            Assert.All(pixels, x => Assert.InRange(x, 0, 1));
            bool gray = pixels.AsSpan(0, 1024).SequenceEqual(pixels.AsSpan(1024, 1024));
            Assert.Equal(kind is not (PictureKind.VisibleColour or PictureKind.FusedColour), gray);
        }

        Assert.Equal(before, crop.Pyramid.Array);
    }
}
