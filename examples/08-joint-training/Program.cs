// Trains a fusion network and a detector of its pictures together, on rendered scenes: both losses fall. From one start, with both solvers of the bilevel problem.
using IvifMl;
using IvifMl.Training;
using Microsoft.ML;

MLContext ml = new(seed: 1);
Dictionary<string, string> names = new() { ["person"] = "person", ["car"] = "vehicle", ["truck"] = "vehicle", ["bus"] = "vehicle" };
using FusionModel pyramid = FusionModel.Shipped(ShippedModels.Pyramid);
IReadOnlyList<DetectorPicture> pairs = DetectorPictures.FromScenes(12, firstSeed: 1, 160, 128, pyramid, new BoxClasses(names, dropOthers: true));

const int Alone = 12;
const int Together = 24;
bool fell = true;
foreach (BilevelSolver solver in Enum.GetValues<BilevelSolver>())
{
    List<TrainingProgress> reports = [];
    (byte[] fusion, byte[] detector) = ml.Fusion.Trainers.JointDetection(new JointDetectionOptions
    {
        Solver = solver,
        Network = static () => new LanguageFusionNetwork(new() { Channels = 8 }),
        Detector = new() { Width = 160, Height = 128, Channels = [8, 16, 16, 32, 32], HeadChannels = 16 },
        FusionSteps = Alone,
        DetectorSteps = Alone,
        Steps = Together,
        BatchSize = 2,
        CropSide = 96,
        FusionRate = 2e-3,
        DetectorRate = 4e-3,
        RampSteps = 3,
        ValidationShare = 0,
        ReportEvery = 6,
        Threads = 1,
        Progress = new Reporter(reports.Add),
    }).Train(pairs);

    // A warm-up logs its own loss alone, so the start of each loss is the first report of its warm-up.
    TrainingProgress fusionStart = reports[0];
    TrainingProgress detectorStart = reports.First(report => report.Step > Alone);
    TrainingProgress end = reports[^1];
    Console.WriteLine($"{solver}: fusion loss {fusionStart.Terms["Fusion"]:F3} → {end.Terms["Fusion"]:F3}, detection loss {detectorStart.Terms["Detection"]:F3} → {end.Terms["Detection"]:F3}");
    Console.WriteLine($"  gradient norms at the end: fusion {end.Terms["FusionGradient"]:F3}, detector {end.Terms["DetectorGradient"]:F3}, second order {end.Terms["Correction"]:G3}");
    Console.WriteLine($"  models: fusion {fusion.Length / 1024} KiB, detector {detector.Length / 1024} KiB");
    fell &= end.Terms["Fusion"] < fusionStart.Terms["Fusion"] && end.Terms["Detection"] < detectorStart.Terms["Detection"];
}

return fell ? 0 : 1;

internal sealed class Reporter(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => hear(value);
}
