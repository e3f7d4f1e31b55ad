using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Tests.Support;
using IvifMl.Training.Tests.Detection;
using IvifMl.Training.Tests.Trainer;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Joint;

public sealed class JointTrainerTests
{
    [TorchFact]
    public void Both_learn_and_the_log_has_losses_and_norms_of_every_phase()
    {
        using TemporaryFolder folder = new();
        (byte[] fusion, byte[] detector) = SmallJointTraining.Train(
            SmallJointTraining.Options(folder.Root) with { FusionSteps = 20, DetectorSteps = 60, Steps = 60, ReportEvery = 10, CheckpointEvery = 140, Solver = BilevelSolver.ApproximateHypergradient });
        string[] lines = File.ReadAllLines(folder["training.csv"]);
        Assert.Equal("Step,LearningRate,Loss,Intensity,Choice,Gradient,Structure,Fusion,Boxes,Objectness,Classes,Detection,FusionGradient,DetectorGradient,Correction,Validation", lines[0]);
        double[][] rows = [.. lines.Skip(1).Select(line => line.Split(',')[..^1].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
        (double[] alone, double[] found, double[] last) = (rows[0], rows[2], rows[^1]);
        const int Fusion = 7, Detection = 11, FusionNorm = 12, DetectorNorm = 13, Correction = 14;
        Assert.True(alone[Fusion] > 0 && alone[FusionNorm] > 0 && alone[Detection] == 0 && alone[DetectorNorm] == 0);
        Assert.True(found[Fusion] == 0 && found[FusionNorm] == 0 && found[Detection] > 0 && found[DetectorNorm] > 0 && found[Correction] == 0);
        Assert.True(last[FusionNorm] > 0 && last[DetectorNorm] > 0 && last[Correction] > 0);
        Assert.True(last[Fusion] < alone[Fusion], $"{alone[Fusion]} → {last[Fusion]}");
        Assert.True(last[Detection] < found[Detection] / 1.5, $"{found[Detection]} → {last[Detection]}");

        Assert.Equal(fusion, File.ReadAllBytes(folder["model.onnx"]));
        Assert.Equal(detector, File.ReadAllBytes(folder["detector.onnx"]));
        using FusionModel fuses = FusionModel.Load(folder["model.onnx"]);
        using DetectorModel detects = DetectorModel.Load(folder["detector.onnx"]);
        Assert.Equal(["bright", "dark"], detects.Classes);
        Assert.Contains("<figcaption>Detection", File.ReadAllText(folder["training.html"]), StringComparison.Ordinal);
    }

    [TorchFact]
    public void The_fusion_hears_of_the_detector_only_where_the_weight_says_so()
    {
        JointDetectionOptions options = SmallJointTraining.Options();
        byte[] apart = SmallJointTraining.Train(options with { DetectionWeight = 0 }).Fusion;
        byte[] otherDetector = SmallJointTraining.Train(options with { DetectionWeight = 0, DetectorRate = 1e-4 }).Fusion;
        byte[] together = SmallJointTraining.Train(options with { DetectionWeight = 1 }).Fusion;
        Assert.Equal(apart, otherDetector);
        Assert.NotEqual(apart, together);
    }

    [TorchFact]
    public void Trainings_of_each_alone_are_what_both_start_from()
    {
        using TemporaryFolder folder = new();
        (string fusion, string detector) = (folder["fusion"], folder["detector"]);
        SmallTraining.Train(SmallTraining.Options(fusion) with { Epochs = 1 });
        JointDetectionOptions options = SmallJointTraining.Options() with { FusionStart = fusion, DetectorSteps = 0, FusionSteps = 0, Steps = 1, FusionRate = 1e-12, DetectorRate = 1e-12 };
        SmallDetectorTraining.Train(SmallDetectorTraining.Options(detector) with { Network = options.Detector, Epochs = 30, CheckpointEvery = 200 });
        (byte[] fuses, byte[] detects) = SmallJointTraining.Train(options with { DetectorStart = Path.Combine(detector, "checkpoint.ivif") });

        File.WriteAllBytes(folder["fuses.onnx"], fuses);
        File.WriteAllBytes(folder["detects.onnx"], detects);
        float[] Fused(string model)
        {
            using FusionModel made = FusionModel.Load(model);
            return made.Score(Bt601.Luminance(SmallDetectorTraining.Draw(1)), Bt601.Luminance(SmallDetectorTraining.Draw(2))).Array;
        }

        double[] Scores(string model)
        {
            using DetectorModel made = DetectorModel.FromOptions(new() { ModelPath = model, ScoreThreshold = 0.01f });
            return [.. made.Detect(SmallDetectorTraining.Draw(3)).Select(box => box.Score).Take(2)];
        }

        Assert.Equal(0, Fused(Path.Combine(fusion, "model.onnx")).Zip(Fused(folder["fuses.onnx"]), (a, b) => MathF.Abs(a - b)).Max(), 1e-5f);
        // One step moves the statistics of the normalisation; a detector with fresh weights finds nothing.
        double[] kept = Scores(folder["detects.onnx"]);
        Assert.Equal(2, kept.Length);
        Assert.Equal(0, Scores(Path.Combine(detector, "model.onnx")).Zip(kept, (a, b) => Math.Abs(a - b)).Max(), 0.1);

        string message = Assert.Throws<InvalidDataException>(() => SmallJointTraining.Train(options with { FusionStart = detector })).Message;
        Assert.Contains("is no checkpoint of language-fusion", message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => SmallJointTraining.Train(options with { DetectorStart = folder.Root }));
    }

    [TorchTheory]
    [InlineData(BilevelSolver.Alternating)]
    [InlineData(BilevelSolver.ApproximateHypergradient)]
    public void A_cancelled_training_resumes_to_the_very_same_weights(BilevelSolver solver)
    {
        JointDetectionOptions straight = SmallJointTraining.Options() with { Solver = solver, CheckpointEvery = 5 };
        (byte[] fusion, byte[] detector) = SmallJointTraining.Train(straight);
        using TemporaryFolder folder = new();
        foreach (int at in (int[])[4, 12])
        {
            using CancellationTokenSource source = new();
            Listener cancelling = new(progress =>
            {
                if (progress.Step >= at)
                {
                    source.Cancel();
                }
            });
            Assert.ThrowsAny<OperationCanceledException>(() => SmallJointTraining.Train(straight with { OutputFolder = folder.Root, CancellationToken = source.Token, Progress = cancelling }));
        }

        List<long> steps = [];
        (byte[] resumedFusion, byte[] resumedDetector) = SmallJointTraining.Train(straight with { OutputFolder = folder.Root, Progress = new Listener(progress => steps.Add(progress.Step)) });
        Assert.Equal(fusion, resumedFusion);
        Assert.Equal(detector, resumedDetector);
        Assert.All(steps, step => Assert.True(step > 12));
        Assert.NotEmpty(steps);
    }

    [TorchFact]
    public void A_checkpoint_of_another_solver_is_refused()
    {
        using TemporaryFolder folder = new();
        JointDetectionOptions options = SmallJointTraining.Options(folder.Root) with { FusionSteps = 1, DetectorSteps = 1, Steps = 1 };
        SmallJointTraining.Train(options);
        Assert.Throws<InvalidDataException>(() => SmallJointTraining.Train(options with { Solver = BilevelSolver.ApproximateHypergradient }));
    }

    [TorchFact]
    public void A_loss_that_is_no_number_stops_with_step_and_term()
    {
        JointDetectionOptions options = SmallJointTraining.Options() with { Network = () => BrokenNetwork.After(5) };
        Assert.Contains("Step 6: the term 'Boxes'", Assert.Throws<ArithmeticException>(() => SmallJointTraining.Train(options)).Message, StringComparison.Ordinal);
        options = options with { Network = () => BrokenNetwork.After(2) };
        Assert.Contains("Step 3: the term 'Intensity'", Assert.Throws<ArithmeticException>(() => SmallJointTraining.Train(options)).Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void Many_steps_leave_no_tensor_behind()
    {
        List<long> alive = [];
        SmallJointTraining.Train(SmallJointTraining.Options() with
        {
            FusionSteps = 0,
            DetectorSteps = 0,
            Steps = 25,
            BatchSize = 1,
            ReportEvery = 5,
            ValidationShare = 0,
            CheckpointEvery = 1000,
            Solver = BilevelSolver.ApproximateHypergradient,
            Progress = new Listener(_ => alive.Add(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount)),
        });
        Assert.Equal(5, alive.Count);
        Assert.All(alive, count => Assert.Equal(alive[0], count));
    }

    [TorchFact]
    public void Both_sources_are_cut_at_the_same_places_and_shown_fused_in_colour()
    {
        using DisposeScope scope = NewDisposeScope();
        RasterImage visible = new(96, 96, 3);
        new Random(1).NextBytes(visible.Bytes);
        Plane luminance = Bt601.Luminance(visible);
        DetectorBox hidden = new("thing", new(30, 30, 70, 70), InVisible: false);
        DetectorPicture pair = DetectorPicture.OfFusedPair("same", visible, luminance, luminance, [hidden]);
        IvifDetOptions detector = new() { Width = 96, Height = 96, Classes = ["thing"] };
        JointBatch batch = new JointSampler([pair], detector, SmallJointTraining.Options() with { Augmentation = new() { Brightness = 0, Contrast = 0, Gamma = 0, Noise = 0 } }, CPU).Draw(3);

        // The infrared is the visible's luminance here, up to its 8 bits.
        Near.Equal(batch.Luminance, batch.Infrared, 0.003);
        Near.Equal(batch.Colour, batch.Show(batch.Luminance), 1e-6);

        // The visible alone does not show it, but the fusion may.
        Assert.Contains(batch.Targets.SelectMany(targets => targets), target => !target.Ignored);
    }

    [TorchFact]
    public void Single_pictures_are_refused()
        => Assert.Contains("'squares-0' is a single picture", Assert.Throws<ArgumentException>(() => SmallJointTraining.Train(SmallJointTraining.Options(), SmallDetectorTraining.Pictures)).Message, StringComparison.Ordinal);

    [TorchFact]
    public void Fit_gives_a_chain_that_fuses_and_detects_and_saves_as_one_zip()
    {
        MLContext ml = new(seed: 1);
        using TemporaryFolder folder = new();
        IDataView files = ml.Data.LoadFromEnumerable(Rows(folder));
        IDataView images = ml.Transforms.LoadImages("Infrared", null, nameof(Row.InfraredPath)).Append(ml.Transforms.LoadImages("Visible", null, nameof(Row.VisiblePath))).Fit(files).Transform(files);
        TransformerChain<DetectionTransformer> model = ml.Fusion.Trainers.JointDetection(SmallJointTraining.Options()).Fit(images);
        ml.Model.Save(model, images.Schema, folder["joint.zip"]);
        ITransformer loaded = ml.Model.Load(folder["joint.zip"], out _);
        Assert.Equal(12, ml.Detection.Evaluate(loaded.Transform(images)).Objects);
        Assert.IsType<FusionTransformer>(model.First());
    }

    private static List<Row> Rows(TemporaryFolder folder) =>
    [
        .. Enumerable.Range(0, 6).Select(i =>
        {
            (RasterImage infrared, RasterImage visible) = SmallJointTraining.Draw(i);
            (string infraredPath, string visiblePath) = (folder[$"ir-{i}.png"], folder[$"vi-{i}.png"]);
            ImageCodecs.Default.Write(infrared, infraredPath);
            ImageCodecs.Default.Write(visible, visiblePath);
            IReadOnlyList<DetectorBox> boxes = SmallDetectorTraining.Boxes(i);
            return new Row
            {
                InfraredPath = infraredPath,
                VisiblePath = visiblePath,
                Label = [.. boxes.Select(box => box.Label)],
                BoundingBoxes = [.. boxes.SelectMany(box => (float[])[(float)box.Box.Left, (float)box.Box.Top, (float)box.Box.Right, (float)box.Box.Bottom])],
            };
        }),
    ];

    private sealed class Row
    {
        public string InfraredPath { get; set; } = "";

        public string VisiblePath { get; set; } = "";

        public string[] Label { get; set; } = [];

        public float[] BoundingBoxes { get; set; } = [];
    }

    private sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
