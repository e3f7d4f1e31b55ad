namespace IvifMl.Training;

/// <summary>What is asked of each pair of a step: <see cref="Prompts"/> prompts a pair, the first of them the neutral one.</summary>
/// <param name="Fault">The pair's fault.</param>
/// <param name="Intents">What is asked for.</param>
internal sealed record PromptPlan(PairFault Fault, PromptIntent[] Intents)
{
    /// <summary>K.</summary>
    public const int Prompts = 3;

    private const double FaultyShare = 0.6;
    private const float LeastSeverity = 0.3f;
    private const double StyleShare = 0.4;

    /// <summary>Flat pictures are the fault that is hardest to see, so every fifth fault is one beyond its turn.</summary>
    private const double FlatShare = 0.2;

    private static readonly PromptIntent[] Styles = [PromptIntent.EmphasiseTargets, PromptIntent.KeepVisible];

    /// <summary>
    /// Draws a plan: a fault or none, the prompt that fits it (any, where there is none), and another, so that one pair under different prompts
    /// must become different pictures.
    /// </summary>
    public static PromptPlan Draw(Random random)
    {
        PairFault fault = random.NextDouble() < FaultyShare
            ? new(
                random.NextDouble() < FlatShare ? PromptIntent.RaiseContrast : PairFault.Intents[random.Next(PairFault.Intents.Count)],
                LeastSeverity + ((1 - LeastSeverity) * random.NextSingle()),
                random.NextSingle(),
                random.Next())
            : PairFault.None;
        PromptIntent first = fault.Intent == PromptIntent.Neutral ? Any(random) : fault.Intent;
        PromptIntent second;
        do
        {
            second = random.NextDouble() < StyleShare ? Styles[random.Next(Styles.Length)] : Any(random);
        }
        while (second == first);
        return new(fault, [PromptIntent.Neutral, first, second]);
    }

    /// <summary>Whether a prompt asks to have the pair's fault taken away.</summary>
    public bool Fits(int prompt) => Intents[prompt] != PromptIntent.Neutral && Intents[prompt] == Fault.Intent;

    private static PromptIntent Any(Random random) => (PromptIntent)(1 + random.Next(PromptFamily.All.Count - 1));
}
