using System.CommandLine;
using IvifMl;
using IvifMl.NanoTables;
using IvifMl.Training;

Argument<string> model = new("model") { Description = "A .safetensors file of ivif train clip." };
Option<string> data = new("--data") { Description = "Folder of real pairs: MSRS, OmniFuse, LDFusion_samples, TNO, RoadScene.", DefaultValueFactory = _ => "../shared/data" };
Option<string> cache = new("--cache") { Description = "Folder where rendered pairs are kept.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "ivif-clip-nano") };
RootCommand root = new("Prints the tables of the small CLIP's card.") { model, data, cache };
root.SetAction(arguments =>
{
    TorchSharp.torch.set_num_threads(1);
    using ClipModel clip = ClipModel.Load(arguments.GetValue(model)!, out IReadOnlyDictionary<string, string> metadata);
    ClipNanoTexts texts = new(ClipVocabulary.FromJson(metadata[LanguageEncoders.VocabularyKey]), clip.Config.ContextLength);
    Console.WriteLine(AccuracyTables.Accuracy(clip, texts.Encode, arguments.GetValue(cache)!, arguments.GetValue(data)));
    Console.WriteLine();
    Console.WriteLine(AccuracyTables.Directions(clip, texts.Encode, arguments.GetValue(cache)!, arguments.GetValue(data)!));
});
return root.Parse(args).Invoke();
