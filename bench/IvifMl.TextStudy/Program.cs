using System.CommandLine;
using IvifMl.Imaging;
using IvifMl.TextStudy;

Option<string[]> models = new("--model") { Description = "A text-guided model: a shipped one's name, a file, or NAME=FILE.", DefaultValueFactory = _ => ["fusion-text"], AllowMultipleArgumentsPerToken = true };
Option<string> data = new("--data") { Description = "Folder with MSRS, TNO and RoadScene; sets that are not there are left out.", DefaultValueFactory = _ => "../shared/data" };
Option<string?> infrared = new("--infrared") { Description = "The infrared of the pair on the sheet; a rendered scene where left out." };
Option<string?> visible = new("--visible") { Description = "The visible of the pair on the sheet." };
Option<ulong> seed = new("--seed") { Description = "The rendered scene.", DefaultValueFactory = _ => 1_000_003 };
Option<string> output = new("--out") { Description = "PNG to write.", Required = true };

Command separation = new("separation", "How well the small CLIP's text tower tells the families of prompts apart.");
separation.SetAction(_ => Console.WriteLine(SeparationTable.Write()));

Command table = new("table", "What prompts do to a model's pictures: effect, paraphrases against opposites, and how near they come to what was asked for.") { models, data };
table.SetAction(parsed => Console.WriteLine(SensitivityTable.Write(parsed.GetValue(models)!, parsed.GetValue(data)!)));

Command heard = new("heard", "What a model takes sentences for that it was never trained with.") { models, data };
heard.SetAction(parsed => Console.WriteLine(HeardTable.Write(parsed.GetValue(models)![0], parsed.GetValue(data)!)));

Command published = new("published", "What sentences do that others wrote: Text-IF's of degradations, TextFusion's of what is to be seen.") { models, data };
published.SetAction(parsed => Console.WriteLine(PublishedSentences.Write(parsed.GetValue(models)![0], parsed.GetValue(data)!)));

Command sheet = new("sheet", "A contact sheet: one pair under the prompts, and with each fault with and without the prompt that fits.") { models, infrared, visible, seed, output };
sheet.SetAction(parsed => ImageCodecs.Default.Write(
    PromptContactSheet.Draw(parsed.GetValue(models)![0], parsed.GetValue(infrared), parsed.GetValue(visible), parsed.GetValue(seed)), parsed.GetValue(output)!));

Command time = new("time", "Median time to score 640×480 on two threads.") { models };
time.SetAction(parsed => Console.WriteLine(TimeTable.Write(parsed.GetValue(models)!)));

return new RootCommand("Tables and contact sheets of the text-guided fusion.") { separation, table, heard, published, sheet, time }.Parse(args).Invoke();
