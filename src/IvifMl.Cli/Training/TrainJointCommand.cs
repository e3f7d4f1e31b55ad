using System.CommandLine;
using IvifMl.Training;
using Microsoft.ML;

namespace IvifMl.Cli;

/// <summary><c>ivif train joint</c>: a fusion network and a detector of its pictures, together.</summary>
internal static class TrainJointCommand
{
    private static readonly Option<string[]> Pairs = new("--pairs") { Description = "Data set of pairs with boxes: a folder with ir/, vi/ and labels/; may be given several times.", HelpName = "DIR" };
    private static readonly Option<int?> Scenes = new("--scenes") { Description = "Rendered scenes to train on as well.", HelpName = "COUNT" };
    private static readonly Option<string> Output = new("--out", "-o") { Description = "Folder for checkpoint, log, page of curves, model.onnx and detector.onnx. A checkpoint found there is resumed.", HelpName = "DIR", DefaultValueFactory = _ => "training" };
    private static readonly Option<string?> Config = new("--config") { Description = $"JSON file with all values ({JointTrainingConfig.Page}); flags override it.", HelpName = "FILE" };
    private static readonly Option<string[]> Rename = new("--rename") { Description = "Rename a class, such as car=vehicle; several may become one.", HelpName = "OLD=NEW" };
    private static readonly Option<string[]> Classes = new("--class") { Description = "A class to learn; those of the data where left out.", HelpName = "NAME" };
    private static readonly Option<string?> FusionStart = new("--fusion-start") { Description = "Output folder of ivif train fusion, or its checkpoint, to start from.", HelpName = "DIR" };
    private static readonly Option<string?> DetectorStart = new("--detector-start") { Description = "Output folder of ivif train detector, or its checkpoint, to start from.", HelpName = "DIR" };
    private static readonly Option<BilevelSolver?> Solver = new("--solver") { Description = "How both levels are descended." };
    private static readonly Option<double?> Weight = new("--weight") { Description = "How much the fusion hears of the detector; 0 trains both apart." };
    private static readonly Option<int?> FusionSteps = new("--fusion-steps") { Description = "Steps of the fusion alone." };
    private static readonly Option<int?> DetectorSteps = new("--detector-steps") { Description = "Steps of the detector alone." };
    private static readonly Option<int?> Steps = new("--steps") { Description = "Joint steps." };
    private static readonly Option<int?> Batch = new("--batch") { Description = "Crops in a batch." };
    private static readonly Option<int?> Crop = new("--crop") { Description = "Side of a crop in pixels, a multiple of 32." };
    private static readonly Option<int?> Seed = new("--seed") { Description = "Decides weights, order and crops." };
    private static readonly Option<int?> Threads = new("--threads") { Description = "Threads of torch; one for each core where left out." };
    private static readonly Option<int?> Gpu = new("--gpu") { Description = "CUDA device; the CPU where left out." };
    private static readonly Option<string?> Name = new("--name") { Description = "The fusion model's name in its metadata." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Take a few steps, print memory and time estimates, write nothing." };

    public static Command Create()
    {
        Command command = new("joint", "Train a fusion network and a detector of its pictures together.")
        {
            Pairs, Scenes, Output, Config, Rename, Classes, FusionStart, DetectorStart, Solver, Weight, FusionSteps, DetectorSteps, Steps, Batch, Crop, Seed, Threads, Gpu, Name, DryRun,
        };
        TrainingFlags.Renaming(command, Rename);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        JointTrainingConfig config = Configuration(parsed);
        config.ToOptions(null, cancellation, null).Validate();
        TorchRuntime.Require();
        IReadOnlyList<DetectorPicture> pairs = DetectorTrainingData.Load(config.Data, Console.Out.WriteLine, cancellation);
        MLContext ml = new(seed: 1);
        if (parsed.GetValue(DryRun))
        {
            Console.Out.WriteLine(ml.Fusion.Trainers.JointDetection(config.ToOptions(null, cancellation, null)).Estimate(pairs));
            return ExitCodes.Done;
        }

        string output = TrainingConfigFile.Keep(parsed.GetValue(Output)!, config.ToJson());
        ml.Fusion.Trainers.JointDetection(config.ToOptions(output, cancellation, new TrainingLines())).Train(pairs);
        Console.Out.WriteLine($"fusion: {Path.Combine(output, JointDetectionTrainer.ModelFileName)}");
        Console.Out.WriteLine($"detector: {Path.Combine(output, JointDetectionTrainer.DetectorFileName)}");
        Console.Out.WriteLine($"curves: {Path.Combine(output, JointDetectionTrainer.PageFileName)}");
        return ExitCodes.Done;
    }

    private static JointTrainingConfig Configuration(ParseResult parsed)
    {
        JointTrainingConfig config = parsed.GetValue(Config) is { } path ? JointTrainingConfig.Read(path) : new();
        string[] pairs = parsed.GetValue(Pairs) ?? [];
        string[] classes = parsed.GetValue(Classes) ?? [];
        return config with
        {
            Pairs = pairs.Length > 0 ? [.. pairs.Select(folder => new DetectorPairs(folder))] : config.Pairs,
            Scenes = TrainingFlags.Rendered(parsed, Scenes, config.Scenes),
            Rename = TrainingFlags.Renamed(parsed, Rename, config.Rename),
            Classes = classes.Length > 0 ? classes : config.Classes,
            FusionStart = parsed.GetValue(FusionStart) ?? config.FusionStart,
            DetectorStart = parsed.GetValue(DetectorStart) ?? config.DetectorStart,
            Solver = parsed.GetValue(Solver) ?? config.Solver,
            DetectionWeight = parsed.GetValue(Weight) ?? config.DetectionWeight,
            FusionSteps = parsed.GetValue(FusionSteps) ?? config.FusionSteps,
            DetectorSteps = parsed.GetValue(DetectorSteps) ?? config.DetectorSteps,
            Steps = parsed.GetValue(Steps) ?? config.Steps,
            BatchSize = parsed.GetValue(Batch) ?? config.BatchSize,
            CropSide = parsed.GetValue(Crop) ?? config.CropSide,
            Seed = parsed.GetValue(Seed) ?? config.Seed,
            Threads = parsed.GetValue(Threads) ?? config.Threads,
            Gpu = parsed.GetValue(Gpu) ?? config.Gpu,
            Name = parsed.GetValue(Name) ?? config.Name,
        };
    }
}
