namespace IvifMl.Training.Tests.Nano;

public sealed class CaptionTests
{
    [Theory]
    [InlineData(CaptionFacts.Visible | CaptionFacts.Gray | CaptionFacts.Night | CaptionFacts.Dark | CaptionFacts.NoPerson)]
    [InlineData(CaptionFacts.Infrared | CaptionFacts.Gray | CaptionFacts.Noisy | CaptionFacts.Person | CaptionFacts.People)]
    [InlineData(CaptionFacts.Fused | CaptionFacts.Colour | CaptionFacts.Clear | CaptionFacts.DetailedBackground | CaptionFacts.SalientObjects)]
    internal void Captions_say_something_and_only_what_is_true(CaptionFacts picture)
    {
        Random random = new(1);
        Caption[] captions = [.. Enumerable.Range(0, 200).Select(_ => CaptionWriter.Write(picture, random))];

        Assert.All(captions, caption => Assert.True(caption.Fits(picture), caption.Text));
        Assert.All(captions, caption => Assert.NotEqual(CaptionFacts.None, caption.Says));
        Assert.True(captions.Select(caption => caption.Text).Distinct(StringComparer.Ordinal).Count() > 40);
    }

    [Fact]
    public void The_sentence_of_the_loss_is_said_of_good_fusions_alone()
    {
        CaptionFacts good = CaptionFacts.Fused | CaptionFacts.Gray | CaptionFacts.Clear | CaptionFacts.DetailedBackground | CaptionFacts.SalientObjects;
        Random random = new(2);

        Assert.Contains(CaptionPhrases.GoodFusion, Enumerable.Range(0, 50).Select(_ => CaptionWriter.Write(good, random).Text));
        Assert.DoesNotContain(
            CaptionPhrases.GoodFusion,
            Enumerable.Range(0, 200).Select(_ => CaptionWriter.Write(CaptionFacts.Fused | CaptionFacts.Gray | CaptionFacts.FaintObjects, random).Text));
    }

    [Fact]
    public void A_caption_fits_what_has_all_its_facts()
    {
        Caption caption = new("an infrared image of a person", CaptionFacts.Infrared | CaptionFacts.Person);

        Assert.True(caption.Fits(CaptionFacts.Infrared | CaptionFacts.Person | CaptionFacts.Car));
        Assert.False(caption.Fits(CaptionFacts.Infrared | CaptionFacts.Car));
    }
}
