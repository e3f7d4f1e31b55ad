namespace IvifMl.Training.Tests.Prompts;

public sealed class PromptFamilyTests
{
    [Fact]
    public void There_is_a_family_for_each_intent_in_its_order()
    {
        Assert.Equal(Enum.GetValues<PromptIntent>(), PromptFamily.All.Select(family => family.Intent));
        Assert.All(Enum.GetValues<PromptIntent>(), intent => Assert.Equal(intent, PromptFamily.Of(intent).Intent));
    }

    [Fact]
    public void Held_out_sentences_are_nowhere_trained_with()
    {
        HashSet<string> trained = [.. PromptFamily.All.SelectMany(family => family.Training)];
        Assert.All(PromptFamily.All.SelectMany(family => family.HeldOut), sentence => Assert.DoesNotContain(sentence, trained));
        Assert.All(PromptFamily.All, family => Assert.True(family.HeldOut.Count >= 4 && family.Training.Count >= 40, $"{family.Intent}"));
    }

    [Fact]
    public void No_sentence_belongs_to_two_families_and_no_placeholder_is_left()
    {
        string[] all = [.. PromptFamily.All.SelectMany(family => family.Training.Concat(family.HeldOut))];
        Assert.Equal(all.Length, all.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(all, sentence => Assert.False(sentence.Contains('{', StringComparison.Ordinal) || string.IsNullOrWhiteSpace(sentence), sentence));
    }
}
