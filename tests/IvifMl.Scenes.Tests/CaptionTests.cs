namespace IvifMl.Scenes.Tests;

public class CaptionTests
{
    private static readonly string[] Numbers = ["no", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    [Fact]
    public void CaptionsSayWhatTheBoxesHold()
    {
        HashSet<string> seen = [];
        for (ulong seed = 0; seed < 50; seed++)
        {
            RenderedPair pair = Rendered.Small(seed);
            string caption = pair.Caption;
            foreach (string label in SceneLabels.All.Where(l => l != SceneLabels.Lamp))
            {
                int count = pair.Boxes.Count(b => b.Label == label);
                Assert.Equal(count, pair.Facts.CountOf(label));
                string plural = label switch { "person" => "people", "bus" => "buses", _ => label + "s" };
                string head = caption.Split(';')[0];
                if (count == 0)
                {
                    Assert.DoesNotContain(Words(head), w => w == label || w == plural);
                }
                else
                {
                    string number = count < Numbers.Length ? Numbers[count] : $"{count}";
                    Assert.Matches($@"(^|\W){number} ((walking|standing|parked|moving|moored) )?{(count == 1 ? label : plural)}(\W|$)", head);
                    seen.Add(label);
                }
            }

            Assert.Equal(pair.Facts.Smoke, Words(caption.Split(';')[0]).Contains("smoke"));
            Assert.Equal(pair.Facts.Weather == SceneWeather.Fog, Words(caption).Contains("fog"));
            Assert.Equal(pair.Boxes.Any(b => b.Label == SceneLabels.Person && b.HiddenBySmoke), caption.Contains("hidden by smoke", StringComparison.Ordinal));
            Assert.Equal(pair.Boxes.Any(b => b.Label == SceneLabels.Person && b.LostInTheDark), caption.Contains("lost in the dark", StringComparison.Ordinal));
            Assert.Equal(pair.Facts.Glare, caption.Contains("glare", StringComparison.Ordinal));
        }

        Assert.Superset(new HashSet<string> { "person", "car", "boat", "truck", "bus" }, seen);
    }

    [Theory]
    [InlineData(SceneKind.Street, TimeOfDay.Night, "a night street")]
    [InlineData(SceneKind.Street, TimeOfDay.Dusk, "a street at dusk")]
    [InlineData(SceneKind.Forest, TimeOfDay.Day, "a forest by day")]
    [InlineData(SceneKind.Harbour, TimeOfDay.Night, "a harbour at night")]
    [InlineData(SceneKind.Field, TimeOfDay.Dusk, "a country road at dusk")]
    [InlineData(SceneKind.Corridor, TimeOfDay.Night, "a dark corridor")]
    public void CaptionsNameThePlace(SceneKind kind, TimeOfDay time, string place)
        => Assert.Contains(place, Rendered.Small(3, kind, time).Caption, StringComparison.Ordinal);

    [Fact]
    public void GlareNeedsLitHeadLampsAndDarkness()
    {
        RenderedPair[] dark = [.. Enumerable.Range(0, 10).Select(i => Rendered.Small((ulong)i, SceneKind.Field, TimeOfDay.Night))];
        Assert.Contains(dark, p => p.Facts.Glare);
        Assert.Contains(dark, p => !p.Facts.Glare);
        Assert.All(dark.Where(p => p.Facts.Glare), p => Assert.Contains(p.Boxes, b => b is { State: "moving" }));
        Assert.All(Enumerable.Range(0, 6), i => Assert.False(Rendered.Small((ulong)i, SceneKind.Field, TimeOfDay.Day).Facts.Glare));
    }

    private static string[] Words(string text) => text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
}
