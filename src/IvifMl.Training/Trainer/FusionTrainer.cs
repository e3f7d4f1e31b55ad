using System.Diagnostics;
using IvifMl.Imaging;
using IvifMl.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>The training loop: crops, forward, loss, backward, Adam; reports, validation, checkpoints.</summary>
internal sealed class FusionTrainer : IDisposable
{
    private readonly LanguageDrivenOptions _options;
    private readonly FusionNetwork _network;
    private readonly FusionObjective _objective;
    private readonly TorchSharp.Modules.Adam _optimizer;
    private readonly TrainingSet _set;
    private readonly CropSampler _sampler;
    private readonly Device _device;
    private readonly string _recipe;
    private readonly Action<string> _say;
    private readonly float[] _infrared;
    private readonly float[] _visible;
    private readonly long[] _milestones;
    private byte[]? _bestWeights;
    private double? _best;
    private int _stale;
    private bool _stopped;
    private long _step;
    private long _resumed;

    /// <summary>A training that can run. The network and the objective stay the caller's.</summary>
    public FusionTrainer(FusionNetwork network, FusionObjective objective, TrainingSet set, LanguageDrivenOptions options, Device device, Action<string> say)
    {
        (_network, _objective, _set, _options, _device, _say) = (network, objective, set, options, device, say);
        set.CheckSizes(options.CropSide);
        _sampler = new CropSampler(set.Training, options.CropSide, options.Seed);
        _optimizer = optim.Adam(network.parameters(), options.LearningRate);
        int size = options.BatchSize * options.CropSide * options.CropSide;
        (_infrared, _visible) = (new float[size], new float[size]);
        StepsAnEpoch = Math.Max(1, (long)set.Training.Count * options.Repeats / options.BatchSize);
        Steps = StepsAnEpoch * options.Epochs;
        _milestones = [.. options.HalvingShares.Select(share => (long)(share * Steps))];
        _recipe = TrainingRecipe.Fingerprint(options, network, set);
    }

    /// <summary>Steps of one epoch.</summary>
    public long StepsAnEpoch { get; }

    /// <summary>Steps of the whole training.</summary>
    public long Steps { get; }

    /// <summary>Trains to the end, resuming a checkpoint that is there. The network then has the weights that were asked for.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the checkpoint is valid.</exception>
    /// <exception cref="ArithmeticException">The loss became NaN or infinite; the message names step and term.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another recipe.</exception>
    public void Run()
    {
        TrainingHistory history = Resume();
        Window window = new(_objective.Terms);
        Stopwatch clock = Stopwatch.StartNew();
        while (_step < Steps && !_stopped)
        {
            if (_options.CancellationToken.IsCancellationRequested)
            {
                Save(history);
                _options.CancellationToken.ThrowIfCancellationRequested();
            }

            double rate = TakeStep(window);
            _step++;
            bool checkpoint = _step % _options.CheckpointEvery == 0 || _step == Steps;
            if (checkpoint || _step % _options.ReportEvery == 0)
            {
                Report(history, window, rate, checkpoint ? Validate() : null, clock.Elapsed);
                window.Clear();
            }

            if (checkpoint)
            {
                Save(history);
            }
        }

        if (_options.KeepBest && _bestWeights is not null)
        {
            TrainingCheckpoint.Restore(_network, _bestWeights);
        }
    }

    /// <summary>Takes some steps and times them.</summary>
    /// <param name="count">How many are timed; one more goes before them.</param>
    /// <returns>Seconds of each.</returns>
    public IReadOnlyList<double> TimeSteps(int count)
    {
        Window window = new(_objective.Terms);
        List<double> seconds = [];
        for (int i = 0; i <= count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            TakeStep(window);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return seconds[1..];
    }

    public void Dispose() => _optimizer.Dispose();

    /// <summary>One step; everything drawn follows from the seed and the step's number.</summary>
    private double TakeStep(Window window)
    {
        using DisposeScope scope = NewDisposeScope();
        double rate = LearningRateSchedule.RateAt(_step, _options.LearningRate, (long)(_options.WarmUpEpochs * StepsAnEpoch), _milestones);
        foreach (var group in _optimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }

        manual_seed(CropSampler.RandomOf(_options.Seed, _step, purpose: 3).NextInt64());
        _sampler.Draw(_step, _options.BatchSize, _infrared, _visible);
        long[] shape = [_options.BatchSize, 1, _options.CropSide, _options.CropSide];
        Tensor infrared = tensor(_infrared, shape).to(_device);
        Tensor visible = tensor(_visible, shape).to(_device);
        _network.train();
        _optimizer.zero_grad();
        Tensor fused = _network.call(infrared + (randn_like(infrared) * _options.Noise), visible + (randn_like(visible) * _options.Noise));
        (Tensor loss, Tensor[] terms) = _objective.Evaluate(fused, infrared, visible, CropSampler.RandomOf(_options.Seed, _step, purpose: 4));
        window.Add(_step, loss, terms);
        loss.backward();
        nn.utils.clip_grad_norm_(_network.parameters(), _options.MaximumGradientNorm);
        _optimizer.step();
        return rate;
    }

    private TrainingHistory Resume()
    {
        string? path = PathOf(TrainingCheckpoint.FileName);
        if (path is null || !File.Exists(path))
        {
            return new(_objective.Terms);
        }

        (TrainingCheckpoint.State state, _bestWeights) = TrainingCheckpoint.Load(path, _recipe, _network, _optimizer);
        (_step, _best, _stale, _stopped) = (state.Step, state.Best, state.Stale, state.Stopped);
        _resumed = _step;
        _say($"resumes '{path}' at step {_step} of {Steps}");
        return TrainingHistory.Read(PathOf(TrainingHistory.FileName)!, _objective.Terms, _step);
    }

    private double? Validate()
    {
        if (_set.Validation.Count == 0)
        {
            return null;
        }

        _network.eval();
        double? score = FusionValidation.Score(_network, _set.Validation, _options.ValidationMetric, _device, CancellationToken.None);
        bool better = score is not null && (_best is null || IsBetter(score.Value, _best.Value));
        (_best, _stale) = better ? (score, 0) : (_best, _stale + 1);
        if (better && _options.KeepBest)
        {
            _bestWeights = TrainingCheckpoint.WeightsOf(_network);
        }

        _stopped = _options.Patience > 0 && _stale >= _options.Patience;
        return score;
    }

    private bool IsBetter(double score, double best) =>
        _options.ValidationMetric.Direction() == MetricDirection.LowerIsBetter ? score < best : score > best;

    private void Report(TrainingHistory history, Window window, double rate, double? validation, TimeSpan elapsed)
    {
        (double loss, double[] terms) = window.Means();
        history.Add(new(_step, rate, loss, terms, validation));
        string measured = validation is null ? "" : $", {_options.ValidationMetric.ShortName()} {validation:F4}";
        _say($"step {_step} of {Steps}: loss {loss:F4}{measured}{(_stopped ? ", stops early" : "")}");
        Dictionary<string, double> named = _objective.Terms.Zip(terms).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        _options.Progress?.Report(new(_step, Steps, loss, named, validation, elapsed, _step - _resumed));
    }

    private void Save(TrainingHistory history)
    {
        if (_options.OutputFolder is not { } folder)
        {
            return;
        }

        history.Write(PathOf(TrainingHistory.FileName)!);
        IReadOnlyList<TrainingPair> shown = _set.Validation.Count > 0 ? _set.Validation : _set.Training;
        string samples = Directory.CreateDirectory(Path.Combine(folder, CurvesPage.SampleFolder)).FullName;
        ImageCodecs.Default.Write(FusionValidation.Samples(_network, shown, _device), Path.Combine(samples, $"{_step:D7}.png"));
        CurvesPage.Write(folder, $"Training of {_options.Card.Name}", history);
        TrainingCheckpoint.Save(PathOf(TrainingCheckpoint.FileName)!, new(_recipe, _step, _best, _stale, _stopped), _network, _bestWeights, _optimizer);
    }

    private string? PathOf(string name) => _options.OutputFolder is { } folder ? Path.Combine(folder, name) : null;

    /// <summary>Sums since the last report.</summary>
    private sealed class Window(IReadOnlyList<string> names)
    {
        private readonly double[] _terms = new double[names.Count];
        private double _loss;
        private int _count;

        public void Add(long step, Tensor loss, Tensor[] terms)
        {
            for (int i = 0; i < terms.Length; i++)
            {
                double value = terms[i].detach().to(ScalarType.Float64).cpu().item<double>();
                if (!double.IsFinite(value))
                {
                    throw new ArithmeticException($"Step {step + 1}: the term '{names[i]}' is {value}. Lower the learning rate, or resume the last checkpoint with another seed.");
                }

                _terms[i] += value;
            }

            _loss += loss.detach().to(ScalarType.Float64).cpu().item<double>();
            _count++;
        }

        public (double Loss, double[] Terms) Means() => (_loss / _count, [.. _terms.Select(term => term / _count)]);

        public void Clear()
        {
            Array.Clear(_terms);
            (_loss, _count) = (0, 0);
        }
    }
}
