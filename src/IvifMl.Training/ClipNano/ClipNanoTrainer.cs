using System.Diagnostics;
using System.Globalization;
using IvifMl.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// Trains <c>ivif-clip-nano</c>, the small CLIP of our own, on pictures whose captions are true by construction: rendered and real pairs,
/// shown as visible, infrared or fused, whole or degraded. Batches are a function of the seed and the step, and a checkpoint holds weights and
/// optimiser, so that a training that was stopped ends in the same weights.
/// </summary>
internal sealed class ClipNanoTrainer : IDisposable
{
    private const string LogName = "log.csv";
    private const string CheckpointName = "checkpoint.bin";
    private const int NounsInStep = 64;
    private const int LogEvery = 25;
    private const double GradientNorm = 1;

    /// <summary>CLIP's bound on the factor between cosines and logits: 100.</summary>
    private static readonly double HighestLogitScale = Math.Log(100);

    private readonly ClipNanoOptions _options;
    private readonly BatchSource _source;
    private readonly ClipNanoTexts _texts;
    private readonly NounTargets? _nouns;
    private readonly ClipModel _model;
    private readonly FactHead _factHead;
    private readonly Linear? _nounHead;
    private readonly AdamW _optimizer;
    private int _step;

    private ClipNanoTrainer(ClipNanoOptions options)
    {
        _options = options;
        set_num_threads(options.Threads);
        (IReadOnlyList<PoolPair> rendered, IReadOnlyList<PoolPair> real) = ClipNanoPools.Training(options);
        _nouns = options.NounsFolder is null ? null : NounTargets.Read(options.NounsFolder);
        _texts = ClipNanoTexts.Of(options.MergesPath, _nouns?.Texts ?? []);
        random.manual_seed(options.Seed);
        _model = new(ClipNano.Config with { VocabularySize = _texts.Vocabulary.Size });
        using (no_grad())
        using (Tensor filters = PatchFilters.Make(ClipNano.Config.VisionWidth, ClipNano.Config.VisionPatch))
        {
            _model.get_parameter("visual.conv1.weight")!.copy_(filters);
        }

        _factHead = new(ClipNano.Config.EmbedDimension);
        _nounHead = _nouns is null ? null : nn.Linear(ClipNano.Config.EmbedDimension, _nouns.Dimension, hasBias: false);
        _source = new(rendered, real, ClipNano.Config.ImageResolution, options.Seed);
        IEnumerable<Parameter> parameters = _model.parameters().Concat(_factHead.parameters()).Concat(_nounHead?.parameters() ?? []);
        _optimizer = optim.AdamW(parameters, lr: options.LearningRate, beta1: 0.9, beta2: 0.98, weight_decay: options.WeightDecay);
    }

    private string CheckpointPath => Path.Combine(_options.OutputFolder, CheckpointName);

    /// <summary>Trains, or goes on with a training that was stopped.</summary>
    /// <param name="options">How.</param>
    /// <returns>The weights' file, <c>ivif-clip-nano.safetensors</c> in the output folder.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">A file or folder that the options name is not there.</exception>
    /// <exception cref="OperationCanceledException">The training was stopped; a checkpoint is written.</exception>
    public static string Train(ClipNanoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        options.RequireFiles();
        Directory.CreateDirectory(options.OutputFolder);
        using ClipNanoTrainer trainer = new(options);
        return trainer.Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _factHead.Dispose();
        _nounHead?.Dispose();
        _model.Dispose();
    }

    private string Run()
    {
        Resume();
        _options.Progress?.Report(string.Create(
            CultureInfo.InvariantCulture, $"{_model.parameters().Sum(p => p.numel()):N0} parameters, {_texts.Vocabulary.Size} tokens, from step {_step} to {_options.Steps}"));
        long start = Stopwatch.GetTimestamp();
        Task<PictureBatch> next = Draw(_step);
        while (_step < _options.Steps)
        {
            PictureBatch batch = next.GetAwaiter().GetResult();
            next = Draw(_step + 1);
            StepValues values = Step(batch);
            _step++;
            if (_step % LogEvery == 0 || _step == _options.Steps)
            {
                Log(values, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            bool stop = _options.CancellationToken.IsCancellationRequested;
            if (stop || _step % _options.CheckpointEvery == 0 || _step == _options.Steps)
            {
                Save();
            }

            _options.CancellationToken.ThrowIfCancellationRequested();
        }

        return Export();
    }

    private Task<PictureBatch> Draw(int step) => Task.Run(() => _source.Draw(step, _options.BatchSize));

    private StepValues Step(PictureBatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        LearningRateSchedule.Set(_optimizer, Rate(_step));
        _optimizer.zero_grad();
        Tensor fits = batch.Fits();
        Tensor images = _model.EncodeImage(ClipPreprocessing.Normalise(batch.Images(), ClipNano.Config.ImageResolution));
        Tensor texts = _model.EncodeText(_texts.Encode(batch.Texts));
        Tensor contrast = ContrastiveLoss.Of(images, texts, _model.LogitScale, fits);
        Tensor nouns = _nouns is null ? tensor(0f) : NounLoss(_nouns, _nounHead!);
        Tensor facts = _factHead.Loss(images, texts, batch);
        Tensor loss = contrast + (facts * _options.FactWeight) + (nouns * _options.NounWeight);
        loss.backward();
        nn.utils.clip_grad_norm_(_model.parameters(), GradientNorm);
        _optimizer.step();
        using IDisposable off = no_grad();
        _model.LogitScale.clamp_(0, HighestLogitScale);
        Tensor best = F.normalize(images, dim: 1).mm(F.normalize(texts, dim: 1).transpose(0, 1)).argmax(1, keepdim: true);
        double value = contrast.item<float>();
        return double.IsFinite(value)
            ? new(value, facts.item<float>(), nouns.item<float>(), fits.gather(1, best).mean().item<float>())
            : throw new InvalidOperationException($"The contrastive loss is {value} at step {_step}. Lower LearningRate and start again from the last checkpoint.");
    }

    /// <summary>1 − cosine between the text tower's projected embeddings of some nouns and CLIP's.</summary>
    private Tensor NounLoss(NounTargets nouns, Linear head)
    {
        Random random = new(HashCode(_options.Seed, _step));
        int[] chosen = [.. Enumerable.Range(0, NounsInStep).Select(_ => random.Next(nouns.Texts.Count))];
        float[] targets = [.. chosen.SelectMany(i => nouns.Embeddings.AsSpan(i * nouns.Dimension, nouns.Dimension).ToArray())];
        Tensor told = head.call(_model.EncodeText(_texts.Encode([.. chosen.Select(i => nouns.Texts[i])])));
        return 1 - F.cosine_similarity(told, tensor(targets, [NounsInStep, nouns.Dimension]), 1).mean();
    }

    private readonly record struct StepValues(double Contrast, double Facts, double Nouns, double Hits);

    private static int HashCode(int seed, int step) => unchecked((seed * 486187739) + step);

    private double Rate(int step)
    {
        double warm = Math.Min(1, (step + 1.0) / Math.Max(_options.WarmUpSteps, 1));
        double done = Math.Clamp((step - _options.WarmUpSteps) / Math.Max(1.0, _options.Steps - _options.WarmUpSteps), 0, 1);
        return _options.LearningRate * warm * (0.01 + (0.99 * 0.5 * (1 + Math.Cos(Math.PI * done))));
    }

    private void Log(StepValues values, double seconds)
    {
        string path = Path.Combine(_options.OutputFolder, LogName);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, "step,rate,contrast,facts,nouns,hits,logit_scale,seconds\n");
        }

        using IDisposable off = no_grad();
        float scale = _model.LogitScale.exp().item<float>();
        string line = string.Create(CultureInfo.InvariantCulture, $"{_step},{Rate(_step - 1):E3},{values.Contrast:F4},{values.Facts:F4},{values.Nouns:F4},{values.Hits:F3},{scale:F2},{seconds:F0}");
        File.AppendAllText(path, line + "\n");
        _options.Progress?.Report(line);
    }

    private void Save()
    {
        string partial = CheckpointPath + ".partial";
        using (BinaryWriter writer = new(File.Create(partial)))
        {
            writer.Write(_step);
            _model.save(writer);
            _factHead.save(writer);
            _nounHead?.save(writer);
            _optimizer.save_state_dict(writer);
        }

        File.Move(partial, CheckpointPath, overwrite: true);
        Export();
    }

    private void Resume()
    {
        if (!File.Exists(CheckpointPath))
        {
            return;
        }

        using BinaryReader reader = new(File.OpenRead(CheckpointPath));
        _step = reader.ReadInt32();
        _model.load(reader);
        _factHead.load(reader);
        _nounHead?.load(reader);
        _optimizer.load_state_dict(reader);
    }

    private string Export()
    {
        string path = Path.Combine(_options.OutputFolder, ClipNano.FileName);
        _model.Save(path, new Dictionary<string, string>
        {
            [FusionContract.NameKey] = _options.Name,
            [FusionContract.LicenceKey] = _options.Licence,
            [FusionContract.TrainingDataKey] = _options.TrainingData,
            [LanguageEncoders.VocabularyKey] = _texts.Vocabulary.ToJson(),
        });
        return path;
    }
}
