namespace IvifMl.Training;

/// <summary>The pairs of a training: those it learns from and those it is measured on.</summary>
/// <param name="Training">At least one pair.</param>
/// <param name="Validation">None where nothing is validated.</param>
internal sealed record TrainingSet(IReadOnlyList<TrainingPair> Training, IReadOnlyList<TrainingPair> Validation)
{
    /// <summary>Keeps a share of the pairs for validation, chosen by the seed.</summary>
    /// <exception cref="ArgumentException">There is no pair, or none would be left to learn from.</exception>
    public static TrainingSet Split(IReadOnlyList<TrainingPair> pairs, double validationShare, int seed)
    {
        if (pairs.Count == 0)
        {
            throw new ArgumentException("There is no pair to train on.", nameof(pairs));
        }

        int kept = validationShare > 0 ? Math.Max(1, (int)Math.Round(pairs.Count * validationShare)) : 0;
        if (kept >= pairs.Count)
        {
            throw new ArgumentException($"Of {pairs.Count} pair(s), {kept} would go to validation and none be left to train on. Give more pairs or set ValidationShare to 0.");
        }

        TrainingPair[] order = [.. pairs];
        CropSampler.RandomOf(seed, 0, purpose: 5).Shuffle(order);
        return new(order[kept..], order[..kept]);
    }

    /// <summary>Checks that a crop fits into every pair.</summary>
    /// <exception cref="ArgumentException">A pair is too small; the message names it.</exception>
    public void CheckSizes(int cropSide)
    {
        if (Training.FirstOrDefault(pair => pair.Width < cropSide || pair.Height < cropSide) is { } small)
        {
            throw new ArgumentException($"Pair '{small.Name}' has {small.Width}×{small.Height} pixels, less than a crop of {cropSide}×{cropSide}. Lower CropSide or leave the pair out.");
        }
    }
}
