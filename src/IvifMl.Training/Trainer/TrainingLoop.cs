using System.Diagnostics;
using System.Runtime.InteropServices;
using IvifMl.Imaging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>The loop of every training here: steps, reports, validations, checkpoints, early stopping, resuming.</summary>
internal abstract class TrainingLoop : IDisposable
{
    /// <summary>How many steps of a run may fail inside TorchSharp.</summary>
    private const int ForgivenFaults = 5;

    private readonly TrainingLoopSettings _settings;
    private readonly Action<string> _say;
    private byte[]? _bestWeights;
    private double? _best;
    private int _stale;
    private bool _stopped;
    private long _resumed;

    /// <summary>A loop that can run.</summary>
    /// <param name="settings">What it must know.</param>
    /// <param name="optimizer">The optimizer; disposed with the loop.</param>
    /// <param name="say">Hears a sentence a report.</param>
    protected TrainingLoop(TrainingLoopSettings settings, Adam optimizer, Action<string> say) => (_settings, Optimizer, _say) = (settings, optimizer, say);

    /// <summary>Steps of one epoch.</summary>
    public long StepsAnEpoch => _settings.StepsAnEpoch;

    /// <summary>Steps of the whole training.</summary>
    public long Steps => _settings.Steps;

    /// <summary>Steps done.</summary>
    protected long Step { get; private set; }

    /// <summary>The optimizer.</summary>
    protected Adam Optimizer { get; }

    /// <summary>The network that is the result, whose weights are measured and kept.</summary>
    protected abstract nn.Module Result { get; }

    /// <summary>What a checkpoint holds: modules by the names of their entries.</summary>
    protected abstract IReadOnlyDictionary<string, nn.Module> Modules { get; }

    /// <summary>Trains to the end, resuming a checkpoint that is there. The result then has the weights that were asked for.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the checkpoint is valid.</exception>
    /// <exception cref="ArithmeticException">The loss became NaN or infinite; the message names step and term.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another recipe.</exception>
    public void Run()
    {
        for (int faults = 1; ; faults++)
        {
            try
            {
                RunOn();
                return;
            }
            catch (ExternalException error) when (faults <= ForgivenFaults && IsFreedNumber(error) && File.Exists(PathOf(TrainingCheckpoint.FileName)))
            {
                _say($"step {Step} failed inside TorchSharp; the training goes on from its checkpoint");
            }
        }
    }

    /// <summary>
    /// TorchSharp 0.107 does not hold a number that it converts on the fly (<c>tensor * 0.5</c>) while native code reads it; a garbage
    /// collection at that moment frees it, and the step fails. From the checkpoint the training comes to the same weights.
    /// </summary>
    private static bool IsFreedNumber(ExternalException error) => error.Message.Contains("Scalar.h", StringComparison.Ordinal);

    private void RunOn()
    {
        TrainingHistory history = Resume();
        if (_settings.OutputFolder is { } folder)
        {
            // Before the first step, so that a folder that cannot be made costs nothing.
            Directory.CreateDirectory(folder);
        }

        TrainingWindow window = new(_settings.Terms);
        Stopwatch clock = Stopwatch.StartNew();
        while (Step < Steps && !_stopped)
        {
            if (_settings.CancellationToken.IsCancellationRequested)
            {
                Save(history);
                _settings.CancellationToken.ThrowIfCancellationRequested();
            }

            double rate = TakeStep(window);
            Step++;
            bool checkpoint = Step % _settings.CheckpointEvery == 0 || Step == Steps;
            if (checkpoint || Step % _settings.ReportEvery == 0)
            {
                Report(history, window, rate, checkpoint ? Validate() : null, clock.Elapsed);
                window.Clear();
            }

            if (checkpoint)
            {
                Save(history);
            }
        }

        if (_settings.KeepBest && _bestWeights is not null)
        {
            TrainingCheckpoint.Restore(Result, _bestWeights);
        }
    }

    /// <summary>Takes some steps and times them.</summary>
    /// <param name="count">How many are timed; one more goes before them.</param>
    /// <returns>Seconds of each.</returns>
    public IReadOnlyList<double> TimeSteps(int count)
    {
        TrainingWindow window = new(_settings.Terms);
        List<double> seconds = [];
        for (int i = 0; i <= count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            TakeStep(window);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return seconds[1..];
    }

    /// <inheritdoc/>
    public virtual void Dispose() => Optimizer.Dispose();

    /// <summary>One step; everything drawn follows from the seed and the step's number.</summary>
    /// <param name="window">Takes the loss and its terms.</param>
    /// <returns>The learning rate.</returns>
    protected abstract double TakeStep(TrainingWindow window);

    /// <summary>The validation's figure of the result as it is; null where there is nothing to measure, NaN where it is undefined.</summary>
    protected abstract double? Measure();

    /// <summary>Pictures of what the result does.</summary>
    protected abstract RasterImage Samples();

    private TrainingHistory Resume()
    {
        string? path = PathOf(TrainingCheckpoint.FileName);
        if (path is null || !File.Exists(path))
        {
            return new(_settings.Terms);
        }

        (TrainingCheckpoint.State state, _bestWeights) = TrainingCheckpoint.Load(path, _settings.Recipe, Modules, Optimizer);
        (Step, _best, _stale, _stopped) = (state.Step, state.Best, state.Stale, state.Stopped);
        _resumed = Step;
        _say($"resumes '{path}' at step {Step} of {Steps}");
        return TrainingHistory.Read(PathOf(TrainingHistory.FileName)!, _settings.Terms, Step);
    }

    private double? Validate()
    {
        if (Measure() is not { } score)
        {
            return null;
        }

        bool better = double.IsFinite(score) && (_best is null || (_settings.LowerIsBetter ? score < _best.Value : score > _best.Value));
        (_best, _stale) = better ? (score, 0) : (_best, _stale + 1);
        if (better && _settings.KeepBest)
        {
            _bestWeights = TrainingCheckpoint.WeightsOf(Result);
        }

        _stopped = _settings.Patience > 0 && _stale >= _settings.Patience;
        return double.IsFinite(score) ? score : null;
    }

    private void Report(TrainingHistory history, TrainingWindow window, double rate, double? validation, TimeSpan elapsed)
    {
        (double loss, double[] terms) = window.Means();
        history.Add(new(Step, rate, loss, terms, validation));
        string measured = validation is null ? "" : $", {_settings.ValidationName} {validation:F4}";
        _say($"step {Step} of {Steps}: loss {loss:F4}{measured}{(_stopped ? ", stops early" : "")}");
        Dictionary<string, double> named = _settings.Terms.Zip(terms).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        _settings.Progress?.Report(new(Step, Steps, loss, named, validation, elapsed, Step - _resumed));
    }

    private void Save(TrainingHistory history)
    {
        if (_settings.OutputFolder is not { } folder)
        {
            return;
        }

        history.Write(PathOf(TrainingHistory.FileName)!);
        string samples = Directory.CreateDirectory(Path.Combine(folder, CurvesPage.SampleFolder)).FullName;
        ImageCodecs.Default.Write(Samples(), Path.Combine(samples, $"{Step:D7}.png"));
        CurvesPage.Write(folder, $"Training of {_settings.Name}", _settings.SamplesCaption, history);
        TrainingCheckpoint.Save(PathOf(TrainingCheckpoint.FileName)!, new(_settings.Recipe, Step, _best, _stale, _stopped), Modules, _bestWeights, Optimizer);
    }

    private string? PathOf(string name) => _settings.OutputFolder is { } folder ? Path.Combine(folder, name) : null;
}
