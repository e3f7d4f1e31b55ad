using IvifMl.Imaging;
using IvifMl.Training;

namespace IvifMl.TextStudy;

/// <summary>Mean distances of the pictures of one intent: to the neutral picture, between two of its sentences, to other intents.</summary>
internal sealed record IntentDistances(PromptIntent Intent, double Neutral, double Paraphrases, double Others);

/// <summary>Mean distances between pictures of the same pairs under different prompts.</summary>
/// <param name="Empty">An empty prompt's to the neutral picture; 0 where γ = β = 0 is a no-op.</param>
/// <param name="Spoken">Neutral sentences' to the neutral picture.</param>
/// <param name="Intents">Those of each intent.</param>
internal sealed record PromptDistances(double Empty, double Spoken, IReadOnlyList<IntentDistances> Intents)
{
    public static PromptDistances Of(FusionModel model, IReadOnlyList<TrainingPair> pairs)
    {
        PromptFamily[] families = [.. PromptFamily.All.Where(family => family.Intent != PromptIntent.Neutral)];
        (double empty, double spoken) = (0, 0);
        (double[] neutral, double[] same, double[] other) = (new double[families.Length], new double[families.Length], new double[families.Length]);
        foreach (TrainingPair pair in pairs)
        {
            (Plane infrared, Plane visible) = (pair.InfraredPlane(), pair.VisiblePlane());
            Plane nothing = model.Score(infrared, visible);
            Plane[] Under(PromptFamily family) => [.. Sentences(family).Select(sentence => model.Score(infrared, visible, sentence))];
            empty += StudySet.Distance(model.Score(infrared, visible, ""), nothing) / pairs.Count;
            spoken += Under(PromptFamily.Of(PromptIntent.Neutral)).Average(p => StudySet.Distance(p, nothing)) / pairs.Count;
            Plane[][] pictures = [.. families.Select(Under)];
            for (int k = 0; k < families.Length; k++)
            {
                neutral[k] += pictures[k].Average(p => StudySet.Distance(p, nothing)) / pairs.Count;
                same[k] += pictures[k].SelectMany((p, i) => pictures[k].Skip(i + 1).Select(q => StudySet.Distance(p, q))).Average() / pairs.Count;
                other[k] += pictures.Where((_, j) => j != k).Average(group => StudySet.Distance(group[0], pictures[k][0])) / pairs.Count;
            }
        }

        return new(empty, spoken, [.. families.Select((family, k) => new IntentDistances(family.Intent, neutral[k], same[k], other[k]))]);
    }

    /// <summary>Two sentences that were never trained with, and two that were.</summary>
    private static string[] Sentences(PromptFamily family) => [family.HeldOut[0], family.HeldOut[1], family.Training[0], family.Training[family.Training.Count / 2]];
}
