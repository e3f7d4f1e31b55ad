namespace IvifMl.Training;

/// <summary>Writes captions that are true by construction: each part is drawn among those that fit the picture.</summary>
internal static class CaptionWriter
{
    private const float OnlyKind = 0.14f;
    private const float BareSentence = 0.22f;

    /// <summary>One caption for a picture.</summary>
    /// <param name="picture">All that is true of it.</param>
    /// <param name="random">Draws what is said, and how.</param>
    public static Caption Write(CaptionFacts picture, Random random)
    {
        // A sentence that says nothing teaches nothing; every picture has a kind, so that a few draws find one that does.
        Caption caption = Sentence(picture, random);
        while (caption.Says == CaptionFacts.None)
        {
            caption = Sentence(picture, random);
        }

        return caption;
    }

    private static Caption Sentence(CaptionFacts picture, Random random)
    {
        CaptionFacts good = CaptionFacts.Clear | CaptionFacts.DetailedBackground | CaptionFacts.SalientObjects;
        float first = random.NextSingle();
        if ((picture & good) == good && first < 0.25f)
        {
            return new(CaptionPhrases.GoodFusion, good);
        }

        Caption kind = Fitting(CaptionPhrases.Kinds, picture, random)!;
        if (first < OnlyKind)
        {
            return Article(kind, string.Empty);
        }

        if (first > 1 - BareSentence && Bare(picture, random) is Caption bare)
        {
            return bare;
        }

        // What is wrong is said more often before the kind than behind it.
        Caption? adjective = random.NextSingle() < 0.6f ? Fitting(CaptionPhrases.Adjectives, picture, random) : null;
        Caption sentence = Article(kind, adjective?.Text + (adjective is null ? string.Empty : " "), adjective?.Says ?? CaptionFacts.None);
        if (random.NextSingle() < 0.4f && Fitting(CaptionPhrases.Merits, picture, random) is Caption merit)
        {
            return Join(sentence, " with ", merit);
        }

        if (random.NextSingle() < 0.45f && Fitting(CaptionPhrases.Places, picture, random) is Caption place)
        {
            sentence = Join(sentence, " of ", place);
            if (random.NextSingle() < 0.5f && Fitting(CaptionPhrases.Times, picture, random) is Caption when)
            {
                sentence = Join(sentence, " ", when);
            }

            return random.NextSingle() < 0.5f && Fitting(CaptionPhrases.Contents, picture, random) is Caption also ? Join(sentence, " with ", also) : sentence;
        }

        return random.NextSingle() < 0.6f && Fitting(CaptionPhrases.Contents, picture, random) is Caption content ? Join(sentence, " of ", content) : sentence;
    }

    /// <summary>A sentence about time or content alone; null where nothing is known.</summary>
    private static Caption? Bare(CaptionFacts picture, Random random)
    {
        if (random.NextSingle() < 0.4f && Fitting(CaptionPhrases.Times, picture, random) is Caption when)
        {
            return Join(new("an image taken", CaptionFacts.None), " ", when);
        }

        Caption? content = Fitting(CaptionPhrases.Contents, picture, random);
        return content is null ? null : random.Next(3) switch
        {
            0 => Join(new("a photo of", CaptionFacts.None), " ", content),
            1 => Join(new("a picture of", CaptionFacts.None), " ", content),
            _ => content,
        };
    }

    /// <summary>A phrase that is true of the picture; phrases that say nothing are true of all. Null where none is.</summary>
    private static Caption? Fitting(IReadOnlyList<Caption> phrases, CaptionFacts picture, Random random)
    {
        // Reservoir of one: every fitting phrase has the same chance.
        Caption? chosen = null;
        int seen = 0;
        foreach (Caption phrase in phrases)
        {
            if (phrase.Fits(picture) && random.Next(++seen) == 0)
            {
                chosen = phrase;
            }
        }

        return chosen;
    }

    private static Caption Article(Caption kind, string adjective, CaptionFacts says = CaptionFacts.None)
    {
        string text = kind.Text.Replace("{0}", adjective, StringComparison.Ordinal);
        return new((text[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + text, kind.Says | says);
    }

    private static Caption Join(Caption first, string between, Caption second) => new(first.Text + between + second.Text, first.Says | second.Says);
}
