using IvifMl.Imaging;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Trains fusion and detector: each alone, then both as a bilevel problem whose lower level is the fusion.</summary>
internal sealed class JointTrainer : TrainingLoop
{
    private const string DetectorEntry = "detector";

    private readonly JointDetectionOptions _options;
    private readonly FusionNetwork _fusion;
    private readonly IvifDetNetwork _detector;
    private readonly IvifDetNetwork _average;
    private readonly FusionObjective _objective;
    private readonly DetectorSet _set;
    private readonly JointSampler _sampler;
    private readonly Device _device;
    private readonly Parameter[] _theta;
    private readonly Parameter[] _phi;

    // Held, because a number that is converted on the fly may be collected while the native code still reads it.
    private readonly Scalar _weight;

    /// <summary>A training that can run. Networks and objective stay the caller's; the average becomes equal to the detector. Starts name the weights that were given, for the recipe.</summary>
    public JointTrainer(
        FusionNetwork fusion, IvifDetNetwork detector, IvifDetNetwork average, FusionObjective objective, DetectorSet set, JointDetectionOptions options, string starts, Device device, Action<string> say)
        : base(SettingsOf(fusion, detector, objective, set, options, starts), OptimizerOf(fusion, detector), say)
    {
        (_fusion, _detector, _average, _objective, _set, _options, _device) = (fusion, detector, average, objective, set, options, device);
        (_theta, _phi) = ([.. fusion.parameters()], [.. detector.parameters()]);
        _weight = options.DetectionWeight;
        _sampler = new JointSampler(set.Training, detector.Options, options, device);
        AveragedWeights.Begin(average, detector);
        average.eval();
    }

    /// <inheritdoc/>
    protected override nn.Module Result => _fusion;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, nn.Module> Modules => new Dictionary<string, nn.Module>
    {
        [TrainingCheckpoint.WeightsEntry] = _fusion,
        [DetectorEntry] = _detector,
        [DetectorTrainer.AverageEntry] = _average,
    };

    /// <inheritdoc/>
    public override void Dispose()
    {
        _weight.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override double TakeStep(TrainingWindow window)
    {
        using DisposeScope scope = NewDisposeScope();
        JointPlace place = JointPlace.Of(_options, Step);
        double share = LearningRateSchedule.CosineAt(place.At, 1, Math.Min(_options.RampSteps, place.Length), place.Length, _options.LastRateShare);
        double rate = share * _options.FusionRate;
        foreach ((var group, double own) in Optimizer.ParamGroups.Zip([rate, share * _options.DetectorRate]))
        {
            group.LearningRate = own;
        }

        manual_seed(CropSampler.RandomOf(_options.Seed, Step, purpose: 3).NextInt64());
        _fusion.train();
        _detector.train();
        JointFigures figures = new(_objective, _weight);
        BilevelProblem problem = ProblemOf(figures, place.Phase);
        if (place.Phase == JointPhase.Fusion)
        {
            StepFusion(problem.LowerGradient(), figures);
        }
        else if (place.Phase == JointPhase.Detector)
        {
            StepDetector(problem.UpperGradient(), figures);
        }
        else
        {
            figures.Correction = problem.Step(_options.Solver, _options.LookAhead, gradient => StepFusion(gradient, figures), gradient => StepDetector(gradient, figures));
        }

        figures.AddTo(window, Step);
        return rate;
    }

    /// <inheritdoc/>
    protected override double? Measure() => _set.Validation.Count == 0 || Step <= _options.FusionSteps ? null : DetectorValidation.Score(_average, Fused(_set.Validation));

    /// <inheritdoc/>
    protected override RasterImage Samples() => DetectorValidation.Samples(_average, Fused(_set.Validation.Count > 0 ? _set.Validation : [.. _set.Training.Take(JointPictures.SampleCount)]));

    /// <summary>
    /// Upper variable φ, lower variable θ: ℓ = L_f(θ) + λ L_det(θ, φ) on one batch, U = L_det(θ, φ) on another. In the first warm-up λ counts as 0.
    /// </summary>
    private BilevelProblem ProblemOf(JointFigures figures, JointPhase phase)
    {
        bool coupled = phase == JointPhase.Joint && _options.DetectionWeight > 0;
        JointBatch lower = _sampler.Draw(2 * Step);
        JointBatch upper = phase == JointPhase.Joint ? _sampler.Draw((2 * Step) + 1) : lower;
        Tensor Weighted(Tensor fused) => Detect(lower, fused).Total() * _weight;
        return new()
        {
            Lower = _theta,
            Upper = _phi,
            LowerLoss = () =>
            {
                Tensor fused = Fuse(lower);
                figures.Fusion = _objective.Evaluate(fused, lower.Infrared, lower.Luminance, CropSampler.RandomOf(_options.Seed, Step, purpose: 4));
                return coupled ? figures.Fusion.Value.Loss + Weighted(fused) : figures.Fusion.Value.Loss;
            },
            UpperLoss = () =>
            {
                figures.Detection = Detect(upper, Fuse(upper));
                return figures.Detection.Total();
            },
            Coupling = coupled ? () => Weighted(Fuse(lower).detach()) : null,
        };
    }

    private Tensor Fuse(JointBatch batch) => _fusion.call(batch.Infrared, batch.Luminance);

    private DetectionLoss.Terms Detect(JointBatch batch, Tensor fused) => DetectionLoss.Of(_detector.call(batch.Show(fused)), _options.CropSide, _options.CropSide, batch.Targets);

    private void StepFusion(Tensor[] gradient, JointFigures figures) => figures.FusionGradient = StepBy(_theta, gradient, _options.FusionGradientNorm);

    private void StepDetector(Tensor[] gradient, JointFigures figures)
    {
        figures.DetectorGradient = StepBy(_phi, gradient, _options.DetectorGradientNorm);
        AveragedWeights.Add(_average, _detector, Step - _options.FusionSteps, _options.AverageDecay);
    }

    /// <summary>Adam steps the parameters that have a gradient, and no others.</summary>
    /// <returns>The gradient's norm.</returns>
    private double StepBy(Parameter[] parameters, Tensor[] gradient, double largest)
    {
        double norm = BilevelProblem.NormOf(gradient);
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i].grad = gradient[i];
        }

        nn.utils.clip_grad_norm_(parameters, largest);
        Optimizer.step();
        Array.ForEach(parameters, parameter => parameter.grad = null);
        return norm;
    }

    private IReadOnlyList<DetectorPicture> Fused(IReadOnlyList<DetectorPicture> pairs)
    {
        _fusion.eval();
        return [.. pairs.Select(pair => JointPictures.Fuse(pair, _fusion, _device))];
    }

    private static Adam OptimizerOf(FusionNetwork fusion, IvifDetNetwork detector) =>
        optim.Adam([new Adam.ParamGroup { Parameters = fusion.parameters() }, new Adam.ParamGroup { Parameters = detector.parameters() }]);

    private static TrainingLoopSettings SettingsOf(FusionNetwork fusion, IvifDetNetwork detector, FusionObjective objective, DetectorSet set, JointDetectionOptions options, string starts) => new()
    {
        Name = $"{options.Card.Name} and {options.DetectorCard.Name}",
        Recipe = JointRecipe.Fingerprint(options, fusion, objective.EncoderName, detector, set, starts),
        Terms = JointFigures.Names(objective),
        ValidationName = "mAP50",
        LowerIsBetter = false,
        SamplesCaption = "What was fused, and what was found in it at a score of at least 0.3.",
        StepsAnEpoch = Math.Max(1, set.Training.Count / options.BatchSize),
        Steps = options.AllSteps,
        OutputFolder = options.OutputFolder,
        ReportEvery = options.ReportEvery,
        CheckpointEvery = options.CheckpointEvery,
        Progress = options.Progress,
        CancellationToken = options.CancellationToken,
    };
}
