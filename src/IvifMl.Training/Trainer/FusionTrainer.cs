using IvifMl.Imaging;
using IvifMl.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Trains a fusion network: crops, forward, loss, backward, Adam.</summary>
internal sealed class FusionTrainer : TrainingLoop
{
    private readonly LanguageDrivenOptions _options;
    private readonly FusionNetwork _network;
    private readonly FusionObjective _objective;
    private readonly TrainingSet _set;
    private readonly CropSampler _sampler;
    private readonly Device _device;
    private readonly float[] _infrared;
    private readonly float[] _visible;
    private readonly long[] _milestones;

    /// <summary>A training that can run. The network and the objective stay the caller's.</summary>
    public FusionTrainer(FusionNetwork network, FusionObjective objective, TrainingSet set, LanguageDrivenOptions options, Device device, Action<string> say)
        : base(SettingsOf(network, objective, set, options), optim.Adam(network.parameters(), options.LearningRate), say)
    {
        (_network, _objective, _set, _options, _device) = (network, objective, set, options, device);
        set.CheckSizes(options.CropSide);
        _sampler = new CropSampler(set.Training, options.CropSide, options.Seed);
        int size = options.BatchSize * options.CropSide * options.CropSide;
        (_infrared, _visible) = (new float[size], new float[size]);
        _milestones = [.. options.HalvingShares.Select(share => (long)(share * Steps))];
    }

    /// <inheritdoc/>
    protected override nn.Module Result => _network;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, nn.Module> Modules => new Dictionary<string, nn.Module> { [TrainingCheckpoint.WeightsEntry] = _network };

    /// <inheritdoc/>
    protected override double TakeStep(TrainingWindow window)
    {
        using DisposeScope scope = NewDisposeScope();
        double rate = LearningRateSchedule.RateAt(Step, _options.LearningRate, (long)(_options.WarmUpEpochs * StepsAnEpoch), _milestones);
        LearningRateSchedule.Set(Optimizer, rate);

        manual_seed(CropSampler.RandomOf(_options.Seed, Step, purpose: 3).NextInt64());
        _sampler.Draw(Step, _options.BatchSize, _infrared, _visible);
        long[] shape = [_options.BatchSize, 1, _options.CropSide, _options.CropSide];
        Tensor infrared = tensor(_infrared, shape).to(_device);
        Tensor visible = tensor(_visible, shape).to(_device);
        _network.train();
        Optimizer.zero_grad();
        Tensor fused = _network.call(infrared + (randn_like(infrared) * _options.Noise), visible + (randn_like(visible) * _options.Noise));
        (Tensor loss, Tensor[] terms) = _objective.Evaluate(fused, infrared, visible, CropSampler.RandomOf(_options.Seed, Step, purpose: 4));
        window.Add(Step, loss, terms);
        loss.backward();
        nn.utils.clip_grad_norm_(_network.parameters(), _options.MaximumGradientNorm);
        Optimizer.step();
        return rate;
    }

    /// <inheritdoc/>
    protected override double? Measure()
    {
        if (_set.Validation.Count == 0)
        {
            return null;
        }

        _network.eval();
        return FusionValidation.Score(_network, _set.Validation, _options.ValidationMetric, _device) ?? double.NaN;
    }

    /// <inheritdoc/>
    protected override RasterImage Samples() => FusionValidation.Samples(_network, _set.Validation.Count > 0 ? _set.Validation : _set.Training, _device);

    private static TrainingLoopSettings SettingsOf(FusionNetwork network, FusionObjective objective, TrainingSet set, LanguageDrivenOptions options)
    {
        long epoch = Math.Max(1, (long)set.Training.Count * options.Repeats / options.BatchSize);
        return new()
        {
            Name = options.Card.Name,
            Recipe = TrainingRecipe.Fingerprint(options, network, objective.EncoderName, set),
            Terms = objective.Terms,
            ValidationName = options.ValidationMetric.ShortName(),
            LowerIsBetter = options.ValidationMetric.Direction() == MetricDirection.LowerIsBetter,
            SamplesCaption = "Infrared, visible, fused.",
            StepsAnEpoch = epoch,
            Steps = epoch * options.Epochs,
            OutputFolder = options.OutputFolder,
            ReportEvery = options.ReportEvery,
            CheckpointEvery = options.CheckpointEvery,
            Patience = options.Patience,
            KeepBest = options.KeepBest,
            Progress = options.Progress,
            CancellationToken = options.CancellationToken,
        };
    }
}
