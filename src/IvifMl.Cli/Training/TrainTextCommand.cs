using System.CommandLine;
using IvifMl.Training;
using Microsoft.ML;

namespace IvifMl.Cli;

/// <summary><c>ivif train text</c>: a fusion network that takes prompts, on folders of pairs, rendered scenes, or both.</summary>
internal static class TrainTextCommand
{
    private static readonly Option<string?> Infrared = new("--infrared", "-i") { Description = "Folder of infrared images.", HelpName = "DIR" };
    private static readonly Option<string?> Visible = new("--visible", "-v") { Description = "Folder of visible images; paired by file name.", HelpName = "DIR" };
    private static readonly Option<int?> Scenes = new("--scenes") { Description = "Rendered scenes to train on as well.", HelpName = "COUNT" };
    private static readonly Option<string> Output = new("--out", "-o") { Description = "Folder for checkpoint, log, page of curves and model.onnx. A checkpoint found there is resumed.", HelpName = "DIR", DefaultValueFactory = _ => "training" };
    private static readonly Option<string?> Config = new("--config") { Description = "JSON file with all of this; flags override it.", HelpName = "FILE" };
    private static readonly Option<string?> Network = new("--network") { Description = "Kind of network." };
    private static readonly Option<int?> Steps = new("--steps") { Description = "Steps." };
    private static readonly Option<int?> Batch = new("--batch") { Description = "Pairs in a step; each is fused by three prompts." };
    private static readonly Option<int?> Crop = new("--crop") { Description = "Side of a crop in pixels." };
    private static readonly Option<double?> Rate = new("--rate") { Description = "Learning rate." };
    private static readonly Option<int?> Seed = new("--seed") { Description = "Decides weights, crops, faults and sentences." };
    private static readonly Option<int?> Threads = new("--threads") { Description = "Threads of torch; one for each core where left out." };
    private static readonly Option<string?> Name = new("--name") { Description = "The model's name in its metadata." };

    public static Command Create()
    {
        Command command = new("text", "Train a fusion network that takes prompts.") { Infrared, Visible, Scenes, Output, Config, Network, Steps, Batch, Crop, Rate, Seed, Threads, Name };
        TrainingFlags.Together(command, Infrared, Visible);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        TextTrainingConfig config = Configuration(parsed);
        TorchRuntime.Require();
        IReadOnlyList<TrainingPair> pairs = config.Load(cancellation);
        Console.Out.WriteLine($"{pairs.Count} pairs");
        string output = TrainingConfigFile.Keep(parsed.GetValue(Output)!, config.ToJson());
        MLContext ml = new(seed: 1);
        ml.Fusion.Trainers.TextGuided(config.ToOptions(output, cancellation, new TrainingLines())).Train(pairs);
        Console.Out.WriteLine($"model: {Path.Combine(output, LanguageDrivenTrainer.ModelFileName)}");
        Console.Out.WriteLine($"curves: {Path.Combine(output, LanguageDrivenTrainer.PageFileName)}");
        return ExitCodes.Done;
    }

    private static TextTrainingConfig Configuration(ParseResult parsed)
    {
        TextTrainingConfig config = parsed.GetValue(Config) is { } path ? TextTrainingConfig.Read(path) : new();
        return config with
        {
            Pairs = parsed.GetValue(Infrared) is { } infrared ? [new(infrared, parsed.GetValue(Visible)!)] : config.Pairs,
            Scenes = TrainingFlags.Rendered(parsed, Scenes, config.Scenes),
            Network = parsed.GetValue(Network) ?? config.Network,
            Steps = parsed.GetValue(Steps) ?? config.Steps,
            BatchSize = parsed.GetValue(Batch) ?? config.BatchSize,
            CropSide = parsed.GetValue(Crop) ?? config.CropSide,
            LearningRate = parsed.GetValue(Rate) ?? config.LearningRate,
            Seed = parsed.GetValue(Seed) ?? config.Seed,
            Threads = parsed.GetValue(Threads) ?? config.Threads,
            Name = parsed.GetValue(Name) ?? config.Name,
        };
    }
}
