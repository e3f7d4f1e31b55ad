using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>How far a network is off with sentences and pairs that it was not trained with: mean |F − T| over every intent, with and without its fault.</summary>
internal sealed class PromptedValidation
{
    private readonly float[] _values;
    private readonly PromptPlan[] _plans;
    private readonly int _side;
    private readonly int _seed;

    public PromptedValidation(IReadOnlyList<TrainingPair> pairs, FusionModel teacher, int side, int seed)
    {
        (_side, _seed) = (side, seed);
        PromptedPairSource source = new(pairs, teacher);
        Random random = CropSampler.RandomOf(seed, 0, purpose: 6);
        PromptIntent[] intents = [.. PromptFamily.All.Select(family => family.Intent).Where(intent => intent != PromptIntent.Neutral)];
        _plans =
        [
            .. intents.Select((intent, i) => new PromptPlan(
                PairFault.Intents.Contains(intent) ? new(intent, 0.65f, random.NextSingle(), random.Next()) : PairFault.None,
                [PromptIntent.Neutral, intent, intents[(i + 1) % intents.Length]])),
        ];
        int size = PairTensors.Channels * side * side;
        _values = new float[_plans.Length * size];
        for (int i = 0; i < _plans.Length; i++)
        {
            source.Write(pairs[i % pairs.Count], side, _plans[i].Fault, random, _values.AsSpan(i * size, size));
        }
    }

    /// <summary>The mean error; lower is better.</summary>
    public double Score(PromptedFusionNetwork network, PromptTexts texts)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        network.eval();
        PairTensors pairs = new(tensor(_values, [_plans.Length, PairTensors.Channels, _side, _side]));
        (Tensor text, Tensor target, _) = PromptedObjective.Ask(pairs, _plans, texts, CropSampler.RandomOf(_seed, 0, purpose: 7), heldOut: true);
        return (network.Fuse(pairs.Infrared, pairs.Visible, text).Luminance - target).abs().mean().item<float>();
    }
}
