namespace IvifMl.Tests.Text;

public sealed class ClipVocabularyTests
{
    private static readonly string[] Texts =
        ["a visible gray image", "an infrared image of 2 people at night", "a clear image with detailed background and salient objects"];

    [SkippableFact]
    public void Kept_texts_are_cut_as_by_the_full_tokenizer()
    {
        ClipVocabulary vocabulary = ClipVocabulary.FromTexts(ClipTokenizerTests.Full, Texts);
        foreach (string text in Texts)
        {
            long[] expected = ClipTokenizerTests.Full.EncodePadded(text, 20);
            long[] small = vocabulary.Encode(text, 20);
            int end = Array.IndexOf(small, vocabulary.EndId);
            Assert.Equal(expected[..(end + 1)], small[..(end + 1)].Select(id => (long)vocabulary.OriginalIds[(int)id]));
            Assert.All(small[(end + 1)..], id => Assert.Equal(0, id));
        }
    }

    [SkippableFact]
    public void Every_reference_text_survives_the_reduction()
    {
        string[] texts = [.. ClipTokenizerTests.Reference().Select(item => item.Text)];
        ClipVocabulary vocabulary = ClipVocabulary.FromJson(ClipVocabulary.FromTexts(ClipTokenizerTests.Full, texts).ToJson());
        foreach (string text in texts.Where(text => !text.Contains("<|", StringComparison.Ordinal)))
        {
            int[] full = [.. ClipTokenizerTests.Full.Encode(text)];
            long[] small = vocabulary.Encode(text, full.Length + 2);
            Assert.Equal(full, small[1..^1].Select(id => vocabulary.OriginalIds[(int)id]));
        }
    }

    [SkippableFact]
    public void Start_and_end_are_the_last_ids_and_unknown_words_are_one_id()
    {
        ClipVocabulary vocabulary = ClipVocabulary.FromTexts(ClipTokenizerTests.Full, Texts);
        Assert.Equal((vocabulary.Size - 2, vocabulary.Size - 1), (vocabulary.StartId, vocabulary.EndId));
        Assert.Equal(vocabulary.Size, vocabulary.OriginalIds.Count);
        Assert.Equal([-1, 49_406, 49_407], [vocabulary.OriginalIds[0], vocabulary.OriginalIds[vocabulary.StartId], vocabulary.OriginalIds[vocabulary.EndId]]);
        long image = vocabulary.Encode("image")[1];
        Assert.NotEqual(ClipVocabulary.UnknownId, image);
        Assert.Equal([vocabulary.StartId, ClipVocabulary.UnknownId, image, vocabulary.EndId, 0], vocabulary.Encode("XYZZY quux image", 5));
    }

    [SkippableFact]
    public void Text_form_carries_the_notice_and_comes_back_the_same()
    {
        ClipVocabulary vocabulary = ClipVocabulary.FromTexts(ClipTokenizerTests.Full, Texts);
        string json = vocabulary.ToJson();
        Assert.Contains("Copyright (c) 2021 OpenAI", json, StringComparison.Ordinal);
        ClipVocabulary again = ClipVocabulary.FromJson(json);
        Assert.Equal(json, again.ToJson());
        Assert.Equal(vocabulary.Encode(Texts[1]), again.Encode(Texts[1]));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"format":"other/1","notice":"","originalIds":[],"tokens":[],"merges":[]}""")]
    [InlineData("""{"format":"ivif.clip-vocabulary/1","notice":"","originalIds":[1],"tokens":[],"merges":[]}""")]
    [InlineData("""{"format":"ivif.clip-vocabulary/1","notice":"","originalIds":[600],"tokens":["im"],"merges":[]}""")]
    [InlineData("""{"format":"ivif.clip-vocabulary/1","notice":"","originalIds":[1,1],"tokens":["a","a"],"merges":[]}""")]
    [InlineData("""{"format":"ivif.clip-vocabulary/1","notice":"","originalIds":[],"tokens":[],"merges":["im age"]}""")]
    [InlineData("""{"format":"ivif.clip-vocabulary/1","notice":"","originalIds":[],"tokens":[],"merges":["i m","i m"]}""")]
    public void Damaged_text_is_refused(string json) => Assert.Throws<InvalidDataException>(() => ClipVocabulary.FromJson(json));
}
