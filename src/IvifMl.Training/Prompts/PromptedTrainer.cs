using IvifMl.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Trains a text-guided network: crops with faults, prompts, the pictures that they ask for, loss, Adam.</summary>
internal sealed class PromptedTrainer : TrainingLoop
{
    private readonly TextGuidedOptions _options;
    private readonly PromptedFusionNetwork _network;
    private readonly PromptedObjective _objective;
    private readonly PromptTexts _texts;
    private readonly TrainingSet _set;
    private readonly PromptedPairSource _source;
    private readonly PromptedValidation? _validation;
    private readonly float[] _values;
    private readonly long[] _milestones;

    /// <summary>A training that can run. Network, objective and texts stay the caller's.</summary>
    public PromptedTrainer(PromptedFusionNetwork network, PromptedObjective objective, PromptTexts texts, FusionModel teacher, TrainingSet set, TextGuidedOptions options, Action<string> say)
        : base(SettingsOf(network, objective, set, options), optim.Adam(network.parameters(), options.LearningRate), say)
    {
        (_network, _objective, _texts, _set, _options) = (network, objective, texts, set, options);
        set.CheckSizes(options.CropSide);
        _source = new PromptedPairSource(set.Training, teacher);
        _validation = set.Validation.Count == 0 ? null : new PromptedValidation(set.Validation, teacher, options.CropSide, options.Seed);
        _values = new float[options.BatchSize * PairTensors.Channels * options.CropSide * options.CropSide];
        _milestones = [.. options.HalvingShares.Select(share => (long)(share * options.Steps))];
    }

    /// <inheritdoc/>
    protected override nn.Module Result => _network;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, nn.Module> Modules => new Dictionary<string, nn.Module> { [TrainingCheckpoint.WeightsEntry] = _network };

    /// <inheritdoc/>
    protected override double TakeStep(TrainingWindow window)
    {
        using DisposeScope scope = NewDisposeScope();
        double rate = LearningRateSchedule.RateAt(Step, _options.LearningRate, _options.WarmUpSteps, _milestones);
        LearningRateSchedule.Set(Optimizer, rate);

        Random random = CropSampler.RandomOf(_options.Seed, Step, purpose: 1);
        manual_seed(CropSampler.RandomOf(_options.Seed, Step, purpose: 3).NextInt64());
        int size = PairTensors.Channels * _options.CropSide * _options.CropSide;
        PromptPlan[] plans = new PromptPlan[_options.BatchSize];
        for (int i = 0; i < plans.Length; i++)
        {
            plans[i] = PromptPlan.Draw(random);
            _source.Write(_source.Draw(random), _options.CropSide, plans[i].Fault, random, _values.AsSpan(i * size, size));
        }

        PairTensors pairs = new(tensor(_values, [plans.Length, PairTensors.Channels, _options.CropSide, _options.CropSide]));
        _network.train();
        Optimizer.zero_grad();
        (Tensor loss, Tensor[] terms) = _objective.Evaluate(_network, pairs, plans, _texts, random);
        window.Add(Step, loss, terms);
        loss.backward();
        nn.utils.clip_grad_norm_(_network.parameters(), _options.MaximumGradientNorm);
        Optimizer.step();
        if (Step + 1 == Steps)
        {
            SentencePractice.Take(_network, _texts, _options.Steps, CropSampler.RandomOf(_options.Seed, Step, purpose: 2));
        }

        return rate;
    }

    /// <inheritdoc/>
    protected override double? Measure() => _validation?.Score(_network, _texts);

    /// <inheritdoc/>
    protected override RasterImage Samples() => PromptSheet.Draw(_network, _texts, _set.Validation.Count > 0 ? _set.Validation : _set.Training);

    private static TrainingLoopSettings SettingsOf(PromptedFusionNetwork network, PromptedObjective objective, TrainingSet set, TextGuidedOptions options) => new()
    {
        Name = options.Card.Name,
        Recipe = PromptedRecipe.Fingerprint(options, network, set),
        Terms = objective.Terms,
        ValidationName = "held-out sentences off by",
        LowerIsBetter = true,
        SamplesCaption = "Infrared, visible, and the fusion by one held-out sentence of each intent.",
        StepsAnEpoch = options.Steps,
        Steps = options.Steps,
        OutputFolder = options.OutputFolder,
        ReportEvery = options.ReportEvery,
        CheckpointEvery = options.CheckpointEvery,
        Progress = options.Progress,
        CancellationToken = options.CancellationToken,
    };
}
