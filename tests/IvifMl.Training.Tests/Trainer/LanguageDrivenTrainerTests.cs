using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Onnx;
using IvifMl.Tests.Support;
using Microsoft.ML;

namespace IvifMl.Training.Tests.Trainer;

public sealed class LanguageDrivenTrainerTests
{
    [TorchFact]
    public void Equal_seeds_give_equal_weights_and_another_seed_gives_others()
    {
        byte[] once = SmallTraining.Train(SmallTraining.Options());
        Assert.Equal(once, SmallTraining.Train(SmallTraining.Options()));
        Assert.NotEqual(once, SmallTraining.Train(SmallTraining.Options() with { Seed = 2 }));
    }

    [TorchFact]
    public void The_loss_falls_and_the_log_and_the_page_tell_it()
    {
        using TemporaryFolder folder = new();
        SmallTraining.Train(SmallTraining.Options(folder.Root) with { Epochs = 20 });
        string[] lines = File.ReadAllLines(Path.Combine(folder.Root, "training.csv"));
        Assert.Equal("Step,LearningRate,Loss,Intensity,Choice,Gradient,Structure,Edges,Information,Differences,Validation", lines[0]);
        double[] losses = [.. lines.Skip(1).Select(line => double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture))];
        Assert.True(losses[^4..].Average() < losses[..4].Average() - 0.05, $"{losses[0]} … {losses[^1]}");
        string page = File.ReadAllText(Path.Combine(folder.Root, "training.html"));
        Assert.Contains("<figcaption>Loss", page, StringComparison.Ordinal);
        foreach (string sample in Directory.GetFiles(Path.Combine(folder.Root, "samples")))
        {
            Assert.Contains($"samples/{Path.GetFileName(sample)}", page, StringComparison.Ordinal);
        }

        Assert.Equal("language-fusion", FusionContract.Check(OnnxModelInfo.Read(File.ReadAllBytes(Path.Combine(folder.Root, "model.onnx")))).Name);
    }

    [TorchFact]
    public void A_step_that_fails_inside_torchsharp_is_taken_again_from_the_checkpoint()
    {
        byte[] straight = SmallTraining.Train(SmallTraining.Options());
        using TemporaryFolder folder = new();
        LanguageDrivenOptions options = SmallTraining.Options(folder.Root);
        Func<FusionNetwork> make = options.Network;
        FailingNetwork? failing = null;
        Assert.Equal(straight, SmallTraining.Train(options with { Network = () => failing = FailingNetwork.At(make(), failsAt: 10) }));
        Assert.True(failing!.HasFailed);

        // Without a checkpoint there is nothing to go back to.
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => SmallTraining.Train(SmallTraining.Options() with { Network = () => FailingNetwork.At(make(), failsAt: 10) }));
    }

    [TorchFact]
    public void An_encoder_of_ones_own_is_what_the_language_terms_listen_to()
    {
        using TemporaryFolder folder = new();
        LanguageDrivenOptions options = SmallTraining.Options(folder.Root) with { Loss = FusionLossOptions.LdFusion, Epochs = 1, Encoder = static () => new BrightnessEncoder() };
        BrightnessEncoder.Sentences.Clear();
        byte[] own = SmallTraining.Train(options);
        Assert.Contains(FusionLossOptions.LdFusion.Language!.Prompts[0], BrightnessEncoder.Sentences);
        Assert.NotEqual(own, SmallTraining.Train(options with { OutputFolder = null, Encoder = null }));

        options = options with { Encoder = static () => new BrightnessEncoder("another") };
        Assert.Contains("another output folder", Assert.Throws<InvalidDataException>(() => SmallTraining.Train(options)).Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void A_cancelled_training_resumes_to_the_very_same_weights()
    {
        byte[] straight = SmallTraining.Train(SmallTraining.Options());
        using TemporaryFolder folder = new();
        using CancellationTokenSource source = new();
        Listener cancelling = new(progress =>
        {
            if (progress.Step >= 10)
            {
                source.Cancel();
            }
        });
        LanguageDrivenOptions options = SmallTraining.Options(folder.Root);
        Assert.ThrowsAny<OperationCanceledException>(() => SmallTraining.Train(options with { CancellationToken = source.Token, Progress = cancelling }));
        Assert.True(File.Exists(Path.Combine(folder.Root, "checkpoint.ivif")));

        List<long> steps = [];
        byte[] resumed = SmallTraining.Train(options with { Progress = new Listener(progress => steps.Add(progress.Step)) });
        Assert.Equal(straight, resumed);
        Assert.All(steps, step => Assert.True(step > 10));
    }

    [TorchFact]
    public void A_checkpoint_of_other_options_is_refused()
    {
        using TemporaryFolder folder = new();
        SmallTraining.Train(SmallTraining.Options(folder.Root));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => SmallTraining.Train(SmallTraining.Options(folder.Root) with { LearningRate = 1e-3 }));
        Assert.Contains("other options", error.Message, StringComparison.Ordinal);
    }

    [TorchTheory]
    [InlineData(0.2)]
    [InlineData(0.9)]
    public void A_cut_off_checkpoint_is_refused_by_name(double share)
    {
        using TemporaryFolder folder = new();
        SmallTraining.Train(SmallTraining.Options(folder.Root));
        string path = Path.Combine(folder.Root, "checkpoint.ivif");
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(int)(bytes.Length * share)]);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => SmallTraining.Train(SmallTraining.Options(folder.Root)));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void A_loss_that_is_no_number_stops_with_step_and_term()
    {
        ArithmeticException error = Assert.Throws<ArithmeticException>(() => SmallTraining.Train(SmallTraining.Options() with { ValidationShare = 0, Network = static () => BrokenNetwork.After(3) }));
        Assert.Contains("Step 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Intensity'", error.Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void Training_stops_when_validation_gains_nothing()
    {
        List<TrainingProgress> reports = [];
        LanguageDrivenOptions options = SmallTraining.Options() with
        {
            LearningRate = 1e-12,
            Epochs = 50,
            Patience = 2,
            KeepBest = true,
            ValidationMetric = FusionMetric.MutualInformation,
            Progress = new Listener(reports.Add),
        };
        SmallTraining.Train(options);
        Assert.InRange(reports[^1].Step, 10, 60);
        Assert.NotNull(reports[^1].Validation);
    }

    [TorchFact]
    public void A_thousand_steps_leave_no_tensor_behind()
    {
        LanguageDrivenOptions options = SmallTraining.Options() with { BatchSize = 1, Repeats = 50, Epochs = 4, ValidationShare = 0, CheckpointEvery = 100_000 };
        Assert.Equal(1200, 6 * options.Repeats * options.Epochs);
        List<long> alive = [];
        Listener counting = new(progress => alive.Add(TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount));
        SmallTraining.Train(options with { ReportEvery = 100, Progress = counting });
        Assert.Equal(12, alive.Count);
        Assert.All(alive, count => Assert.Equal(alive[0], count));
    }

    [TorchFact]
    public void Fit_gives_a_transformer_that_fuses_saves_and_loads()
    {
        MLContext ml = new(seed: 1);
        using TemporaryFolder folder = new();
        IDataView pairs = ml.Data.LoadInfraredVisiblePairs(Files(folder.Root));
        IDataView images = ml.Transforms.LoadThermalImages("Infrared", "InfraredPath").Append(ml.Transforms.LoadImages("Visible", null, "VisiblePath")).Fit(pairs).Transform(pairs);
        LanguageDrivenTrainer trainer = new(ml, SmallTraining.Options() with { Card = new() { Name = "mine", TrainingData = "scenes", Licence = "MIT" } });
        using FusionTransformer model = trainer.Fit(images);
        string zip = Path.Combine(folder.Root, "fusion.zip");
        ml.Model.Save(model, null, zip);
        using FusionModel loaded = FusionModel.Load(zip);
        Assert.Equal("mine", loaded.Name);
        Assert.Contains(model.GetOutputSchema(images.Schema), column => column.Name == "Fused");
        using DataViewRowCursor cursor = model.Transform(images).GetRowCursor(model.Transform(images).Schema);
        Assert.True(cursor.MoveNext());
    }

    [TorchFact]
    public void A_crop_larger_than_a_pair_is_refused_by_name()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => SmallTraining.Train(SmallTraining.Options() with { CropSide = 128 }));
        Assert.Contains("96×80", error.Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void No_pairs_are_refused()
        => Assert.Contains("no pair", Assert.Throws<ArgumentException>(() => SmallTraining.Train(SmallTraining.Options(), [])).Message, StringComparison.Ordinal);

    private static List<PairFiles> Files(string folder) =>
    [
        .. SmallTraining.Pairs.Select(pair =>
        {
            PairFiles files = new() { Name = pair.Name, InfraredPath = Path.Combine(folder, pair.Name + "-ir.png"), VisiblePath = Path.Combine(folder, pair.Name + "-vi.png") };
            ImageCodecs.Default.Write(Bt601.ToGray(pair.InfraredPlane()), files.InfraredPath);
            ImageCodecs.Default.Write(Bt601.ToGray(pair.VisiblePlane()), files.VisiblePath);
            return files;
        }),
    ];

    private sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
