using System.CommandLine;
using IvifMl.Imaging;
using IvifMl.Training;
using Microsoft.ML;

namespace IvifMl.Cli;

/// <summary><c>ivif train detector</c>: a small detector on labelled pairs, rendered scenes, and pairs that a stronger detector labels.</summary>
internal static class TrainDetectorCommand
{
    private static readonly Option<string[]> Pairs = new("--pairs") { Description = "Data set of pairs with boxes: a folder with ir/, vi/ and labels/; may be given several times.", HelpName = "DIR" };
    private static readonly Option<string?> Images = new("--images") { Description = "Folder of single pictures to train on, with --boxes.", HelpName = "DIR" };
    private static readonly Option<string?> Boxes = new("--boxes") { Description = "Their boxes: COCO's .json, or the folder of VOC's .xml or YOLO's .txt files.", HelpName = "PATH" };
    private static readonly Option<int?> Scenes = new("--scenes") { Description = "Rendered scenes to train on as well.", HelpName = "COUNT" };
    private static readonly Option<string?> Teacher = new("--teacher") { Description = "Detector, an ONNX file with YOLOX's heads, that labels the sets of --pairs without labels/.", HelpName = "FILE" };
    private static readonly Option<string> Output = new("--out", "-o") { Description = "Folder for checkpoint, log, page of curves and model.onnx. A checkpoint found there is resumed.", HelpName = "DIR", DefaultValueFactory = _ => "training" };
    private static readonly Option<string?> Config = new("--config") { Description = $"JSON file with all values ({DetectorTrainingConfig.Page}); flags override it.", HelpName = "FILE" };
    private static readonly Option<string[]> Rename = new("--rename") { Description = "Rename a class, such as car=vehicle; several may become one.", HelpName = "OLD=NEW" };
    private static readonly Option<string[]> Classes = new("--class") { Description = "A class to learn; those of the data where left out.", HelpName = "NAME" };
    private static readonly Option<int?> Epochs = new("--epochs") { Description = "Passes over the pictures." };
    private static readonly Option<int?> Batch = new("--batch") { Description = "Crops in a step." };
    private static readonly Option<int?> Crop = new("--crop") { Description = "Side of a crop in pixels, a multiple of 32." };
    private static readonly Option<double?> Rate = new("--rate") { Description = "Learning rate." };
    private static readonly Option<int?> Seed = new("--seed") { Description = "Decides weights, order, crops and light." };
    private static readonly Option<int?> Threads = new("--threads") { Description = "Threads of torch; one for each core where left out." };
    private static readonly Option<int?> Gpu = new("--gpu") { Description = "CUDA device; the CPU where left out." };
    private static readonly Option<string?> Name = new("--name") { Description = "The model's name in its metadata." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Take a few steps, print memory and time estimates, write nothing." };

    public static Command Create()
    {
        Command command = new("detector", "Train a small object detector.")
        {
            Pairs, Images, Boxes, Scenes, Teacher, Output, Config, Rename, Classes, Epochs, Batch, Crop, Rate, Seed, Threads, Gpu, Name, DryRun,
        };
        TrainingFlags.Together(command, Images, Boxes);
        TrainingFlags.Renaming(command, Rename);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        DetectorTrainingConfig config = Configuration(parsed);
        config.ToOptions(null, cancellation, null).Validate();
        TorchRuntime.Require();
        IReadOnlyList<DetectorPicture> pictures = DetectorTrainingData.Load(config, Console.Out.WriteLine, cancellation);
        MLContext ml = new(seed: 1);
        if (parsed.GetValue(DryRun))
        {
            Console.Out.WriteLine(ml.Detection.Trainers.AnchorFree(config.ToOptions(null, cancellation, null)).Estimate(pictures));
            return ExitCodes.Done;
        }

        // Classes that the data decided are kept with the weights, which say nothing without them.
        config = config.Classes.Count == 0 ? config with { Classes = DetectorSet.ClassesOf(pictures) } : config;
        string output = TrainingConfigFile.Keep(parsed.GetValue(Output)!, config.ToJson());
        ml.Detection.Trainers.AnchorFree(config.ToOptions(output, cancellation, new TrainingLines())).Train(pictures);
        Console.Out.WriteLine($"model: {Path.Combine(output, AnchorFreeTrainer.ModelFileName)}");
        Console.Out.WriteLine($"curves: {Path.Combine(output, AnchorFreeTrainer.PageFileName)}");
        return ExitCodes.Done;
    }

    private static DetectorTrainingConfig Configuration(ParseResult parsed)
    {
        DetectorTrainingConfig config = parsed.GetValue(Config) is { } path ? DetectorTrainingConfig.Read(path) : new();
        string? teacher = parsed.GetValue(Teacher);
        string[] pairs = parsed.GetValue(Pairs) ?? [];
        string[] classes = parsed.GetValue(Classes) ?? [];
        return config with
        {
            Pairs = pairs.Length > 0 ? [.. pairs.Select(folder => new DetectorPairs(folder, SourceOf(folder, teacher)))] : config.Pairs,
            Pictures = parsed.GetValue(Images) is { } images ? [new(images, parsed.GetValue(Boxes)!)] : config.Pictures,
            Scenes = TrainingFlags.Rendered(parsed, Scenes, config.Scenes),
            Teacher = teacher is null ? config.Teacher : (config.Teacher ?? new(teacher)) with { Model = teacher },
            Rename = TrainingFlags.Renamed(parsed, Rename, config.Rename),
            Classes = classes.Length > 0 ? classes : config.Classes,
            Epochs = parsed.GetValue(Epochs) ?? config.Epochs,
            BatchSize = parsed.GetValue(Batch) ?? config.BatchSize,
            CropSide = parsed.GetValue(Crop) ?? config.CropSide,
            LearningRate = parsed.GetValue(Rate) ?? config.LearningRate,
            Seed = parsed.GetValue(Seed) ?? config.Seed,
            Threads = parsed.GetValue(Threads) ?? config.Threads,
            Gpu = parsed.GetValue(Gpu) ?? config.Gpu,
            Name = parsed.GetValue(Name) ?? config.Name,
        };
    }

    private static LabelSource SourceOf(string folder, string? teacher) =>
        teacher is not null && !Directory.Exists(Path.Combine(folder, PairLayout.LabelFolder)) ? LabelSource.Teacher : LabelSource.Own;
}
