using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Tests.Support;
using Microsoft.ML;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Detection;

public sealed class AnchorFreeTrainerTests
{
    [TorchFact]
    public void It_learns_to_find_squares()
    {
        using TemporaryFolder folder = new();
        byte[] model = SmallDetectorTraining.Train(SmallDetectorTraining.Options(folder.Root) with { Epochs = 40, CheckpointEvery = 40 });
        string[] lines = File.ReadAllLines(folder["training.csv"]);
        Assert.Equal("Step,LearningRate,Loss,Boxes,Objectness,Classes,Validation", lines[0]);
        double validation = double.Parse(lines[^1].Split(',')[^1], CultureInfo.InvariantCulture);
        Assert.True(validation > 0.6, $"mAP50 {validation}");
        Assert.Equal(model, File.ReadAllBytes(folder["model.onnx"]));

        using DetectorModel detector = DetectorModel.Load(folder["model.onnx"]);
        Assert.Equal(["bright", "dark"], detector.Classes);
        RasterImage unseen = SmallDetectorTraining.Draw(500);
        IReadOnlyList<DetectedBox> found = detector.Detect(unseen);
        Assert.All(SmallDetectorTraining.Boxes(500), box => Assert.Contains(found, hit => hit.Label == box.Label && hit.Box.IntersectionOverUnion(box.Box) > 0.5));
        Assert.Contains("<figcaption>Boxes", File.ReadAllText(folder["training.html"]), StringComparison.Ordinal);
    }

    [TorchFact]
    public void Equal_seeds_give_equal_weights_and_another_seed_gives_others()
    {
        byte[] once = SmallDetectorTraining.Train(SmallDetectorTraining.Options());
        Assert.Equal(once, SmallDetectorTraining.Train(SmallDetectorTraining.Options()));
        Assert.NotEqual(once, SmallDetectorTraining.Train(SmallDetectorTraining.Options() with { Seed = 2 }));
    }

    [TorchFact]
    public void A_cancelled_training_resumes_to_the_very_same_weights()
    {
        byte[] straight = SmallDetectorTraining.Train(SmallDetectorTraining.Options());
        using TemporaryFolder folder = new();
        using CancellationTokenSource source = new();
        AnchorFreeOptions options = SmallDetectorTraining.Options(folder.Root);
        Listener cancelling = new(progress =>
        {
            if (progress.Step >= 8)
            {
                source.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => SmallDetectorTraining.Train(options with { CancellationToken = source.Token, Progress = cancelling }));

        List<long> steps = [];
        byte[] resumed = SmallDetectorTraining.Train(options with { Progress = new Listener(progress => steps.Add(progress.Step)) });
        Assert.Equal(straight, resumed);
        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.True(step > 8));
    }

    [TorchFact]
    public void A_checkpoint_of_other_boxes_is_refused()
    {
        using TemporaryFolder folder = new();
        AnchorFreeOptions options = SmallDetectorTraining.Options(folder.Root) with { Epochs = 1 };
        SmallDetectorTraining.Train(options);
        DetectorPicture[] others = [.. SmallDetectorTraining.Pictures.Skip(1), DetectorPicture.Of("squares-0", SmallDetectorTraining.Draw(0), SmallDetectorTraining.Boxes(1))];
        Assert.Contains("other options or other pairs", Assert.Throws<InvalidDataException>(() => SmallDetectorTraining.Train(options, others)).Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void A_loss_that_is_no_number_stops_with_step_and_term()
    {
        AnchorFreeOptions options = SmallDetectorTraining.Options() with { Network = SmallDetectorTraining.Options().Network with { Classes = ["bright", "dark"] } };
        using IvifDetNetwork network = new(options.Network);
        using IvifDetNetwork average = new(options.Network);
        using (no_grad())
        {
            network.enter.conv.weight!.fill_(double.NaN);
        }

        using DetectorTrainer trainer = new(network, average, DetectorSet.Split(SmallDetectorTraining.Pictures, 0, 1), options, CPU, _ => { });
        ArithmeticException error = Assert.Throws<ArithmeticException>(trainer.Run);
        Assert.Contains("Step 1: the term 'Boxes'", error.Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void Many_steps_leave_no_tensor_behind()
    {
        AnchorFreeOptions options = SmallDetectorTraining.Options() with { BatchSize = 1, Epochs = 10, ValidationShare = 0, CheckpointEvery = 100_000, ReportEvery = 40 };
        List<long> alive = [];
        SmallDetectorTraining.Train(options with { Progress = new Listener(_ => alive.Add(TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount)) });
        Assert.Equal(5, alive.Count);
        Assert.All(alive, count => Assert.Equal(alive[0], count));
    }

    [TorchFact]
    public void Fit_gives_a_transformer_that_detects_saves_and_loads()
    {
        MLContext ml = new(seed: 1);
        using TemporaryFolder folder = new();
        IDataView files = ml.Data.LoadFromEnumerable(Rows(folder));
        IDataView images = ml.Transforms.LoadImages("Picture", null, nameof(Row.Path)).Fit(files).Transform(files);
        AnchorFreeTrainer trainer = ml.Detection.Trainers.AnchorFree(SmallDetectorTraining.Options() with { Card = new() { Name = "mine", TrainingData = "squares", Licence = "MIT" } });
        DetectionTransformer model = trainer.Fit(images);
        ml.Model.Save(model, null, folder["detector.zip"]);

        using DetectorModel loaded = DetectorModel.Load(folder["detector.zip"]);
        Assert.Equal("mine", loaded.Name);
        Assert.Equal(["bright", "dark"], loaded.Classes);
        Assert.Contains(model.GetOutputSchema(images.Schema), column => column.Name == "PredictedBoundingBoxes");
        DetectionMetrics metrics = ml.Detection.Evaluate(model.Transform(images));
        Assert.Equal(16, metrics.Objects);
    }

    [TorchFact]
    public void A_box_of_an_unknown_class_is_refused_with_the_picture()
    {
        AnchorFreeOptions options = SmallDetectorTraining.Options() with { ClassesOfTheData = false, Network = SmallDetectorTraining.Options().Network with { Classes = ["bright"] } };
        string message = Assert.Throws<ArgumentException>(() => SmallDetectorTraining.Train(options)).Message;
        Assert.Contains("'squares-0' has a box of the class 'dark'", message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void Pictures_without_objects_are_refused()
    {
        DetectorPicture empty = DetectorPicture.Of("empty", new RasterImage(64, 64, 3), []);
        Assert.Contains("no picture", Assert.Throws<ArgumentException>(() => SmallDetectorTraining.Train(SmallDetectorTraining.Options(), [])).Message, StringComparison.Ordinal);
        Assert.Contains("object to learn from", Assert.Throws<ArgumentException>(() => SmallDetectorTraining.Train(SmallDetectorTraining.Options(), [empty, DetectorPicture.Of("another", new RasterImage(64, 64, 3), [])])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_whose_columns_do_not_fit_are_refused_by_name()
    {
        MLContext ml = new(seed: 1);
        AnchorFreeTrainer trainer = ml.Detection.Trainers.AnchorFree(SmallDetectorTraining.Options());
        using TemporaryFolder folder = new();
        IDataView files = ml.Data.LoadFromEnumerable(Rows(folder));
        Assert.Contains("'Picture'", Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(files)).Message, StringComparison.Ordinal);

        Row broken = Rows(folder)[0];
        broken.BoundingBoxes = [1, 2, 3];
        IDataView bad = ml.Data.LoadFromEnumerable([broken]);
        IDataView images = ml.Transforms.LoadImages("Picture", null, nameof(Row.Path)).Fit(bad).Transform(bad);
        Assert.Contains("row 0: 2 classes need 8 corners", Assert.Throws<InvalidDataException>(() => trainer.Fit(images)).Message, StringComparison.Ordinal);
    }

    private static List<Row> Rows(TemporaryFolder folder) =>
    [
        .. Enumerable.Range(0, 8).Select(i =>
        {
            string path = folder[$"{i}.png"];
            ImageCodecs.Default.Write(SmallDetectorTraining.Draw(i), path);
            IReadOnlyList<DetectorBox> boxes = SmallDetectorTraining.Boxes(i);
            return new Row
            {
                Path = path,
                Label = [.. boxes.Select(box => box.Label)],
                BoundingBoxes = [.. boxes.SelectMany(box => (float[])[(float)box.Box.Left, (float)box.Box.Top, (float)box.Box.Right, (float)box.Box.Bottom])],
            };
        }),
    ];

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public string[] Label { get; set; } = [];

        public float[] BoundingBoxes { get; set; } = [];
    }

    private sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
