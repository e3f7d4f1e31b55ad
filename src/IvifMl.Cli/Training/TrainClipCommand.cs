using System.CommandLine;
using IvifMl.Training;

namespace IvifMl.Cli;

/// <summary><c>ivif train clip</c>: the small CLIP that the language-driven loss uses where OpenAI's weights are not at hand.</summary>
internal static class TrainClipCommand
{
    private static readonly Option<string> Output = new("--out", "-o") { Description = "Folder for checkpoint, log and weights. A checkpoint found there is resumed.", HelpName = "DIR", Required = true };
    private static readonly Option<string> Merges = new("--merges") { Description = $"OpenAI's table of merges, {LanguageEncoders.MergesFileName}; docs/models.md says where it comes from.", HelpName = "FILE", Required = true };
    private static readonly Option<string?> Nouns = new("--nouns") { Description = "Folder with CLIP's embeddings of nouns (union_names.tsv, union_clip_vitb32_l2norm_f16.npy) to teach as well.", HelpName = "DIR" };
    private static readonly Option<string?> Data = new("--data") { Description = "Folder of real pairs to train on besides rendered ones: MSRS, OmniFuse, each with ir and vi.", HelpName = "DIR" };
    private static readonly Option<string?> Cache = new("--cache") { Description = "Folder where rendered pairs are kept for the next training; --out where left out.", HelpName = "DIR" };
    private static readonly Option<int> Scenes = new("--scenes") { Description = "Rendered pairs to train on.", HelpName = "COUNT", DefaultValueFactory = _ => ClipNanoOptions.DefaultRenderedPairs };
    private static readonly Option<int> Steps = new("--steps") { Description = "Optimiser steps.", DefaultValueFactory = _ => ClipNanoOptions.DefaultSteps };
    private static readonly Option<int> Batch = new("--batch") { Description = "Pictures and captions in a step.", DefaultValueFactory = _ => ClipNanoOptions.DefaultBatchSize };
    private static readonly Option<int> Seed = new("--seed") { Description = "Decides weights, pictures and captions." };
    private static readonly Option<int> Threads = new("--threads") { Description = "Threads of torch.", DefaultValueFactory = _ => ClipNanoOptions.DefaultThreads };
    private static readonly Option<string?> Name = new("--name") { Description = "The model's name in its metadata." };
    private static readonly Option<string?> TrainingData = new("--training-data") { Description = "What it was trained on, for its metadata.", HelpName = "TEXT" };
    private static readonly Option<string?> Licence = new("--licence") { Description = "Licence of the weights, for its metadata.", HelpName = "TEXT" };

    public static Command Create()
    {
        Command command = new("clip", "Train a small CLIP on pictures whose captions are true by construction.")
        {
            Output, Merges, Nouns, Data, Cache, Scenes, Steps, Batch, Seed, Threads, Name, TrainingData, Licence,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        ClipNanoOptions options = new()
        {
            OutputFolder = parsed.GetValue(Output)!,
            MergesPath = parsed.GetValue(Merges)!,
            NounsFolder = parsed.GetValue(Nouns),
            Data = parsed.GetValue(Data),
            CacheFolder = parsed.GetValue(Cache),
            RenderedPairs = parsed.GetValue(Scenes),
            Steps = parsed.GetValue(Steps),
            BatchSize = parsed.GetValue(Batch),
            Seed = parsed.GetValue(Seed),
            Threads = parsed.GetValue(Threads),
            Progress = new Lines(),
            CancellationToken = cancellation,
        };
        options = options with
        {
            Name = parsed.GetValue(Name) ?? options.Name,
            TrainingData = parsed.GetValue(TrainingData) ?? options.TrainingData,
            Licence = parsed.GetValue(Licence) ?? options.Licence,
        };
        options.Validate();
        options.RequireFiles();
        TorchRuntime.Require();
        Console.Out.WriteLine($"model: {ClipNanoTrainer.Train(options)}");
        return ExitCodes.Done;
    }

    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.Out.WriteLine(value);
    }
}
