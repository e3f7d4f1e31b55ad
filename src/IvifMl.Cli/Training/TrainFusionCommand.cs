using System.CommandLine;
using IvifMl.Training;
using Microsoft.ML;

namespace IvifMl.Cli;

/// <summary><c>ivif train fusion</c>: a fusion network by the language-driven loss, on folders of pairs, rendered scenes, or both.</summary>
internal static class TrainFusionCommand
{
    private static readonly Option<string?> Infrared = new("--infrared", "-i") { Description = "Folder of infrared images.", HelpName = "DIR" };
    private static readonly Option<string?> Visible = new("--visible", "-v") { Description = "Folder of visible images; paired by file name.", HelpName = "DIR" };
    private static readonly Option<int?> Scenes = new("--scenes") { Description = "Rendered scenes to train on as well.", HelpName = "COUNT" };
    private static readonly Option<string> Output = new("--out", "-o") { Description = "Folder for checkpoint, log, page of curves and model.onnx. A checkpoint found there is resumed.", HelpName = "DIR", DefaultValueFactory = _ => "training" };
    private static readonly Option<string?> Config = new("--config") { Description = "JSON file with all of this; flags override it.", HelpName = "FILE" };
    private static readonly Option<string[]> Prompt = new("--prompt") { Description = "What a good fusion is, in words; several make an ensemble.", HelpName = "TEXT" };
    private static readonly Option<bool> NoLanguage = new("--no-language") { Description = "Train by the classic terms alone." };
    private static readonly Option<string?> Clip = new("--clip") { Description = "CLIP weights, .pt or .safetensors; the small CLIP of our own where left out.", HelpName = "FILE" };
    private static readonly Option<string?> Features = new("--features") { Description = "SqueezeNet 1.1 (.onnx) or VGG-19 (.pth, .safetensors) for the fidelity term.", HelpName = "FILE" };
    private static readonly Option<int?> Epochs = new("--epochs") { Description = "Passes over the pairs." };
    private static readonly Option<int?> Repeats = new("--repeats") { Description = "Crops an epoch takes from each pair." };
    private static readonly Option<int?> Batch = new("--batch") { Description = "Crops in a step." };
    private static readonly Option<int?> Crop = new("--crop") { Description = "Side of a crop in pixels." };
    private static readonly Option<double?> Rate = new("--rate") { Description = "Learning rate." };
    private static readonly Option<int?> Seed = new("--seed") { Description = "Decides weights, order, crops and noise." };
    private static readonly Option<int?> Threads = new("--threads") { Description = "Threads of torch; one for each core where left out." };
    private static readonly Option<int?> Gpu = new("--gpu") { Description = "CUDA device; the CPU where left out." };
    private static readonly Option<string?> Name = new("--name") { Description = "The model's name in its metadata." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Take a few steps, print memory and time estimates, write nothing." };

    public static Command Create()
    {
        Command command = new("fusion", "Train a fusion network by saying what a good fusion is.")
        {
            Infrared, Visible, Scenes, Output, Config, Prompt, NoLanguage, Clip, Features, Epochs, Repeats, Batch, Crop, Rate, Seed, Threads, Gpu, Name, DryRun,
        };
        TrainingFlags.Together(command, Infrared, Visible);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        FusionTrainingConfig config = Configuration(parsed);
        IReadOnlyList<TrainingPair> pairs = config.Load(cancellation);
        TorchRuntime.Require();
        Console.Out.WriteLine($"{pairs.Count} pairs");
        MLContext ml = new(seed: 1);
        if (parsed.GetValue(DryRun))
        {
            TrainingEstimate estimate = ml.Fusion.Trainers.LanguageDriven(config.ToOptions(null, cancellation, null)).Estimate(pairs);
            Console.Out.WriteLine(estimate);
            return ExitCodes.Done;
        }

        string output = TrainingConfigFile.Keep(parsed.GetValue(Output)!, config.ToJson());
        ml.Fusion.Trainers.LanguageDriven(config.ToOptions(output, cancellation, new TrainingLines())).Train(pairs);
        Console.Out.WriteLine($"model: {Path.Combine(output, LanguageDrivenTrainer.ModelFileName)}");
        Console.Out.WriteLine($"curves: {Path.Combine(output, LanguageDrivenTrainer.PageFileName)}");
        return ExitCodes.Done;
    }

    private static FusionTrainingConfig Configuration(ParseResult parsed)
    {
        FusionTrainingConfig config = parsed.GetValue(Config) is { } path ? FusionTrainingConfig.Read(path) : new();
        string[] prompts = parsed.GetValue(Prompt) ?? [];
        LanguageLossOptions? language = parsed.GetValue(NoLanguage) ? null
            : prompts.Length > 0 ? (config.Loss.Language ?? LanguageLossOptions.LdFusion) with { Prompts = prompts }
            : config.Loss.Language;
        return config with
        {
            Pairs = parsed.GetValue(Infrared) is { } infrared ? [new(infrared, parsed.GetValue(Visible)!)] : config.Pairs,
            Scenes = TrainingFlags.Rendered(parsed, Scenes, config.Scenes),
            Loss = config.Loss with { Language = language },
            Clip = parsed.GetValue(Clip) ?? config.Clip,
            Features = parsed.GetValue(Features) ?? config.Features,
            Epochs = parsed.GetValue(Epochs) ?? config.Epochs,
            Repeats = parsed.GetValue(Repeats) ?? config.Repeats,
            BatchSize = parsed.GetValue(Batch) ?? config.BatchSize,
            CropSide = parsed.GetValue(Crop) ?? config.CropSide,
            LearningRate = parsed.GetValue(Rate) ?? config.LearningRate,
            Seed = parsed.GetValue(Seed) ?? config.Seed,
            Threads = parsed.GetValue(Threads) ?? config.Threads,
            Gpu = parsed.GetValue(Gpu) ?? config.Gpu,
            Name = parsed.GetValue(Name) ?? config.Name,
        };
    }
}
