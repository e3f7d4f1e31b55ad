namespace IvifMl.Training;

/// <summary>Sentences that ask for the same thing: those that a model is trained with, and others that it is tested with.</summary>
/// <param name="Intent">What they ask for.</param>
/// <param name="Training">Sentences to train with.</param>
/// <param name="HeldOut">Sentences that are never trained with.</param>
public sealed record PromptFamily(PromptIntent Intent, IReadOnlyList<string> Training, IReadOnlyList<string> HeldOut)
{
    private static readonly string[] Orders =
    [
        "{0}", "please {0}", "{0} in the fused image", "fuse both images and {0}", "{0} in this scene", "we fuse infrared and visible light images, and the aim is to {0}",
        "when you put the infrared and the visible image together, {0}",
    ];

    private static readonly string[] Statements =
    [
        "{0}", "an image with {0}", "{1} image with {0}", "{0} in the {1} image", "the {1} image suffers from {0}", "fusion of infrared and visible images with {0}",
        "the {1} images of this fusion task are affected by {0}", "infrared and visible image fusion, dealing with {0} of the {1} image",
        "here infrared and visible light images are fused, while the {1} images are degraded by {0}", "our job is the fusion of infrared and visible light images with attention to {0} in the {1} image",
        "infrared and visible pictures are to be put together although {0} harms the {1} ones", "when infrared and visible images are fused, {1} images often suffer from {0}",
        "a task of image fusion with {0} as the degradation of the {1} pictures", "both images are combined, with special care for the {0} that affects the {1} image",
    ];

    /// <summary>All families, one for each intent, in the order of <see cref="PromptIntent"/>.</summary>
    public static IReadOnlyList<PromptFamily> All { get; } = [.. PromptSentences.All.Select(Of)];

    /// <summary>The family of an intent.</summary>
    public static PromptFamily Of(PromptIntent intent) => All[(int)intent];

    private static PromptFamily Of(PromptSentences words) => new(
        words.Intent,
        [.. Write(words.Verbs, words.Things, words.Faults, words.Source).Concat(words.Sentences).Concat(SceneSentences.Of(words.Intent)).Distinct(StringComparer.Ordinal)],
        words.HeldOut);

    private static IEnumerable<string> Write(string[] verbs, string[] things, string[] faults, string source)
    {
        int turn = 0;
        foreach (string thing in things)
        {
            foreach (string verb in verbs)
            {
                yield return Fill(Orders[turn++ % Orders.Length], Fill(verb, thing), source);
            }
        }

        foreach (string fault in faults)
        {
            foreach (string frame in Statements)
            {
                yield return Fill(frame, fault, source);
            }
        }
    }

    private static string Fill(string frame, string words, string source = "") =>
        frame.Replace("{0}", words, StringComparison.Ordinal).Replace("{1}", source, StringComparison.Ordinal);
}
