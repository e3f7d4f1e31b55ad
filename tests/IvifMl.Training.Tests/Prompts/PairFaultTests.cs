using IvifMl.Imaging;

namespace IvifMl.Training.Tests.Prompts;

public sealed class PairFaultTests
{
    [Theory]
    [InlineData(PromptIntent.SuppressGlare, 0f, false, true)]
    [InlineData(PromptIntent.SuppressGlare, 1f, false, true)]
    [InlineData(PromptIntent.ClearHaze, 0f, false, true)]
    [InlineData(PromptIntent.BrightenDark, 0f, false, true)]
    [InlineData(PromptIntent.RemoveNoise, 0f, true, false)]
    [InlineData(PromptIntent.RemoveStripes, 0f, true, false)]
    [InlineData(PromptIntent.RaiseContrast, 0.2f, true, false)]
    [InlineData(PromptIntent.RaiseContrast, 0.6f, true, true)]
    [InlineData(PromptIntent.RaiseContrast, 0.9f, false, true)]
    [InlineData(PromptIntent.Neutral, 0f, false, false)]
    [InlineData(PromptIntent.KeepVisible, 0f, false, false)]
    public void A_fault_lies_in_its_own_source(PromptIntent intent, float variant, bool changesInfrared, bool changesVisible)
    {
        Plane infrared = Ramp(0.1f);
        Plane[] colours = [Ramp(0.2f), Ramp(0.3f), Ramp(0.4f)];
        (Plane spoiltInfrared, IReadOnlyList<Plane> spoilt) = new PairFault(intent, 0.7f, variant, 3).Apply(infrared, colours);
        Assert.Equal(changesInfrared, Distance(infrared, spoiltInfrared) > 1e-3);
        Assert.Equal(changesVisible, Distance(colours[1], spoilt[1]) > 1e-3);
        Assert.All(spoilt.Append(spoiltInfrared), plane => Assert.DoesNotContain(plane.Array, v => v is < 0 or > 1));
    }

    [Fact]
    public void Glare_is_white_in_its_core_and_nowhere_darker_than_before()
    {
        Plane[] colours = [Ramp(0.2f), Ramp(0.2f), Ramp(0.2f)];
        Plane lit = GlareSpots.Apply(colours, 1, 4)[0];
        Assert.Equal(1, lit.Array.Max());
        Assert.All(lit.Array.Zip(colours[0].Array), pair => Assert.True(pair.First >= pair.Second));
        Assert.Equal(lit.Array, GlareSpots.Apply(colours, 1, 4)[1].Array);
    }

    [Fact]
    public void Every_plan_begins_neutral_and_asks_one_pair_for_two_different_things()
    {
        Random random = new(1);
        PromptPlan[] plans = [.. Enumerable.Range(0, 300).Select(_ => PromptPlan.Draw(random))];
        Assert.All(plans, plan =>
        {
            Assert.Equal(PromptIntent.Neutral, plan.Intents[0]);
            Assert.False(plan.Fits(0));
            Assert.NotEqual(plan.Intents[1], plan.Intents[2]);
            Assert.Equal(plan.Fault.Intent != PromptIntent.Neutral, plan.Fits(1));
        });
        Assert.All(PromptFamily.All, family => Assert.Contains(plans, plan => plan.Intents.Contains(family.Intent)));
        Assert.Contains(plans, plan => plan.Fault == PairFault.None);
    }

    private static Plane Ramp(float from)
    {
        Plane plane = new(48, 64);
        for (int i = 0; i < plane.Length; i++)
        {
            plane.Array[i] = from + (0.5f * (i % 64) / 64);
        }

        return plane;
    }

    private static double Distance(Plane a, Plane b) => a.Array.Zip(b.Array, (x, y) => Math.Abs(x - y)).Average();
}
