using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>The loss of one prompted step.</summary>
internal sealed class PromptedObjective : IDisposable
{
    private readonly PromptedLossOptions _options;
    private readonly FusionObjective _neutral;
    private readonly bool _hasCodebook;

    /// <summary>An objective for a network.</summary>
    public PromptedObjective(PromptedLossOptions options, bool hasCodebook)
    {
        options.Validate();
        (_options, _hasCodebook) = (options, hasCodebook);
        _neutral = new FusionObjective(options.Fusion with { Language = null }, null, null, CPU);
    }

    /// <summary>The terms of a step, in order; of a codebook also what is only looked at.</summary>
    public IReadOnlyList<string> Terms =>
    [
        .. _options.Weights().Where(weight => weight.Weight > 0 && (_hasCodebook || weight.Name != nameof(_options.Commitment))).Select(weight => weight.Name),
        .. _hasCodebook ? (string[])[nameof(CodebookUsage.Perplexity), nameof(CodebookUsage.Used)] : [],
    ];

    /// <summary>The loss and the unweighted value of each term.</summary>
    /// <param name="network">The network.</param>
    /// <param name="pairs">N pairs.</param>
    /// <param name="plans">What is asked of each.</param>
    /// <param name="texts">The sentences.</param>
    /// <param name="random">Draws sentences.</param>
    public (Tensor Loss, Tensor[] Terms) Evaluate(PromptedFusionNetwork network, PairTensors pairs, IReadOnlyList<PromptPlan> plans, PromptTexts texts, Random random)
    {
        (Tensor text, Tensor target, Tensor chroma) = Ask(pairs, plans, texts, random, heldOut: false);
        PromptedDrawing drawing = network.Draw(pairs.Infrared, pairs.Visible, text);
        Tensor fused = drawing.Luminance;
        Tensor visibleChroma = pairs.Chroma.repeat_interleave(PromptPlan.Prompts, 0);
        Tensor neutral = FirstOfEach(fused);
        List<(double Weight, Tensor Term)> terms = [];
        Add(_options.Picture, () => (fused - target).abs().mean());
        Add(_options.Gradient, () => Slopes(fused, target));
        Add(_options.Similarity, () => SsimLoss.Of(fused, target, target));
        Add(_options.Chroma, () => ((drawing.ChromaGain * visibleChroma) - chroma).abs().mean());
        Add(_options.Difference, () => Differences(fused - target));
        Add(_options.Paraphrase, () => Paraphrases(network, texts, random));
        Add(_options.Neutral, () => _neutral.Evaluate(neutral.clamp(0, 1), pairs.Infrared, pairs.Visible, random).Loss);
        Add(_options.Structure, () => StructureLoss.Of(neutral, pairs.Infrared, pairs.Visible));
        Add(_options.Correlation, () => Correlation(drawing));
        Add(_hasCodebook ? _options.Commitment : 0, () => drawing.Codes!.Commitment);
        Tensor loss = terms.Select(term => term.Term * term.Weight).Aggregate((sum, term) => sum + term);
        return (loss, [.. terms.Select(term => term.Term), .. drawing.Codes is { } codes ? (Tensor[])[codes.Perplexity, codes.Used] : []]);

        void Add(double weight, Func<Tensor> term)
        {
            if (weight > 0)
            {
                terms.Add((weight, term()));
            }
        }
    }

    /// <summary>Texts [N·K, D], the pictures that they ask for [N·K, 1, H, W] and their chroma [N·K, 2, H, W].</summary>
    public static (Tensor Text, Tensor Target, Tensor Chroma) Ask(PairTensors pairs, IReadOnlyList<PromptPlan> plans, PromptTexts texts, Random random, bool heldOut)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        List<Tensor> asked = [];
        List<Tensor> targets = [];
        List<Tensor> chromas = [];
        for (int i = 0; i < plans.Count; i++)
        {
            for (int k = 0; k < PromptPlan.Prompts; k++)
            {
                PromptIntent intent = plans[i].Intents[k];
                asked.Add(intent == PromptIntent.Neutral && random.NextDouble() < 0.7 ? texts.Nothing() : texts.Draw(intent, random, heldOut));
                (Tensor target, Tensor chroma) = PromptEffect.Target(intent, pairs[i], plans[i].Fits(k));
                targets.Add(target);
                chromas.Add(chroma);
            }
        }

        return (cat(asked, 0).MoveToOuterDisposeScope(), cat(targets, 0).MoveToOuterDisposeScope(), cat(chromas, 0).MoveToOuterDisposeScope());
    }

    public void Dispose() => _neutral.Dispose();

    private static Tensor FirstOfEach(Tensor all) => all.reshape(-1, PromptPlan.Prompts, all.shape[2], all.shape[3]).narrow(1, 0, 1);

    private static Tensor Slopes(Tensor fused, Tensor target) =>
        ImageTensors.Sobel(fused - target, PaddingModes.Replicate).abs().mean();

    /// <summary>Every prompt's error against every other's of the same pair.</summary>
    private static Tensor Differences(Tensor errors)
    {
        Tensor grouped = errors.reshape(-1, PromptPlan.Prompts, errors.shape[2], errors.shape[3]);
        return (grouped - grouped.roll(1, 1)).abs().mean();
    }

    /// <summary>Two sentences of each intent should do the same, and a neutral sentence nothing.</summary>
    private static Tensor Paraphrases(PromptedFusionNetwork network, PromptTexts texts, Random random)
    {
        List<Tensor> first = [];
        List<Tensor> second = [];
        foreach (PromptFamily family in PromptFamily.All)
        {
            first.Add(texts.Draw(family.Intent, random));
            second.Add(family.Intent == PromptIntent.Neutral ? texts.Nothing() : texts.Draw(family.Intent, random));
        }

        return (network.Respond(cat(first, 0)) - network.Respond(cat(second, 0))).abs().mean();
    }

    private static Tensor Correlation(PromptedDrawing drawing)
    {
        Tensor[] details = drawing.Details!.chunk(2, 1);
        Tensor[] bases = drawing.Bases!.chunk(2, 1);
        return CrossModalCorrelationLoss.Of(details[0], details[1], bases[0], bases[1]);
    }
}
