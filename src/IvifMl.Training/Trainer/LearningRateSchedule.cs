using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// Learning rates by step. <see cref="RateAt"/> is the schedule that LDFusion intends: a linear warm-up, then half the rate at each milestone. (Its published code steps both schedulers in
/// the first epoch only, so that the rate never falls; we do what its configuration says.)
/// </summary>
internal static class LearningRateSchedule
{
    /// <summary>Gives all parameters of an optimizer one rate.</summary>
    public static void Set(optim.Optimizer optimizer, double rate)
    {
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }
    }

    /// <summary>The rate of a step.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="rate">The full rate.</param>
    /// <param name="warmUp">Steps of the warm-up.</param>
    /// <param name="milestones">Steps from which the rate is halved once more.</param>
    public static double RateAt(long step, double rate, long warmUp, IEnumerable<long> milestones)
    {
        double share = step < warmUp ? (step + 1.0) / warmUp : 1;
        return rate * share * Math.Pow(0.5, milestones.Count(milestone => step >= milestone));
    }

    /// <summary>A linear warm-up, then half a cosine from the full rate down to a share of it (Loshchilov and Hutter 2017).</summary>
    /// <param name="step">From 0.</param>
    /// <param name="rate">The full rate.</param>
    /// <param name="warmUp">Steps of the warm-up.</param>
    /// <param name="steps">Steps of the whole training.</param>
    /// <param name="lastShare">What is left of the rate at the end, 0–1.</param>
    public static double CosineAt(long step, double rate, long warmUp, long steps, double lastShare)
    {
        if (step < warmUp)
        {
            return rate * (step + 1.0) / warmUp;
        }

        double done = (step - warmUp) / Math.Max(1.0, steps - warmUp);
        return rate * (lastShare + ((1 - lastShare) * (1 + Math.Cos(Math.PI * done)) / 2));
    }
}
