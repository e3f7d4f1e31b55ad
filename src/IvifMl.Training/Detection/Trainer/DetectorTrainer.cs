using IvifMl.Imaging;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Trains a detector: crops, forward, loss, backward, Adam with decoupled decay, moving average.</summary>
internal sealed class DetectorTrainer : TrainingLoop
{
    /// <summary>The checkpoint's entry with the averaged weights.</summary>
    public const string AverageEntry = "average";

    private readonly AnchorFreeOptions _options;
    private readonly IvifDetNetwork _network;
    private readonly IvifDetNetwork _average;
    private readonly DetectorSet _set;
    private readonly DetectorSampler _sampler;
    private readonly Device _device;
    private readonly float[] _pixels;

    /// <summary>A training that can run. The networks stay the caller's; the average becomes equal to the network.</summary>
    public DetectorTrainer(IvifDetNetwork network, IvifDetNetwork average, DetectorSet set, AnchorFreeOptions options, Device device, Action<string> say)
        : base(SettingsOf(network, set, options), optim.Adam(network.parameters(), options.LearningRate), say)
    {
        (_network, _average, _set, _options, _device) = (network, average, set, options, device);
        _sampler = new DetectorSampler(set.Training, network.Options, options.Augmentation, options.CropSide, options.Seed);
        _pixels = new float[3 * options.BatchSize * options.CropSide * options.CropSide];
        AveragedWeights.Begin(average, network);
        average.eval();
    }

    /// <inheritdoc/>
    protected override nn.Module Result => _average;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, nn.Module> Modules =>
        new Dictionary<string, nn.Module> { [TrainingCheckpoint.WeightsEntry] = _network, [AverageEntry] = _average };

    /// <inheritdoc/>
    protected override double TakeStep(TrainingWindow window)
    {
        using DisposeScope scope = NewDisposeScope();
        double rate = LearningRateSchedule.CosineAt(Step, _options.LearningRate, (long)(_options.WarmUpEpochs * StepsAnEpoch), Steps, _options.LastRateShare);
        LearningRateSchedule.Set(Optimizer, rate);

        IReadOnlyList<IReadOnlyList<DetectionTarget>> targets = _sampler.Draw(Step, _options.BatchSize, _pixels);
        Tensor pictures = tensor(_pixels, [_options.BatchSize, 3, _options.CropSide, _options.CropSide]).to(_device);
        _network.train();
        Optimizer.zero_grad();
        DetectionLoss.Terms terms = DetectionLoss.Of(_network.call(pictures), _options.CropSide, _options.CropSide, targets);
        Tensor loss = terms.Total();
        window.Add(Step, loss, [terms.Boxes, terms.Objectness, terms.Classes]);
        loss.backward();
        nn.utils.clip_grad_norm_(_network.parameters(), _options.MaximumGradientNorm);
        Decay(rate * _options.WeightDecay);
        Optimizer.step();
        AveragedWeights.Add(_average, _network, Step, _options.AverageDecay);
        return rate;
    }

    /// <inheritdoc/>
    protected override double? Measure() => _set.Validation.Count == 0 ? null : DetectorValidation.Score(_average, _set.Validation);

    /// <inheritdoc/>
    protected override RasterImage Samples() => DetectorValidation.Samples(_average, _set.Validation.Count > 0 ? _set.Validation : _set.Training);

    private void Decay(double share)
    {
        using IDisposable still = no_grad();
        using Scalar left = 1 - share;
        foreach (Parameter kernel in _network.parameters().Where(parameter => parameter.ndim > 1))
        {
            kernel.mul_(left);
        }
    }

    private static TrainingLoopSettings SettingsOf(IvifDetNetwork network, DetectorSet set, AnchorFreeOptions options)
    {
        long epoch = Math.Max(1, set.Training.Count / options.BatchSize);
        return new()
        {
            Name = options.Card.Name,
            Recipe = DetectorRecipe.Fingerprint(options, network, set),
            Terms = DetectionLoss.TermNames,
            ValidationName = "mAP50",
            LowerIsBetter = false,
            SamplesCaption = "What was shown, and what was found in it at a score of at least 0.3.",
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
