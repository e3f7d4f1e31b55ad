using System.CommandLine;
using IvifMl;
using IvifMl.Training;

Option<string> data = new("--data") { Description = "Folder of real pairs: MSRS, OmniFuse, LDFusion_samples, TNO, RoadScene.", DefaultValueFactory = _ => "../shared/data" };
Option<string> cache = new("--cache") { Description = "Folder where rendered pairs are kept.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "ivif-clip-nano") };
Option<string> weights = new("--weights") { Description = "Folder of CLIP's merges and noun embeddings.", DefaultValueFactory = _ => "../shared/weights" };
Option<string> output = new("--out") { Description = "Folder of checkpoints, log and weights; a training that stopped goes on there.", Required = true };
Option<int> steps = new("--steps") { Description = "Optimiser steps.", DefaultValueFactory = _ => ClipNanoOptions.DefaultSteps };
Option<int> seed = new("--seed") { Description = "Seed of weights and data." };
Option<int> threads = new("--threads") { Description = "Threads of torch.", DefaultValueFactory = _ => ClipNanoOptions.DefaultThreads };
Command train = new("train", "Trains ivif-clip-nano.") { output, data, cache, weights, steps, seed, threads };
train.SetAction(arguments => Console.WriteLine(ClipNanoTrainer.Train(new ClipNanoOptions
{
    OutputFolder = arguments.GetValue(output)!,
    CacheFolder = arguments.GetValue(cache),
    Data = arguments.GetValue(data),
    Weights = arguments.GetValue(weights)!,
    Steps = arguments.GetValue(steps),
    Seed = arguments.GetValue(seed),
    Threads = arguments.GetValue(threads),
    Progress = new Lines(),
})));

Argument<string> model = new("model") { Description = "A .safetensors file of the training." };
Command report = new("report", "Prints the tables of the model's card.") { model, data, cache };
report.SetAction(arguments =>
{
    TorchSharp.torch.set_num_threads(1);
    using ClipModel clip = ClipModel.Load(arguments.GetValue(model)!, out IReadOnlyDictionary<string, string> metadata);
    ClipNanoTexts texts = new(ClipVocabulary.FromJson(metadata[ClipNano.VocabularyKey]), clip.Config.ContextLength);
    Console.WriteLine(ClipNanoReport.Accuracy(clip, texts.Encode, arguments.GetValue(cache)!, arguments.GetValue(data)));
    Console.WriteLine();
    Console.WriteLine(ClipNanoReport.Directions(clip, texts.Encode, arguments.GetValue(cache)!, arguments.GetValue(data)!));
});

Option<string> folder = new("--models") { Description = "Folder that takes the three files.", DefaultValueFactory = _ => "models" };
Command export = new("export", "Writes the shipped files: weights with vocabulary, both towers as ONNX.") { model, folder };
export.SetAction(arguments => ClipNanoFiles.Write(arguments.GetValue(model)!, arguments.GetValue(folder)!));

return new RootCommand("The small CLIP of our own: training, tables, files.") { train, report, export }.Parse(args).Invoke();

internal sealed class Lines : IProgress<string>
{
    public void Report(string value) => Console.WriteLine(value);
}
